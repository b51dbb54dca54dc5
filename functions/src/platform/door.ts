import {
  type CallableFunction,
  type CallableOptions,
  HttpsError,
  onCall,
  type Request,
} from 'firebase-functions/https'
import type { z } from 'zod'
import type { Answers, Callable } from '../contract/callables'
import type { Instant } from '../domain/base/instant'
import { refuse, refused, type Refusal, type Result } from '../domain/base/refusal'
import type { Code, Rule } from '../domain/base/refusals'
import { type Door, entryForbidden, type Session } from '../domain/people/session'
import { sentence } from '../domain/words/sentences'
import { type Read, SCHEMAS } from '../schema/callables'
import { isRefusedForItsBody } from './bodies'
import { now } from './clock'
import { ofAddress, ofFalseTokens, ofPerson, ticks, tokens } from './limits'
import { log } from './log'
import { isAppCheckEnforced } from './runtime'
import { entryTermsOf, sessionOf } from './session'
import { isCall } from './well-formed'

/** The framework's answer, Express's. */
type Response = NonNullable<Request['res']>

type Status = ConstructorParameters<typeof HttpsError>[0]

const STATUS: Readonly<Partial<Record<Code, Status>>> = {
  'access.not-signed-in': 'unauthenticated',
  'access.session-ended': 'unauthenticated',
  'access.unknown-order': 'not-found',
  'evidence.unknown': 'not-found',
  'evidence.not-scanned': 'unavailable',
  'system.unavailable': 'unavailable',
  'system.too-many': 'resource-exhausted',
}
const STATUS_OF_RULE: Readonly<Partial<Record<Rule, Status>>> = {
  access: 'permission-denied',
  input: 'invalid-argument',
  version: 'aborted',
}

/** A refusal as a callable answers it: the sentence for the person, the refusal for the page. */
export const errorOf = (refusal: Refusal): HttpsError =>
  new HttpsError(
    STATUS[refusal.code] ?? STATUS_OF_RULE[refusal.rule] ?? 'failed-precondition',
    sentence(refusal),
    { refusal },
  )

/** Where in the input something is wrong: the paths, never the values, which may be personal. */
export const fieldsOf = (error: z.ZodError): string[] => [
  ...new Set(
    error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [...issue.path, key].join('.'))
        : [issue.path.join('.') || '(input)'],
    ),
  ),
]

/**
 * The fields with characters that nobody can see or that cannot be stored. The person must be told: they cannot see
 * them.
 */
const unseenIn = (error: z.ZodError): string[] => [
  ...new Set(
    error.issues.flatMap((issue) =>
      issue.code === 'custom' && issue.params?.['problem'] === 'bad-characters' ? [issue.path.join('.')] : [],
    ),
  ),
]

const UNAUTHENTICATED = 401

/** Says after how many seconds one may call again, or null if now. */
const tooMany = (seconds: number): Refusal | null =>
  seconds === 0 ? null : refuse('system.too-many', { seconds })

const withRetryAfter = (response: Response | undefined, { params }: Refusal): void => {
  if (params?.['seconds'] !== undefined) response?.setHeader('Retry-After', String(params['seconds']))
}

/** What is wrong with a call before anything looks into it, or null. A token that was verified before costs nobody a call. */
const refusedBefore = (request: Request, isOpen: boolean): Refusal | null => {
  if (request.method !== 'POST') return null
  if (!isCall(request.body)) return refuse('input.invalid', { fields: ['data'] })
  const { authorization } = request.headers
  if (isOpen || authorization === undefined) return tooMany(ofAddress.take(request))
  return tokens.isKnown(authorization) ? null : tooMany(ofFalseTokens.wait(request))
}

/** A token that the framework found invalid counts against the address it came from. */
const countIfUnproved = (request: Request, response: Response, isOpen: boolean): void => {
  const { authorization } = request.headers
  if (isOpen || authorization === undefined || response.statusCode !== UNAUTHENTICATED) return
  if (!tokens.isKnown(authorization)) ofFalseTokens.take(request)
}

