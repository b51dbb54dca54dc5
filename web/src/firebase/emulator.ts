/** Only in the build for emulators: where they are, and what time it is there. Ports are shifted as the page's own is. */
import { type Auth, connectAuthEmulator } from 'firebase/auth'
import type { Firestore } from 'firebase/firestore'

const HOSTING = 5000
const PORTS = { auth: 9099, firestore: 8080, tasks: 9499 }
const portOf = (name: keyof typeof PORTS): number => PORTS[name] + Number(location.port) - HOSTING

export const connectAuth = (auth: Auth): void =>
  connectAuthEmulator(auth, `http://${location.hostname}:${portOf('auth')}`, { disableWarnings: true })

export const connectData = async (firestore: Firestore): Promise<void> => {
  const { connectFirestoreEmulator } = await import('firebase/firestore')
  connectFirestoreEmulator(firestore, location.hostname, portOf('firestore'))
}

/** Follows the local clock, which `npm run clock` moves. */
export const followClock = (moved: (offset: number) => void): void => {
  const clock = new EventSource(`http://${location.hostname}:${portOf('tasks')}/_local/clock`)
  clock.onmessage = ({ data }: MessageEvent<string>) => {
    const { now } = JSON.parse(data) as { now: number }
    moved(now - Date.now())
  }
}
