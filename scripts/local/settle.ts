import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Settle } from './time-keeper'

const POLL = 5
/** An order may be written again while its alarm is awaited, and then it is the newer alarm that comes. */
const REREAD = 200
/** A trigger's first process takes seconds to start, and several of them start at once on a small machine. */
const PATIENCE = 60_000

interface Source {
  readonly firestoreOrigin: string
  readonly projectId: string
}

interface AlarmedOrder {
  readonly id: string
  readonly at: number
  readonly version: number
}

/**
 * Alarms are set by a trigger some milliseconds after an order was written. Time must not move past an alarm that
 * is still on its way, so a step waits until each order that wants to ring by the target has its task.
 */
export function settleFromFirestore(
  source: Source,
  isArmed: (alarm: string) => boolean,
  onUnsettled: (alarms: readonly string[]) => void,
  patienceMs = PATIENCE,
): Settle {
  // An alarm that never came is waited for once; the sweep will find its order.
  const givenUp = new Set<string>()

  return async (target, orderId) => {
    const deadline = performance.now() + patienceMs
    for (;;) {
      const orders =
        orderId === undefined ? await findOrders(source, target) : await readOrder(source, orderId)
      const alarms = orders.filter(({ at }) => at <= target).map(alarmId)
      const missing = () => alarms.filter((alarm) => !isArmed(alarm) && !givenUp.has(alarm))
      const rereadAt = performance.now() + REREAD
      while (missing().length > 0 && performance.now() < rereadAt) await delay(POLL)
      const stillMissing = missing()
      if (stillMissing.length === 0) return
      if (performance.now() > deadline) {
        for (const alarm of stillMissing) givenUp.add(alarm)
        onUnsettled(stillMissing)
        return
      }
    }
  }
}

export function alarmId({ id, version }: Pick<AlarmedOrder, 'id' | 'version'>): string {
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 8)
  return `${hash}-${id}-v${version}`
}

interface FirestoreDocument {
  readonly name: string
  readonly fields?: Record<string, { integerValue?: string; doubleValue?: number }>
}

async function findOrders(source: Source, target: number): Promise<AlarmedOrder[]> {
  const response = await ask(source, 'POST', ':runQuery', {
    structuredQuery: {
      from: [{ collectionId: 'orders' }],
      select: { fields: [{ fieldPath: 'alarmAt' }, { fieldPath: 'alarmVersion' }] },
      where: {
        fieldFilter: {
          field: { fieldPath: 'alarmAt' },
          op: 'LESS_THAN_OR_EQUAL',
          value: { integerValue: String(Math.floor(target)) },
        },
      },
    },
  })
  const rows = (await response.json()) as Array<{ document?: FirestoreDocument }>
  return rows.flatMap(({ document }) => (document ? parseOrder(document) : []))
}

async function readOrder(source: Source, id: string): Promise<AlarmedOrder[]> {
  const path = `/orders/${encodeURIComponent(id)}?mask.fieldPaths=alarmAt&mask.fieldPaths=alarmVersion`
  const response = await ask(source, 'GET', path)
  return response.status === 404 ? [] : parseOrder((await response.json()) as FirestoreDocument)
}

async function ask(
  { firestoreOrigin, projectId }: Source,
  method: string,
  path: string,
  body?: object,
): Promise<Response> {
  const root = `${firestoreOrigin}/v1/projects/${projectId}/databases/(default)/documents`
  const response = await fetch(root + path, {
    method,
    // The emulator's own way past the rules.
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok && response.status !== 404) {
    throw new Error(`The Firestore emulator answered ${response.status}: ${await response.text()}`)
  }
  return response
}

function parseOrder({ name, fields }: FirestoreDocument): AlarmedOrder[] {
  const at = number(fields?.['alarmAt'])
  const version = number(fields?.['alarmVersion'])
  if (at === undefined || version === undefined) return []
  return [{ id: name.slice(name.lastIndexOf('/') + 1), at, version }]
}

function number(value: { integerValue?: string; doubleValue?: number } | undefined): number | undefined {
  return value?.integerValue === undefined ? value?.doubleValue : Number(value.integerValue)
}
