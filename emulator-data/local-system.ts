import { deleteApp, initializeApp } from 'firebase-admin/app'
import { type Auth, getAuth } from 'firebase-admin/auth'
import { type Firestore, getFirestore } from 'firebase-admin/firestore'
import type { Instant } from '../functions/src/domain/base/instant'
import { REGION } from '../functions/src/platform/runtime'
import { originOf, type Ports } from '../scripts/local/ports'
import type { Target } from '../scripts/local/sign-in'

export interface LocalSystem {
  readonly projectId: string
  readonly ports: Pick<Ports, 'auth' | 'firestore' | 'functions' | 'tasks'>
}

export interface LocalAdmin {
  readonly db: Firestore
  readonly auth: Auth
  readonly close: () => Promise<void>
}

/** The server's way into the emulators, past the rules. It refuses a name that could be a real project's. */
export const openLocalAdmin = ({ projectId, ports }: LocalSystem): LocalAdmin => {
  if (!projectId.startsWith('demo-'))
    throw new Error(`A local project id begins with demo-, unlike ${projectId}`)
  Object.assign(process.env, {
    FIRESTORE_EMULATOR_HOST: `127.0.0.1:${ports.firestore}`,
    FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${ports.auth}`,
    METADATA_SERVER_DETECTION: 'none',
  })
  const app = initializeApp({ projectId }, `local-admin-${crypto.randomUUID()}`)
  return { db: getFirestore(app), auth: getAuth(app), close: () => deleteApp(app) }
}

export const targetOf = ({ projectId, ports }: LocalSystem): Target => ({
  functions: `${originOf(ports.functions)}/${projectId}/${REGION}`,
  identity: `${originOf(ports.auth)}/identitytoolkit.googleapis.com/v1`,
  apiKey: 'local',
})

/** What time it is there: the clock of a local system can have been advanced. */
export const localNow = async ({ ports }: LocalSystem): Promise<Instant> => {
  const response = await fetch(`${originOf(ports.tasks)}/_local/now`)
  return ((await response.json()) as { now: Instant }).now
}
