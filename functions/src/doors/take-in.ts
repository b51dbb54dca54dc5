import type { RowTakenIn } from '../contract/intake'
import type { Instant } from '../domain/base/instant'
import { ok, refuse } from '../domain/base/refusal'
import { sentence } from '../domain/words/sentences'
import { CALLER_KEYS, callerKeys } from '../platform/caller-keys'
import { door } from '../platform/door'
import { log } from '../platform/log'
import { type FieldProblem, type Parsed, parseListed } from '../schema/transfer'
import { database } from '../store/database'
import { clerk, type Incoming, inForce, repeats, takeIn as store } from '../intake/transfers'
import { problemsOfRefusal, said, sentenceOf } from '../intake/problems'

const IN_FLIGHT_AT_MOST = 8

const refused = (
  row: number,
  code: string,
  message: string,
  problems: readonly FieldProblem[] = [],
): RowTakenIn => ({ row, status: 'refused', code, message, fields: problems.map(said) })

/** A row as the store takes it, or what is wrong with it. A row without a time of transfer was transferred now. */
const incomingOf = (value: unknown, now: Instant): Parsed<Incoming> => {
  const parsed = parseListed(value)
  if ('problems' in parsed) return parsed
  const { transferredAt, ...rest } = parsed.value
  if (transferredAt === null && rest.calledAt !== null && rest.calledAt > now)
    return { problems: [{ field: 'calledAt', problem: 'after-transfer' }] }
  return {
    value: { ...rest, transferredAt: transferredAt ?? now, ...(transferredAt === null && { undated: true }) },
  }
}

/** Rows with the same number wait for each other, so that the first one in the list is taken. */
const lanesOf = (incoming: readonly Parsed<Incoming>[]): readonly (readonly number[])[] => {
  const lanes = new Map<string, number[]>()
  for (const [row, parsed] of incoming.entries()) {
    const lane = 'value' in parsed ? `number ${parsed.value.cityNumber}` : `row ${row}`
    lanes.set(lane, [...(lanes.get(lane) ?? []), row])
  }
  return [...lanes.values()]
}

/** A clerk brings orders in from a list; every row is answered, in order. */
export const takeIn = door(
  'takeIn',
  async (uid, { actingAs, rows }, now) => {
    const db = database()
    const who = await clerk(db, { uid, actingAs })
    if (!who.ok) return who
    const keys = callerKeys(CALLER_KEYS.value())
    const incoming = rows.map((row) => incomingOf(row, now))
    const [rules, repeat] = await Promise.all([
      inForce(db),
      repeats(
        db,
        incoming.flatMap((parsed) => ('value' in parsed ? [parsed.value] : [])),
      ),
    ])

    const take = async (row: number, parsed: Parsed<Incoming>): Promise<RowTakenIn> => {
      if ('problems' in parsed)
        return refused(row, 'input.invalid', sentenceOf(parsed.problems), parsed.problems)
      const { value } = parsed
      try {
        const taken =
          repeat(value) ?? (await store(db, value, 'file', { who: who.value, now, keys, ...rules }))
        if (taken.ok) return { row, status: taken.value }
        const { code } = taken.refusal
        return refused(row, code, sentence(taken.refusal), problemsOfRefusal(code))
      } catch (error) {
        log('row-not-taken-in', { cause: error })
        return refused(row, 'system.unavailable', sentence(refuse('system.unavailable')))
      }
    }
    const answers: RowTakenIn[] = []
    const waiting = lanesOf(incoming).values()
    const work = async (): Promise<void> => {
      // The workers share one iterator: each lane is handed out once.
      for (const lane of waiting) for (const row of lane) answers[row] = await take(row, incoming[row]!)
    }
    await Promise.all(Array.from({ length: IN_FLIGHT_AT_MOST }, work))
    return ok({ rows: answers })
  },
  { secrets: [CALLER_KEYS] },
)
