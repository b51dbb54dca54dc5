import { z } from 'zod'
import { dayNumber, type Instant, startOfDayNumber } from '../domain/base/instant'

/**
 * No hotline is older, and anything further ahead is a typing error. The domain judges what makes sense for one order.
 */
const FIRST_DAY = dayNumber('2000-01-01')!
const AFTER_LAST_DAY = dayNumber('2100-01-01')!
const FROM = startOfDayNumber(FIRST_DAY)
const UNTIL = startOfDayNumber(AFTER_LAST_DAY)

/** A day that exists, from 2000 up to 2099. */
export const day = z
  .string()
  .max('2000-01-01'.length)
  .refine((value) => {
    const number = dayNumber(value)
    return number !== null && number >= FIRST_DAY && number < AFTER_LAST_DAY
  })

/** An instant as a form sends it: ms, from 2000 up to 2099 in Shanghai. */
export const instantNumber = z
  .int()
  .min(FROM)
  .max(UNTIL - 1)

export type InstantProblem = 'not-date-time' | 'no-offset' | 'not-real' | 'out-of-range'

/** An issue with a stable code of ours, from which the sentence is made elsewhere. */
export const customIssue = <Problem extends string>(problem: Problem, input: unknown) => ({
  code: 'custom' as const,
  params: { problem },
  input,
})

const custom = (problem: InstantProblem, input: unknown) => customIssue(problem, input)

const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|([+-])(\d{2}):(\d{2}))?$/

/**
 * An ISO date-time becomes an instant. Without an offset it is refused: which instant is meant cannot be known.
 * From 2000-01-01 up to 2100-01-01 in Shanghai; what lies outside is a mistake and no order of this hotline.
 */
export const instant = z.string().transform((text, context): Instant => {
  const parts = DATE_TIME.exec(text)
  if (!parts) {
    context.issues.push(custom('not-date-time', text))
    return z.NEVER
  }
  const [, date = '', hour = 0, minute = 0, second = 0, sign, offsetHour = 0, offsetMinute = 0] = parts
  const isReal =
    dayNumber(date) !== null &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(offsetHour) < 24 &&
    Number(offsetMinute) < 60
  const hasOffset = sign !== undefined || text.endsWith('Z')
  if (!isReal) context.issues.push(custom('not-real', text))
  if (!hasOffset) context.issues.push(custom('no-offset', text))
  if (!isReal || !hasOffset) return z.NEVER

  const at = Date.parse(text)
  if (at >= FROM && at < UNTIL) return at
  context.issues.push(custom('out-of-range', text))
  return z.NEVER
})
