import { said } from './time'

export interface Fault {
  readonly what: string
  readonly expected?: unknown
  readonly found?: unknown
}

export interface Finding extends Fault {
  /** The clause's id; `chain`, `state`, `fold` and `input` for what no clause says. */
  readonly rule: string
  readonly order: string | null
  readonly version: number | null
}

/** A time is only readable as one: no other number in an export comes near the year 2000 in ms. */
const worded = (value: unknown): string =>
  typeof value === 'number' && value > 946_000_000_000
    ? said(value)
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)

/** One line, whatever is in it. */
export const lineOf = ({ rule, order, version, what, expected, found }: Finding): string =>
  [
    rule.padEnd(6),
    order ?? '-',
    version === null ? '-' : `v${version}`,
    what +
      (expected === undefined ? '' : `: expected ${worded(expected)}`) +
      (found === undefined ? '' : `${expected === undefined ? ':' : ','} found ${worded(found)}`),
  ]
    .join('  ')
    .replace(/\s*[\r\n]+\s*/g, ' ')

/** What was looked at and what was wrong with it, so that nothing found means that much was looked at. */
export class Findings {
  readonly found: Finding[] = []
  readonly notes = new Map<string, number>()
  private readonly counted = new Map<string, { checked: number; faults: number }>()

  private of(rule: string): { checked: number; faults: number } {
    const counts = this.counted.get(rule) ?? { checked: 0, faults: 0 }
    this.counted.set(rule, counts)
    return counts
  }

  /** One thing was held against the rule. */
  checked(rule: string): void {
    this.of(rule).checked += 1
  }

  add(finding: Finding): void {
    this.of(finding.rule).faults += 1
    this.found.push(finding)
  }

  /** What could not be checked, and how often. */
  note(text: string): void {
    this.notes.set(text, (this.notes.get(text) ?? 0) + 1)
  }

  table(): readonly { readonly rule: string; readonly checked: number; readonly faults: number }[] {
    const place = (rule: string): number => {
      const [, clause = '', point = '0'] = /^R(\d+)(?:\.(\d+))?$/.exec(rule) ?? []
      return clause === '' ? 0 : Number(clause) * 100 + Number(point)
    }
    return [...this.counted]
      .map(([rule, counts]) => ({ rule, ...counts }))
      .sort((a, b) => place(a.rule) - place(b.rule) || (a.rule < b.rule ? -1 : 1))
  }
}

/** Where findings about one event of one order go. */
export class Desk {
  constructor(
    private readonly findings: Findings,
    readonly order: string,
    readonly version: number | null,
  ) {}

  /** Checks one thing against a rule; `fault` is null when the rule is kept. */
  check(rule: string, fault: Fault | null): boolean {
    this.findings.checked(rule)
    if (fault !== null) this.findings.add({ rule, order: this.order, version: this.version, ...fault })
    return fault === null
  }

  /** The same for something that is either as expected or not. */
  equal(rule: string, what: string, expected: unknown, found: unknown): boolean {
    const same = JSON.stringify(expected) === JSON.stringify(found)
    return this.check(rule, same ? null : { what, expected, found })
  }

  note(text: string): void {
    this.findings.note(text)
  }
}
