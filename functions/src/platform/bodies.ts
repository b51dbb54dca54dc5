import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

const KIB = 1024
const MIB = 1024 * KIB

/**
 * The most bytes a door reads, by the name it is deployed under; every door has its line. The framework would read 32 MB
 * of each request into memory before anything of ours is asked.
 */
export const BODY_AT_MOST = {
  administer: 256 * KIB,
  claimInvitation: 256 * KIB,
  cityFeed: 256 * KIB,
  command: 256 * KIB,
  /** A part of a file, in base64. */
  evidence: 2 * MIB,
  lookAtCaller: 256 * KIB,
  myAccount: 256 * KIB,
  myChannel: 256 * KIB,
  previewAdministration: 256 * KIB,
  /** Two hundred rows. */
  takeIn: 16 * MIB,
} as const satisfies Readonly<Record<string, number>>

const ANSWERS = {
  413: ['feed.too-large', 'INVALID_ARGUMENT', '内容太大，没有读取。'],
  415: [
    'feed.media-type',
    'INVALID_ARGUMENT',
    '内容应为未压缩的 UTF-8 JSON（Content-Type: application/json）。',
  ],
} as const

/** Readable to the city's system and to the web's callables alike. The connection ends with it, and what is left unread. */
const refuse = (response: ServerResponse, status: keyof typeof ANSWERS): void => {
  if (response.headersSent) return
  const [code, canonical, message] = ANSWERS[status]
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    Connection: 'close',
  })
  response.end(JSON.stringify({ error: { code, status: canonical, message, fields: [] } }))
}

const isCompressed = ({ headers }: IncomingMessage): boolean =>
  !/^(?:identity)?$/i.test(headers['content-encoding'] ?? '')

const guard = (request: IncomingMessage, response: ServerResponse, atMost: number): void => {
  if (isCompressed(request)) {
    refuse(response, 415)
    return
  }
  if (Number(request.headers['content-length'] ?? 0) > atMost) {
    refuse(response, 413)
    return
  }
  // A body in chunks does not say how long it is: it is counted as it comes in.
  const push = request.push.bind(request)
  let bytes = 0
  request.push = (chunk: Buffer | null, encoding) => {
    bytes += chunk?.length ?? 0
    if (bytes > atMost) refuse(response, 413)
    return push(chunk, encoding)
  }
}

/**
 * Stands before the framework in the process of one function: Node tells of every request before its body is read. The
 * framework still hears of a request that was refused here, so a door does nothing where an answer has been sent.
 */
export const guardBodies = (target: string | undefined): void => {
  const atMost = (BODY_AT_MOST as Readonly<Record<string, number>>)[target ?? '']
  if (atMost === undefined) return
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as {
      readonly request: IncomingMessage
      readonly response: ServerResponse
    }
    guard(request, response, atMost)
  })
}
