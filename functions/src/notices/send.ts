import { lookup as resolve, type LookupAddress } from 'node:dns'
import { type ClientRequest, type IncomingMessage, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import type { LookupFunction } from 'node:net'
import { receiverTimeout } from '../platform/receivers'
import { isPrivate, isPublic } from './addresses'
import type { Message } from './message'

/** More than any receiver has to say. */
const ANSWER_AT_MOST = 64 * 1024

class InternalHost extends Error {
  override readonly name = 'InternalHost'
}

/** Where the receiver stands: out on the internet, or in the county's own network, where administration has said so. */
export type Whereabouts = 'inside' | 'outside'

const ALLOWED: Readonly<Record<Whereabouts, (address: string) => boolean>> = {
  outside: isPublic,
  inside: (address) => isPublic(address) || isPrivate(address),
}

/**
 * Resolves a name for one connection, which then goes only to the addresses checked here. Refused when any of them is
 * not allowed: a name that was harmless when it was listed may point elsewhere by now.
 */
const lookupFor =
  (whereabouts: Whereabouts): LookupFunction =>
  (host, options, found) => {
    resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const may = ALLOWED[whereabouts]
      const refused =
        error ?? (addresses.every(({ address }) => may(address)) ? null : new InternalHost(host))
      if (refused !== null) found(refused, [])
      else if (options.all === true) found(null, addresses)
      else found(null, addresses[0]?.address ?? '', addresses[0]?.family)
    })
  }

interface Answer {
  readonly status: number
  readonly body: string
}

const read = (response: IncomingMessage): Promise<string> =>
  new Promise((done, failed) => {
    const parts: Buffer[] = []
    let size = 0
    response.on('data', (part: Buffer) => {
      size += part.length
      if (size > ANSWER_AT_MOST) response.destroy(new Error('the answer does not end'))
      else parts.push(part)
    })
    response.on('end', () => done(Buffer.concat(parts).toString('utf8')))
    response.on('error', failed)
    response.on('aborted', () => failed(new Error('the answer broke off')))
  })

/** Redirects are not followed: their target has not been checked. */
const post = (
  { url, headers, body }: Message,
  whereabouts: Whereabouts,
  signal: AbortSignal,
): Promise<Answer> =>
  new Promise((done, failed) => {
    const isSecure = url.startsWith('https:')
    const request = isSecure ? secure : plain
    const options = {
      method: 'POST',
      headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
      signal,
      // One connection a message: a receiver that hung must not keep the next one waiting.
      agent: false as const,
      // Without encryption there is only the emulator's receiver on this machine.
      ...(isSecure && { lookup: lookupFor(whereabouts) }),
    }
    const sent: ClientRequest = request(url, options, (response) => {
      read(response).then((text) => done({ status: response.statusCode ?? 0, body: text }), failed)
    })
    sent.on('error', failed)
    sent.end(body)
  })

/** A robot's own verdict; null when it is content. */
const robotProblem = (body: string): string | null => {
  try {
    const { errcode } = JSON.parse(body) as { errcode?: unknown }
    return errcode === 0 ? null : `errcode:${String(errcode).slice(0, 20)}`
  } catch {
    return 'errcode:?'
  }
}

/** Sends a message and says why it did not arrive, as a code; null when it did. What was answered is not kept. */
export const send = async (message: Message, whereabouts: Whereabouts): Promise<string | null> => {
  const signal = AbortSignal.timeout(receiverTimeout())
  try {
    const { status, body } = await post(message, whereabouts, signal)
    if (status < 200 || status > 299) return `http:${status}`
    return message.isRobot ? robotProblem(body) : null
  } catch (error) {
    if (signal.aborted) return 'timeout'
    return error instanceof InternalHost ? 'internal-host' : 'unreachable'
  }
}
