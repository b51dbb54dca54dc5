/**
 * The virus scanner, where the county runs one: ClamAV's daemon, spoken to as it defines (INSTREAM). `CLAMD_ADDRESS` is
 * `host:port` or `unix:/path`; without it nothing is scanned.
 */
import { connect, type Socket } from 'node:net'
import { type Refusal, refuse } from '../domain/base/refusal'
import { log } from './log'

const PATIENCE = 60_000
const PIECE = 64 * 1024

const socketTo = (address: string): Socket => {
  if (address.startsWith('unix:')) return connect(address.slice('unix:'.length))
  const colon = address.lastIndexOf(':')
  return connect(Number(address.slice(colon + 1)), address.slice(0, colon))
}

/** Each piece follows its length; a length of zero ends it. */
const pieces = function* (whole: Buffer): Generator<Buffer> {
  yield Buffer.from('zINSTREAM\0')
  for (let at = 0; at < whole.length; at += PIECE) {
    const piece = whole.subarray(at, at + PIECE)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    yield length
    yield piece
  }
  yield Buffer.alloc(4)
}

/** The daemon's answer: `stream: OK`, or `stream: … FOUND`. Fails if it does not answer, or answers something else. */
const ask = (address: string, whole: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = socketTo(address)
    let said = ''
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('the scanner is silent')))
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => (said += text))
    socket.on('error', reject)
    socket.on('close', () => resolve(said.replace(/\0/g, '').trim()))
    socket.on('connect', () => {
      for (const piece of pieces(whole)) socket.write(piece)
    })
  })

/** Why the scanner refuses a file; null if it does not, or if there is no scanner. Anything but a clear yes is a no. */
export const scanForbidden = async (whole: Buffer): Promise<Refusal | null> => {
  const address = process.env['CLAMD_ADDRESS'] ?? ''
  if (address === '') return null
  try {
    const said = await ask(address, whole)
    if (said === 'stream: OK') return null
    if (said.endsWith(' FOUND')) return refuse('evidence.infected')
    throw new Error('the scanner could not judge')
  } catch (error) {
    log('file-not-scanned', { cause: error })
    return refuse('evidence.not-scanned')
  }
}
