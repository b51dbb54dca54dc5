import { ensurePortsFree } from './port-check'
import { PORT_NAMES, ports } from './ports'

// Every port stays below 32768, where the system takes ports for outgoing connections from.
const FIRST = 15_000
const STEP = 100
const TRIES = 80

/** An offset at which every port is free, so that a suite of one's own gets in nobody's way. */
export async function freeOffset(): Promise<number> {
  const start = FIRST + STEP * (process.pid % TRIES)
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const offset = FIRST + ((start - FIRST + STEP * attempt) % (STEP * TRIES))
    const wanted = ports(offset)
    try {
      await ensurePortsFree(wanted, PORT_NAMES, offset)
      return offset
    } catch {
      continue
    }
  }
  throw new Error('No free block of ports was found for a local suite')
}
