/** R10.1: so many orders on one matter within so long flag the latest of them. Needs all orders, so it comes last. */
import type { Findings } from './findings'
import type { EventData } from './format'
import type { Matters } from './matters'
import { FLAGGED_AFTER } from './law'
import { MINUTE } from './time'

interface Verified {
  readonly order: string
  readonly version: number
  readonly at: number
  readonly flagged: boolean
}

interface Coded extends Verified {
  readonly code: string
  /** The version of the tree it was verified by. */
  readonly tree: number
}

export class Repeats {
  private readonly places = new Map<string, Coded[]>()

  constructor(private readonly matters: Matters) {}

  add({ township, place, matter: { code, version } }: EventData['verified'], verified: Verified): void {
    const where = `${township}|${(place ?? '').replace(/\s+/g, '')}`
    const coded = { ...verified, code, tree: version }
    const others = this.places.get(where)
    if (others === undefined) this.places.set(where, [coded])
    else others.push(coded)
  }

  check(findings: Findings): void {
    for (const orders of this.places.values())
      for (const { order, version, at, flagged, code, tree } of orders) {
        findings.checked('R10.1')
        // As it counted when this one was verified: what was merged later is another matter still.
        const counted = this.matters.counted(tree, code)
        const others = orders.filter(
          (each) =>
            each.order !== order &&
            this.matters.counted(tree, each.code) === counted &&
            each.at >= at - FLAGGED_AFTER.repeatsWithin,
        )
        // Two that are verified in the same moment do not see each other for certain.
        const sure = others.filter((each) => each.at < at - MINUTE).length + 1
        const atMost = others.filter((each) => each.at <= at + MINUTE).length + 1
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
