import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Firestore } from 'firebase-admin/firestore'
import { sealKey } from '../../functions/src/platform/seal-key'
import { folderSink } from '../../functions/src/platform/seal-sink'
import { seal } from '../../functions/src/seals/seal'
import { countDocuments } from './counting'
import { bringInHere, giveHere, MAIN_ROAD } from './road'

const ORDERS = 20

/** Orders that have gone the whole road. */
const archived = async (db: Firestore): Promise<void> => {
  for (let index = 0; index < ORDERS; index++) {
    const id = `SEALED-${index}`
    await bringInHere(db, id, Date.now())
    let version = 1
    for (const [place, act] of MAIN_ROAD.entries())
      version = await giveHere(db, id, `${id}-command-${place}`, act, version, Date.now())
  }
}

/** What one night's seal costs over orders of the whole road, the logs there are included. */
export const costOfSeal = async (
  db: Firestore,
): Promise<{ readonly readsPerThousand: number; readonly ordersPerSecond: number }> => {
  const folder = await mkdtemp(join(tmpdir(), 'seals-'))
  try {
    const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' })
    await archived(db)
    const since = countDocuments(db)
    const began = performance.now()
    const made = await seal(db, folderSink(folder), sealKey(key.toString('base64')), Date.now())
    if (made === null) throw new Error('tonight has its seal already')
    if (made.faults.count > 0) throw new Error(`what was sealed did not hold: ${JSON.stringify(made.faults)}`)
    const seconds = (performance.now() - began) / 1000
    return {
      readsPerThousand: Math.round((since().reads / made.orders) * 1000),
      ordersPerSecond: Math.round(made.orders / seconds),
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
