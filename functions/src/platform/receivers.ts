import { onEmulator } from './runtime'

/** Whether messages may go to a receiver on this machine. */
export const isLoopbackAllowed = (): boolean => onEmulator()

/** How long a receiver may take. Local ones are next door, and tests wait for those that hang. */
export const receiverTimeout = (): number => (onEmulator() ? 2_000 : 10_000)
