/** Firestore and the callables: 130 KB that only somebody who has signed in needs. Imported lazily, never from sign-in. */
import { type Firestore, initializeFirestore, memoryLocalCache } from 'firebase/firestore'
import { type Functions, getFunctions } from 'firebase/functions'
import { firebase } from './app'

export interface Data {
  readonly firestore: Firestore
  readonly functions: Functions
}

const open = async (): Promise<Data> => {
  const { app } = await firebase()
  const key = import.meta.env.VITE_APP_CHECK_KEY
  if (key && import.meta.env.MODE !== 'emulator') {
    const { startAppCheck } = await import('./app-check')
    await startAppCheck(app, key)
  }
  // In memory only: nothing of an order may stay behind on a shared PC.
  const firestore = initializeFirestore(app, { localCache: memoryLocalCache() })
  // By way of the page's own host, so that the page connects to no other for them (firebase.json).
  const functions = getFunctions(app, `${location.origin}/call`)
  if (import.meta.env.MODE === 'emulator') {
    const { connectData } = await import('./emulator')
    await connectData(firestore)
  }
  return { firestore, functions }
}

let opened: Promise<Data> | undefined

export const data = (): Promise<Data> =>
  (opened ??= open().catch((error: unknown) => {
    opened = undefined
    throw error
  }))
