/**
 * What is written in two orders at once (R21, R1.1): a merge, one that is taken back, an order sent again. Each half must
 * have the other. Needs all orders, so it comes last.
 */
import type { Findings } from './findings'
import type { Event } from './format'
import type { Ledger } from './ledger'

/** One half: what the order with this id says, about which other one. */
interface Half {
  readonly order: string
  readonly version: number
  /** The same for both halves. */
  readonly link: string
  readonly side: 'one' | 'other'
  readonly rule: string
  readonly what: string
  /** What both halves must say alike. */
  readonly says: readonly unknown[]
  readonly later: number
}

export class Linked {
  private readonly halves: Half[] = []

  /** The ledger has not taken the event in yet. */
  note(id: string, event: Event, before: Ledger): void {
    const { version, by, actingAs, command } = event
    const base = { order: id, version }
    // Not the time: one order's may be ahead of the other's, and each goes forward only.
    const author = [by, actingAs]
    const accused = [[...before.accused].sort(), [...before.accusedPersons].sort()]
    const began = before.transferredAt ?? 0
    switch (event.type) {
      case 'archived':
        if (event.data.into === undefined) return
        this.halves.push({
          ...base,
          link: `merged ${id} ${event.data.into} ${command ?? ''}`,
          side: 'one',
          rule: 'R21',
          what: 'merged into an order that does not say so, or not the same',
          says: [...author, `${before.title}\n${before.text}`, accused],
          later: began,
        })
        return
      case 'supplemented':
        if (event.data.from === undefined) return
        this.halves.push({
          ...base,
          link: `merged ${event.data.from} ${id} ${command ?? ''}`,
          side: 'other',
          rule: 'R21',
          what: 'a supplement from an order that was not merged, or says otherwise',
          says: [...author, event.data.text, accused],
          later: began,
        })
        return
      case 'unmerged': {
        const { into, from, reason } = event.data
        const isLater = into !== null
        this.halves.push({
          ...base,
          link: `unmerged ${isLater ? id : (from ?? '')} ${isLater ? into : id} ${command ?? ''}`,
          side: isLater ? 'one' : 'other',
          rule: 'R21',
          what: 'a merge taken back in one of its two orders alone',
          says: [...author, reason],
          later: began,
        })
        return
      }
      case 'sent-again': {
        const { former, again } = event.data
        this.halves.push({
          ...base,
          link: `again ${former ?? id} ${again ?? id}`,
          side: former === null ? 'other' : 'one',
          rule: 'R1.1',
          what: 'sent again in one of its two orders alone',
          says: [before.cityNumber],
          later: former === null ? (before.archivedAt ?? Infinity) : began,
        })
        return
      }
      default:
    }
  }

  check(findings: Findings): void {
    const pairs = new Map<string, Half[]>()
    for (const half of this.halves) pairs.set(half.link, [...(pairs.get(half.link) ?? []), half])
    for (const halves of pairs.values()) {
      const [first] = halves
      if (first === undefined) continue
      const one = halves.filter(({ side }) => side === 'one')
      const other = halves.filter(({ side }) => side === 'other')
      const { rule, order, version, what } = first
      findings.checked(rule)
      const agree =
        one.length === 1 &&
        other.length === 1 &&
        JSON.stringify(one[0]!.says) === JSON.stringify(other[0]!.says)
      if (!agree) findings.add({ rule, order, version, what })
      // The earlier order goes on; and what is sent again was closed before.
      else if (one[0]!.later < other[0]!.later)
        findings.add({ rule, order, version, what: 'the earlier of the two is taken for the later' })
    }
  }
}
