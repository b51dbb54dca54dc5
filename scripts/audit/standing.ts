/**
 * What one order counts (G), worked out from the ledger: a signing when it is decided, a completion when a first review
 * passes what came in time, else at the deadline; a verdict when the caller was reached. R8.4's cases are left out. A deadline
 * is of the day it ends: 24:00 of the last day of a month, written as the next day's 00:00, is that month's.
 */
import type { EventData } from './format'
import { isUrgentLimit } from './law'
import type { Ledger } from './ledger'
import type { Limit } from './limit'
import { monthAt } from './time'

/** Each rate's numerator and denominator, by the names that an order's `counted` has for them. */
export const RATES = {
  signing: ['signedOnTime', 'signingDue'],
  completion: ['completedOnTime', 'completionDue'],
  satisfaction: ['satisfied', 'rated'],
} as const
export type Rate = keyof typeof RATES

/** What is counted beside the rates, by kind of outcome (R19). */
const COUNT_OF_OUTCOME: Readonly<Record<string, string>> = {
  solved: 'outcomeSolved',
  'in-steps': 'outcomeInSteps',
  'not-possible': 'outcomeNotPossible',
}

const NAME_OF_GRADE: Readonly<Record<string, string>> = {
  'very-satisfied': 'gradeVerySatisfied',
  satisfied: 'gradeSatisfied',
  'fairly-satisfied': 'gradeFairlySatisfied',
  dissatisfied: 'gradeDissatisfied',
  'very-dissatisfied': 'gradeVeryDissatisfied',
  'not-rated': 'gradeNotRated',
}
const NAME_OF_SOLUTION: Readonly<Record<string, string>> = {
  solved: 'saidSolved',
  partly: 'saidPartlySolved',
  unsolved: 'saidUnsolved',
}
const NAME_OF_ASKER: Readonly<Record<string, string>> = {
  county: 'ByCounty',
  city: 'ByCity',
  'text-message': 'ByTextMessage',
}

/** The counts of one call. A call of an earlier release was the county's, and had two answers only. */
const namesOf = ({ solved, satisfied, solution, grade, askedBy }: EventData['called-back']): string[] => {
  const asker = NAME_OF_ASKER[askedBy ?? 'county'] ?? ''
  const given = grade ?? (satisfied === true ? 'satisfied' : 'dissatisfied')
  return [
    NAME_OF_GRADE[given] ?? given,
    NAME_OF_SOLUTION[solution ?? (solved === true ? 'solved' : 'unsolved')] ?? '',
    ...(satisfied === null ? [] : [`rated${asker}`]),
    ...(satisfied === true ? [`satisfied${asker}`] : []),
  ]
}

/** Sums by month, scope, category and count. */
export class Sums {
  private readonly sums = new Map<string, number>()

  add(month: string, scope: string, category: string, count: string, by: number): void {
    const key = [month, scope, category, count].join(' ')
    this.sums.set(key, (this.sums.get(key) ?? 0) + by)
  }

  /** One of a rate that is due, and whether it went well. */
  rate(rate: Rate, at: number, scopes: readonly string[], category: string | null, good: boolean): void {
    const [numerator, denominator] = RATES[rate]
    for (const scope of new Set(scopes)) {
      this.add(monthAt(at), scope, category ?? 'none', denominator, 1)
      if (good) this.add(monthAt(at), scope, category ?? 'none', numerator, 1)
    }
  }

  entries(): { month: string; scope: string; category: string; count: string; sum: number }[] {
    return [...this.sums].flatMap(([key, sum]) => {
      const [month = '', scope = '', category = '', count = ''] = key.split(' ')
      return sum === 0 ? [] : [{ month, scope, category, count, sum }]
    })
  }
}

/** R1.2, R18: what a limit of the centre counts besides the rates; case 18: what an urgent order's do, whosever. */
const countsOf = ({ kind, holder }: Limit): readonly (readonly [due: string, inTime: string])[] => {
  if (isUrgentLimit(kind)) return [['urgentDue', 'urgentOnTime']]
  if (holder !== 'centre' || kind === 'sign') return []
  const centre = ['centreDue', 'centreOnTime'] as const
  return kind === 'verify' ? [centre, ['verificationDue', 'verifiedOnTime']] : [centre]
}

const addBeside = (sums: Sums, limit: Limit, at: number, category: string | null, good: boolean): void => {
  for (const [due, inTime] of countsOf(limit))
    for (const scope of ['county', limit.holder]) {
      sums.add(monthAt(at), scope, category ?? 'none', due, 1)
      if (good) sums.add(monthAt(at), scope, category ?? 'none', inTime, 1)
    }
}

const rateOf = ({ kind }: Limit): Rate | null =>
  kind === 'sign' ? 'signing' : kind === 'handle' ? 'completion' : null

/** The moment a deadline belongs to. */
const lastMoment = (dueAt: number): number => dueAt - 1

export const addLate = (sums: Sums, limit: Limit, category: string | null): void => {
  const rate = rateOf(limit)
  if (rate !== null) sums.rate(rate, lastMoment(limit.dueAt), ['county', limit.holder], category, false)
  addBeside(sums, limit, lastMoment(limit.dueAt), category, false)
}

const metAt = (limit: Limit, ledger: Ledger): number | null => {
  if (limit.voided) return null
  if (limit.kind !== 'handle') return limit.running ? null : limit.stoppedAt
  const part = limit.no === null ? null : ledger.part(limit.no)
  if (part === null) return null
  return (
    part.passedAt ??
    (ledger.active().includes(part) && ledger.ending === 'excluded' ? ledger.archivedAt : null)
  )
}

export const standing = (ledger: Ledger): Sums => {
  const sums = new Sums()
  const { category, verdict } = ledger
  for (const limit of ledger.limits) {
    const rate = rateOf(limit)
    const met = metAt(limit, ledger)
    if (limit.breachedAt !== null) addLate(sums, limit, category)
    else if (met !== null) {
      if (rate !== null) sums.rate(rate, met, ['county', limit.holder], category, true)
      addBeside(sums, limit, met, category, true)
    }
  }
  const count = (name: string, at: number, scopes: readonly string[]): void => {
    for (const scope of scopes) sums.add(monthAt(at), scope, category ?? 'none', name, 1)
  }
  for (const { unit, passedAt, passedAs } of ledger.parts) {
    const outcome = COUNT_OF_OUTCOME[passedAs ?? '']
    if (passedAt !== null && outcome !== undefined) count(outcome, passedAt, ['county', unit])
  }
  const call = verdict ?? ledger.reachedAt
  if (call !== null && ledger.ending !== 'excluded')
    for (const name of namesOf(call.said)) count(name, call.at, ['county', ...new Set(call.units)])
  for (const { at, reminded } of ledger.urgings) count('urgings', at, ['county', ...reminded])
  if (ledger.ending === 'not-acceptable' && ledger.archivedAt !== null)
    count('declined', ledger.archivedAt, ['county', 'centre'])
  if (ledger.ending === 'merged' && ledger.archivedAt !== null)
    count('merged', ledger.archivedAt, ['county', 'centre'])
  if (verdict !== null && ledger.ending !== 'excluded')
    sums.rate('satisfaction', verdict.at, ['county', ...verdict.units], category, verdict.satisfied)
  return sums
}
