import { logger } from 'firebase-functions'
import { type CallableFunction, type CallableOptions, HttpsError, onCall } from 'firebase-functions/https'
import type { z } from 'zod'
import type { Instant } from '../domain/instant'
import { refuse, type Refusal, type Result } from '../domain/refusal'
import { sentence } from '../domain/words/sentences'
import { now } from './clock'

type Code = ConstructorParameters<typeof HttpsError>[0]

const CODES: Readonly<Record<string, Code>> = {
  'access.not-signed-in': 'unauthenticated',
  'access.unknown-order': 'not-found',
  'evidence.unknown': 'not-found',
  'evidence.not-scanned': 'unavailable',
  'system.unavailable': 'unavailable',
}
const CODE_OF_RULE: Readonly<Record<string, Code>> = {
  access: 'permission-denied',
  input: 'invalid-argument',
  version: 'aborted',
}

/** A refusal as a callable answers it: the sentence for the person, the refusal for the page. */
export const refused = (refusal: Refusal): HttpsError =>
  new HttpsError(
    CODES[refusal.code] ?? CODE_OF_RULE[refusal.rule] ?? 'failed-precondition',
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
 * A callable: who is it, is the input well-formed, and then the act itself. Whatever goes wrong leaves as a refusal;
 * an unforeseen error is logged by its kind and place only, since its text might quote what was sent.
 */
export const door = <Input, Answer>(
  schema: z.ZodType<Input>,
  act: (uid: string, input: Input, now: Instant) => Promise<Result<Answer>>,
  options: Pick<CallableOptions, 'memory' | 'timeoutSeconds'> = {},
): CallableFunction<unknown, Promise<Answer>> =>
  onCall(options, async (request) => {
    const uid = request.auth?.uid
    if (uid === undefined) throw refused(refuse('access.not-signed-in', 'access'))
    const input = schema.safeParse(request.data)
    if (!input.success) throw refused(refuse('input.invalid', 'input', { fields: fieldsOf(input.error) }))
    let result: Result<Answer>
    try {
      result = await act(uid, input.data, await now())
    } catch (error) {
      logFault('a command failed', error)
      throw refused(refuse('system.unavailable', 'system'))
    }
    if (!result.ok) throw refused(result.refusal)
    return result.value
  })

/** Logs what kind of error happened where. Messages are left out: they may quote a document. */
export const logFault = (what: string, error: unknown): void => {
  const fault = error instanceof Error ? error : new Error('not an error')
  logger.error(what, {
    kind: fault.name,
    code: 'code' in fault ? fault.code : null,
    at: fault.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 8),
  })
}
