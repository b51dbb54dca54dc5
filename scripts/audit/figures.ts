/** The three rates (G), counted again from the events, and what months that were over were corrected by. */
import type { ClosedMonths } from './closed-months'
import type { Findings } from './findings'
import type { RatesSaid, StatsSaid } from './format'
import type { Ledger } from './ledger'
import type { Limit } from './limit'
import { addLate, type Rate, RATES, standing, Sums } from './standing'

const NAMES = Object.keys(RATES) as readonly Rate[]

const OF_RATES: ReadonlySet<string> = new Set(Object.values(RATES).flat())

/** A line of the figures, or of what is corrected in it: count by count. */
type Line = Map<string, number>

export class Figures {
  private readonly lines = new Map<string, Line>()

  /** In the category's column and in the total. */
  private add(
    { month, scope, category, count }: { month: string; scope: string; category: string; count: string },
    by: number,
    correcting = '',
  ): void {
    for (const column of [category, 'total']) {
      const key = `${month} ${scope} ${column}${correcting}`
      const line = this.lines.get(key) ?? new Map<string, number>()
      this.lines.set(key, line.set(count, (line.get(count) ?? 0) + by))
    }
  }

  /** A limit that ran out, at its deadline. */
  countLate(limit: Limit, category: string | null): void {
    const sums = new Sums()
    addLate(sums, limit, category)
    for (const entry of sums.entries()) this.add(entry, entry.sum)
  }

  count(ledger: Ledger, closed: ClosedMonths): void {
    for (const entry of standing(ledger).entries()) this.add(entry, entry.sum)
    for (const booked of closed.all()) {
      this.add({ ...booked, month: booked.of }, -booked.by)
      if (booked.in !== null)
        this.add({ ...booked, month: booked.in }, booked.by, ` correcting ${booked.of} (${booked.reason})`)
    }
  }

  /** Compares every figure with the published one, numerator and denominator. */
  compare(stats: StatsSaid, findings: Findings): void {
    const published = new Map<string, RatesSaid>()
    for (const [month, scopes] of Object.entries(stats))
      for (const [scope, categories] of Object.entries(scopes))
        for (const [category, line] of Object.entries(categories)) {
          const key = `${month} ${scope} ${category}`
          published.set(key, line)
          for (const each of line.corrections ?? [])
            published.set(`${key} correcting ${each.of} (${each.reason})`, each)
        }
    for (const key of [...new Set([...this.lines.keys(), ...published.keys()])].sort()) {
      const own = (count: string): number => this.lines.get(key)?.get(count) ?? 0
      const said = published.get(key)
      for (const rate of NAMES) {
        findings.checked('G')
        const [numerator, denominator] = [own(RATES[rate][0]), own(RATES[rate][1])]
        const found = said?.[rate] ?? { numerator: 0, denominator: 0 }
        if (found.numerator === numerator && found.denominator === denominator) continue
        findings.add({
          rule: 'G',
          order: null,
          version: null,
          what: `${rate} of ${key}`,
          expected: `${numerator}/${denominator}`,
          found: `${found.numerator}/${found.denominator}`,
        })
      }
      for (const count of new Set([
        ...(this.lines.get(key)?.keys() ?? []),
        ...Object.keys(said?.counts ?? {}),
      ])) {
        if (OF_RATES.has(count)) continue
        const rule = count.startsWith('outcome') ? 'R19' : 'R21'
        findings.checked(rule)
        const found = said?.counts?.[count] ?? 0
        if (found === own(count)) continue
        findings.add({
          rule,
          order: null,
          version: null,
          what: `${count} of ${key}`,
          expected: String(own(count)),
          found: String(found),
        })
      }
    }
  }
}