/**
 * Stands before the framework's own handling of a callable. The framework would answer 500 to a body it cannot unpack,
 * and write that body into the log as it came.
 */
const guarded = <Answer>(
  callable: CallableFunction<unknown, Promise<Answer>>,
  isOpen = false,
): CallableFunction<unknown, Promise<Answer>> => {
  const handle = callable as unknown as (request: Request, response: Response) => Promise<void>
  const guard = async (request: Request, response: Response): Promise<void> => {
    if (isRefusedForItsBody(request, response)) return
    response.setHeader('Cache-Control', 'no-store')
    const refusal = refusedBefore(request, isOpen)
    if (refusal === null) {
      await handle(request, response)
      countIfUnproved(request, response, isOpen)
      return
    }
    const error = errorOf(refusal)
    withRetryAfter(response, refusal)
    response.status(error.httpErrorCode.status).json({ error: error.toJSON() })
  }
  // Deploying and the emulators recognise a function by these properties.
  return Object.defineProperties(
    guard,
    Object.getOwnPropertyDescriptors(callable),
  ) as unknown as typeof callable
}

/** Called by our own pages only, which come from the same host. */
const OPTIONS = { cors: false, enforceAppCheck: isAppCheckEnforced() } as const

const invalid = (error: z.ZodError): Refusal => {
  const characters = unseenIn(error)
  return refuse('input.invalid', {
    fields: fieldsOf(error),
    ...(characters.length > 0 && { characters }),
  })
}

/** Reads the input, acts, and turns whatever goes wrong into a refusal. */
const answer = async <C extends Callable>(
  callable: C,
  data: unknown,
  act: (asked: Read<C>, now: Instant) => Promise<Result<Answers<C>>>,
): Promise<Answers<C>> => {
  const asked = SCHEMAS[callable].safeParse(data)
  if (!asked.success) throw errorOf(invalid(asked.error))
  let result: Result<Answers<C>>
  try {
    result = await act(asked.data as Read<C>, await now())
  } catch (error) {
    log('command-failed', { cause: error })
    throw errorOf(refuse('system.unavailable'))
  }
  if (!result.ok) throw errorOf(result.refusal)
  return result.value
}

interface DoorOptions extends Pick<CallableOptions, 'memory' | 'timeoutSeconds' | 'secrets'> {
  /** What it is for: work, or only signing in and out. */
  readonly opens?: Door
}

/**
 * A callable of the contract. It checks who calls, whether the input is well-formed and whether their session may use
 * this door, and then acts. An unforeseen error is logged by its kind and place only: its text might quote what was
 * sent.
 */
export const door = <C extends Callable>(
  callable: C,
  act: (uid: string, asked: Read<C>, now: Instant, session: Session) => Promise<Result<Answers<C>>>,
  { opens = 'work', ...options }: DoorOptions = {},
): CallableFunction<unknown, Promise<Answers<C>>> =>
  guarded(
    onCall({ ...OPTIONS, ...options }, (request) => {
      const { auth } = request
      // A token without a person: the emulators let it through.
      if (!auth?.uid) throw errorOf(refuse('access.not-signed-in'))
      tokens.remember(request.rawRequest.headers.authorization ?? '')
      const flood = tooMany(ofPerson.take(auth.uid, ticks()))
      if (flood !== null) {
        withRetryAfter(request.rawRequest.res, flood)
        throw errorOf(flood)
      }
      const session = sessionOf(auth.token)
      return answer(callable, request.data, async (asked, at) => {
        const forbidden = entryForbidden(await entryTermsOf(auth.uid), session, opens)
        return forbidden === null ? act(auth.uid, asked, at, session) : refused(forbidden)
      })
    }),
  )

/** A callable for people who have not signed in yet. Its input must itself prove who may use it. */
export const openDoor = <C extends Callable>(
  callable: C,
  act: (asked: Read<C>, now: Instant) => Promise<Result<Answers<C>>>,
): CallableFunction<unknown, Promise<Answers<C>>> =>
  guarded(
    onCall(OPTIONS, (request) => answer(callable, request.data, act)),
    true,
  )
