import { type FirebaseApp, type FirebaseOptions, initializeApp } from 'firebase/app'
import { type Auth, browserSessionPersistence, initializeAuth } from 'firebase/auth'

/** Hosting serves the configuration of the project it belongs to, so that one build runs on every project. */
const readOptions = async (): Promise<FirebaseOptions> => {
  const response = await fetch('/__/firebase/init.json')
  if (!response.ok) throw new Error(`the configuration could not be read: ${response.status}`)
  return (await response.json()) as FirebaseOptions
}

export interface Firebase {
  readonly app: FirebaseApp
  readonly auth: Auth
}

const start = async (): Promise<Firebase> => {
  // Loaded ahead: a kept session asks its server at once, so auth must be connected to its emulator from the start.
  const emulator = import.meta.env.MODE === 'emulator' ? await import('./emulator') : null
  const app = initializeApp(await readOptions())
  // Office PCs are shared: a session ends with its tabs, and a tab whose address was typed asks who it is.
  const auth = initializeAuth(app, { persistence: browserSessionPersistence })
  emulator?.connectAuth(auth)
  return { app, auth }
}

let started: Promise<Firebase> | undefined

/** Started once. After a failure (no network) the next call tries again. */
export const firebase = (): Promise<Firebase> =>
  (started ??= start().catch((error: unknown) => {
    started = undefined
    throw error
  }))
