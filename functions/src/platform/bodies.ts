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
  /** Every matter of the county at once. */
  keepMatters: MIB,
  likelySame: 256 * KIB,
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

type Wrong = keyof typeof ANSWERS

/** Requests whose body is not read, and why. */
const refused = new WeakMap<IncomingMessage, Wrong>()

/** Readable to the city's system and to the web's callables alike. */
const answer = (response: ServerResponse, status: Wrong): void => {
  if (response.headersSent) return
  const [code, canonical, message] = ANSWERS[status]
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  })
  response.end(JSON.stringify({ error: { code, status: canonical, message, fields: [] } }))
}

/** Whether the request was refused for its body, and has its answer now. Every door asks this first. */
export const isRefusedForItsBody = (request: IncomingMessage, response: ServerResponse): boolean => {
  const wrong = refused.get(request)
  if (wrong !== undefined) answer(response, wrong)
  return wrong !== undefined
}

/** To the framework the request has no body, so it reads none; Node drops what still comes in. */
const withoutBody = ({ headers }: IncomingMessage): void => {
  delete headers['content-length']
  delete headers['transfer-encoding']
}

const isCompressed = ({ headers }: IncomingMessage): boolean =>
  !/^(?:identity)?$/i.test(headers['content-encoding'] ?? '')

/** What is wrong by the request's head, before any of the body has arrived. */
const wrongHead = (request: IncomingMessage, atMost: number): Wrong | null => {
  if (isCompressed(request)) return 415
  return Number(request.headers['content-length'] ?? 0) > atMost ? 413 : null
}

const guard = (request: IncomingMessage, response: ServerResponse, atMost: number): void => {
  const wrong = wrongHead(request, atMost)
  if (wrong !== null) {
    refused.set(request, wrong)
    withoutBody(request)
    return
  }
  // A chunked body does not say its length: it is counted as it comes in, and what is too much is dropped. The
  // framework is already reading it and cannot use half a body, so the answer is given here.
  const push = request.push.bind(request)
  let bytes = 0
  request.push = (chunk: Buffer | null, encoding) => {
    bytes += chunk?.length ?? 0
    if (bytes <= atMost || chunk === null) return push(chunk, encoding)
    refused.set(request, 413)
    answer(response, 413)
    return true
  }
}

/** Stands before the framework in the process of one function: Node tells of every request before its body is read. */
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
