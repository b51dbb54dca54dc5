import { defineSecret } from 'firebase-functions/params'
import { onRequest, type Request } from 'firebase-functions/https'
import { DAY } from '../domain/base/instant'
import type { Who } from '../domain/people/people'
import type { Refusal, Result } from '../domain/base/refusal'
import type { Code } from '../domain/base/refusals'
import { sentence } from '../domain/words/sentences'
import { BODY_AT_MOST, isRefusedForItsBody } from '../platform/bodies'
import { CALLER_KEYS, callerKeys } from '../platform/caller-keys'
import { now } from '../platform/clock'
import { ofAddress, ofTheCity, ticks } from '../platform/limits'
import { log } from '../platform/log'
import { type FieldProblem, parseLater, parsePushed } from '../schema/transfer'
import { database } from '../store/database'
import { takeSaid } from '../intake/said-later'
import { inForce, takeIn } from '../intake/transfers'
import { problemsOfRefusal, said, sentenceOf } from '../intake/problems'
import { checkSignature } from '../intake/signature'

const CITY_FEED_SECRET = defineSecret('CITY_FEED_SECRET')

/** Two are enough for any county. More would also weaken the limit of pushes, which each instance counts for itself. */
const INSTANCES_AT_MOST = 2

const CITY: Who = { uid: 'city-feed', post: { role: 'city', unit: null } }

interface Answer {
  readonly status: number
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

/** What goes wrong before there is an order to judge. */
const PROTOCOL = {
  'feed.method': [405, '这里只接受 POST 请求。'],
  'feed.too-large': [413, '内容超过 256 KiB，没有读取。'],
  'feed.media-type': [415, '内容应为未压缩的 UTF-8 JSON（Content-Type: application/json）。'],
  'feed.too-many': [429, '请求过于频繁，没有处理，请稍后用新的签名重新报送。'],
  'feed.signature': [401, '签名缺失或不正确。'],
  'feed.expired': [401, '签名已过期，请用当前时间重新签名。'],
  'feed.not-json': [400, '内容不是有效的 UTF-8 JSON。'],
  'feed.unavailable': [503, '系统暂时无法接收，请稍后用新的签名重新报送。'],
} as const satisfies Record<string, readonly [number, string]>

const failed = (
  status: number,
  code: string,
  message: string,
  fields: readonly FieldProblem[] = [],
): Answer => ({
  status,
  body: { error: { code, message, fields: fields.map(said) } },
})

const protocol = (code: keyof typeof PROTOCOL): Answer => failed(PROTOCOL[code][0], code, PROTOCOL[code][1])

/** Says after how many seconds to come again. */
const tooMany = (seconds: number): Answer => ({
  ...protocol('feed.too-many'),
  headers: { 'Retry-After': String(seconds) },
})

const STATUS: Readonly<Partial<Record<Code, number>>> = {
  'feed.replayed': 409,
  'transfer.other-content': 409,
  'feed.other-message': 409,
  'feed.no-order': 404,
}
/** An order and what is said of it may overtake each other: then the city comes again after so many seconds. */
const COME_AGAIN = 60

const refused = (refusal: Refusal): Answer => ({
  ...failed(STATUS[refusal.code] ?? 422, refusal.code, sentence(refusal), problemsOfRefusal(refusal.code)),
  ...(refusal.code === 'feed.no-order' && { headers: { 'Retry-After': String(COME_AGAIN) } }),
})

const invalid = (problems: readonly FieldProblem[]): Answer =>
  failed(422, 'input.invalid', sentenceOf(problems), problems)

const taken = (result: Result<'new' | 'already'>): Answer =>
  result.ok
    ? { status: result.value === 'new' ? 201 : 200, body: { status: result.value } }
    : refused(result.refusal)

/** Only what is said later of an order has a kind. */
const isLater = (value: unknown): boolean => typeof value === 'object' && value !== null && 'kind' in value

/** The body as JSON, or nothing. Bytes that are not UTF-8 are not JSON either. */
const readJson = (body: Uint8Array): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown }
  } catch {
    return undefined
  }
}

const isPlainJson = (request: Request): boolean =>
  /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(request.headers['content-type'] ?? '') &&
  /^(?:identity)?$/i.test(request.headers['content-encoding'] ?? '')

const answer = async (request: Request): Promise<Answer> => {
  if (request.method !== 'POST') return { ...protocol('feed.method'), headers: { Allow: 'POST' } }
  // There is none without a body, whatever the types say.
  const body = (request.rawBody as Buffer | undefined) ?? Buffer.alloc(0)
  if (body.length > BODY_AT_MOST.cityFeed) return protocol('feed.too-large')
  if (!isPlainJson(request)) return protocol('feed.media-type')

  const secret = CITY_FEED_SECRET.value()
  if (secret === '') throw new Error('CITY_FEED_SECRET is empty: anyone could sign')
  const at = await now()
  const timestamp = request.get('x-hotline-timestamp')
  const signature = checkSignature(
    { timestamp, signature: request.get('x-hotline-signature'), body },
    secret,
    at,
  )
  // A wrong signature counts against the address, never against the city: otherwise others could shut the city out.
  if ('code' in signature) {
    const seconds = ofAddress.take(request)
    return seconds === 0 ? protocol(signature.code) : tooMany(seconds)
  }
  const seconds = ofTheCity.take('city', ticks())
  if (seconds > 0) return tooMany(seconds)

  const json = readJson(body)
  if (json === undefined) return protocol('feed.not-json')
  const db = database()
  if (isLater(json.value)) {
    const message = parseLater(json.value)
    if ('problems' in message) return invalid(message.problems)
    return taken(await takeSaid(db, message.value, { who: CITY, now: at, signature: signature.accepted }))
  }
  const parsed = parsePushed(json.value)
  if ('problems' in parsed) return invalid(parsed.problems)
  const { policy, calendar } = await inForce(db)
  if (parsed.value.transferredAt < at - policy.takenWithin) {
    const atMost = Math.floor(policy.takenWithin / DAY)
    return invalid([{ field: 'transferredAt', problem: 'too-old', atMost }])
  }
  const context = { who: CITY, now: at, keys: callerKeys(CALLER_KEYS.value()), policy, calendar }
  return taken(await takeIn(db, parsed.value, 'city-feed', context, signature.accepted))
}

/** The door of the city's system: one signed work order per request, or one thing that is said of it later. What it says is in docs/city-feed.md. */
export const cityFeed = onRequest(
  { secrets: [CITY_FEED_SECRET, CALLER_KEYS], cors: false, maxInstances: INSTANCES_AT_MOST },
  async (request, response) => {
    if (isRefusedForItsBody(request, response)) return
    let given: Answer
    try {
      given = await answer(request)
    } catch (error) {
      log('city-push-failed', { cause: error })
      given = { ...protocol('feed.unavailable'), headers: { 'Retry-After': '60' } }
    }
    if (given.status >= 400 && given.status < 500) log('city-push-refused', { status: given.status })
    response
      .status(given.status)
      .set({ 'Cache-Control': 'no-store', ...given.headers })
      .json(given.body)
  },
)
