/**
 * A month that is over stands still. What changes of it later is a correction in the month in which it changes, with its
 * reason. Of an accused unit's figures nothing changes any more (R16.2).
 */
import { type CountedSaid, type Event, isFromBefore } from './format'
import type { Ledger } from './ledger'
import { standing, type Sums } from './standing'
import { monthAt, said } from './time'

export interface Booked {
  readonly of: string
  /** Null where it counts in no month. */
  readonly in: string | null
  readonly scope: string
  readonly category: string
  readonly reason: string
  readonly count: string
  by: number
}

const REASON: Readonly<Partial<Record<Event['type'], string>>> = {
  verified: 'category',
  'category-corrected': 'category',
  'called-back': 'later-answer',
  'first-reviewed': 'redo',
  'redo-ordered': 'redo',
}

const nameOf = ({ of, in: month, scope, category, reason, count }: Omit<Booked, 'by'>): string =>
  `${month ?? 'never'}: ${count} of ${scope} ${category} in ${of} (${reason})`

export class ClosedMonths {
  private until = 0
  private cause = 'corrected'
  /** Whether an event of a release that keeps it has come. */
  private isKept = false
  private readonly booked = new Map<string, Booked>()

  /** What stood before the event, where the event may change a month that is over; null where it cannot. */
  before(event: Event, ledger: Ledger): Sums | null {
    if (isFromBefore(event)) {
      this.until = event.at
      return null
    }
    this.isKept = true
    const byItself = event.type === 'rang'
    this.until = Math.max(this.until, byItself ? event.at - 1 : event.at)
    if (!byItself)
      this.cause =
        event.type === 'archived' && event.data.ending === 'excluded'
          ? 'appeal'
          : (REASON[event.type] ?? 'corrected')
    const first = ledger.transferredAt
    if (first === null) return null
    const accuses = event.type === 'accused-named' || event.type === 'verified' || ledger.accused.length > 0
    return accuses || monthAt(this.until) !== monthAt(first) ? standing(ledger) : null
  }

  after(before: Sums | null, ledger: Ledger): void {
    if (before === null) return
    const now = monthAt(this.until)
    const change = standing(ledger)
    for (const { month, scope, category, count, sum } of before.entries())
      change.add(month, scope, category, count, -sum)
    for (const { month, scope, category, count, sum } of change.entries()) {
      const isAccused = ledger.accused.includes(scope)
      if (month >= now && !isAccused) continue
      const correction = { of: month, in: isAccused ? null : now, scope, category, reason: this.cause, count }
      const name = nameOf(correction)
      const booked = this.booked.get(name) ?? { ...correction, by: 0 }
      booked.by += sum
      this.booked.set(name, booked)
    }
  }

  all(): Booked[] {
    return [...this.booked.values()].filter(({ by }) => by !== 0)
  }

  /** The same as an order says it. */
  said(): readonly unknown[] | null {
    if (!this.isKept) return null
    return [
      said(this.until),
      this.cause,
      this.all()
        .map((each) => `${nameOf(each)}: ${each.by}`)
        .sort(),
    ]
  }
}

export const countedSaid = (counted: CountedSaid | undefined): readonly unknown[] | null =>
  counted === undefined
    ? null
    : [
        said(counted.until),
        counted.cause,
        counted.corrections
          .flatMap(({ counts, ...rest }) =>
            Object.entries(counts).map(([count, by]) => `${nameOf({ ...rest, count })}: ${by}`),
          )
          .sort(),
      ]
