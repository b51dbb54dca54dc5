/** R10.1: so many orders on one matter within so long flag the latest of them. Needs all orders, so it comes last. */
import type { Findings } from './findings'
import type { EventData } from './format'
import type { Matters } from './matters'
import { FLAGGED_AFTER } from './law'
import { MINUTE } from './time'

interface Placed {
  readonly order: string
  readonly version: number
  /** When it came to be on this matter there: verified so, or corrected to it. */
  readonly at: number
  readonly verifiedAt: number
  readonly flagged: boolean
}

interface Coded extends Placed {
  readonly key: string
  readonly code: string
  /** The version of the tree it was chosen from. */
  readonly tree: number
  /** Until when: a correction may have taken it elsewhere. */
  until: number
}

type About = Pick<EventData['verified'], 'township' | 'place' | 'matter' | 'matterKey'>

export class Repeats {
  private readonly places = new Map<string, Coded[]>()
  private current: Coded | null = null

  constructor(private readonly matters: Matters) {}

  /** Orders come one after the other. Null: under a policy whose numbers are not known. */
  place(about: About | null, placed: Placed): void {
    const before = this.current?.order === placed.order ? this.current : null
    const key = about?.matterKey ?? null
    if (before !== null && before.key === key) return
    if (before !== null) before.until = placed.at
    this.current = null
    if (about === null || key === null) return
    const { code, version } = about.matter
    const coded = { ...placed, key, code, tree: version, until: Infinity }
    this.current = coded
    const where = `${about.township}|${(about.place ?? '').replace(/\s+/g, '')}`
    const others = this.places.get(where)
    if (others === undefined) this.places.set(where, [coded])
    else others.push(coded)
  }

  check(findings: Findings): void {
    for (const orders of this.places.values())
      for (const { order, version, at, flagged, code, tree } of orders) {
        findings.checked('R10.1')
        // As it counted at that time: what was merged later is another matter still.
        const counted = this.matters.counted(tree, code)
        const others = orders.filter(
          (each) =>
            each.order !== order &&
            this.matters.counted(tree, each.code) === counted &&
            each.verifiedAt >= at - FLAGGED_AFTER.repeatsWithin,
        )
        // Two that come to it in the same moment do not see each other for certain.
        const some = (kept: (each: Coded) => boolean): number =>
          new Set(others.filter(kept).map((each) => each.order)).size + 1
        const sure = some((each) => each.at < at - MINUTE && each.until > at + MINUTE)
        const atMost = some((each) => each.at <= at + MINUTE && each.until >= at - MINUTE)
        const wrong =
          (sure >= FLAGGED_AFTER.repeats && !flagged) || (atMost < FLAGGED_AFTER.repeats && flagged)
        if (wrong)
          findings.add({
            rule: 'R10.1',
            order,
            version,
            what: 'flag of repeated complaints on one matter',
            expected: !flagged,
            found: flagged,
          })
      }
  }
}
