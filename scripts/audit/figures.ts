/**
 * The three rates (G), counted again from the events. A signing counts when it is decided. A completion counts when a
 * first review passes what came in time, else at the deadline. A verdict counts when the caller was
 * reached. R8.4's cases are left out.
 */
import type { Findings } from './findings'
import type { StatsSaid } from './format'
import type { Ledger } from './ledger'
import type { Limit } from './limit'
import { monthAt } from './time'

const RATES = ['signing', 'completion', 'satisfaction'] as const
type Rate = (typeof RATES)[number]
const RULE: Readonly<Record<Rate, string>> = { signing: 'G', completion: 'G', satisfaction: 'G' }

interface Fraction {
  numerator: number
  denominator: number
}

/** What is counted beside the rates, by kind of outcome (R19). */
const COUNT_OF_OUTCOME: Readonly<Record<string, string>> = {
  solved: 'outcomeSolved',
  'in-steps': 'outcomeInSteps',
  'not-possible': 'outcomeNotPossible',
}

export class Figures {
  private readonly lines = new Map<string, Record<Rate, Fraction>>()
  /** `month scope category count`. */
  private readonly counts = new Map<string, number>()

  private tally(
    name: string,
    at: number,
    { scopes, category }: { readonly scopes: readonly string[]; readonly category: string | null },
  ): void {
    for (const scope of new Set(scopes))
      for (const column of [category ?? 'none', 'total']) {
        const key = `${monthAt(at)} ${scope} ${column} ${name}`
        this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
      }
  }

  private count(
    rate: Rate,
    at: number,
    {
      scopes,
      category,
      good,
    }: { readonly scopes: readonly string[]; readonly category: string | null; readonly good: boolean },
  ): void {
    for (const scope of new Set(scopes))
      for (const column of [category ?? 'none', 'total']) {
        const key = `${monthAt(at)} ${scope} ${column}`
        const line = this.lines.get(key) ?? nothing()
        this.lines.set(key, line)
        line[rate].denominator += 1
        if (good) line[rate].numerator += 1
      }
  }

  /** A limit that ran out, at its deadline. */
  countLate({ kind, holder, dueAt }: Limit, category: string | null): void {
    const rate = kind === 'sign' ? 'signing' : kind === 'handle' ? 'completion' : null
    if (rate !== null) this.count(rate, dueAt, { scopes: ['county', holder], category, good: false })
  }

  add(ledger: Ledger): void {
    const { category } = ledger
    for (const limit of ledger.limits) {
      const { kind, no, holder } = limit
      if (limit.breachedAt !== null) {
        this.countLate(limit, category)
        continue
      }
      if (limit.voided) continue
      const met = { scopes: ['county', holder], category, good: true }
      if (kind === 'sign' && !limit.running && limit.stoppedAt !== null)
        this.count('signing', limit.stoppedAt, met)
      if (kind === 'handle') {
        const part = no === null ? null : ledger.part(no)
        const had = part !== null && ledger.active().includes(part)
        const passedAt = part?.passedAt ?? (had && ledger.ending === 'excluded' ? ledger.archivedAt : null)
        if (passedAt !== null) this.count('completion', passedAt, met)
      }
    }
    for (const { unit, passedAt, passedAs } of ledger.parts) {
      const name = COUNT_OF_OUTCOME[passedAs ?? '']
      if (passedAt !== null && name !== undefined)
        this.tally(name, passedAt, { scopes: ['county', unit], category })
    }
    const { verdict } = ledger
    if (verdict !== null && ledger.ending !== 'excluded')
      this.count('satisfaction', verdict.at, {
        scopes: ['county', ...ledger.answerable()],
        category,
        good: verdict.satisfied,
      })
  }

  /** Compares every figure with the published one, numerator and denominator. */
  compare(stats: StatsSaid, findings: Findings): void {
    this.compareCounts(stats, findings)
    const published = new Map<string, Partial<Record<string, Fraction>>>()
    for (const [month, scopes] of Object.entries(stats))
      for (const [scope, categories] of Object.entries(scopes))
        for (const [category, rates] of Object.entries(categories))
          published.set(`${month} ${scope} ${category}`, rates as Partial<Record<Rate, Fraction>>)
    for (const key of [...new Set([...this.lines.keys(), ...published.keys()])].sort()) {
      const own = this.lines.get(key) ?? nothing()
      const said = published.get(key)
      for (const rate of RATES) {
        findings.checked(RULE[rate])
        const { numerator, denominator } = said?.[rate] ?? { numerator: 0, denominator: 0 }
        if (own[rate].numerator === numerator && own[rate].denominator === denominator) continue
        findings.add({
          rule: RULE[rate],
          order: null,
          version: null,
          what: `${rate} of ${key}`,
          expected: `${own[rate].numerator}/${own[rate].denominator}`,
          found: `${numerator}/${denominator}`,
        })
      }
    }
  }

  private compareCounts(stats: StatsSaid, findings: Findings): void {
    const published = new Map<string, number>()
    for (const [month, scopes] of Object.entries(stats))
      for (const [scope, categories] of Object.entries(scopes))
        for (const [category, { counts = {} }] of Object.entries(categories))
          for (const [name, count] of Object.entries(counts))
            published.set(`${month} ${scope} ${category} ${name}`, count)
    for (const key of [...new Set([...this.counts.keys(), ...published.keys()])].sort()) {
      const rule = 'R19'
      findings.checked(rule)
      const [expected, found] = [this.counts.get(key) ?? 0, published.get(key) ?? 0]
      if (expected !== found)
        findings.add({
          rule,
          order: null,
          version: null,
          what: `count of ${key}`,
          expected: String(expected),
          found: String(found),
        })
    }
  }
}

const nothing = (): Record<Rate, Fraction> => ({
  signing: { numerator: 0, denominator: 0 },
  completion: { numerator: 0, denominator: 0 },
  satisfaction: { numerator: 0, denominator: 0 },
})
