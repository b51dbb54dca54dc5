/** R10.1: so many orders on one matter within so long flag the latest of them. Needs all orders, so it comes last. */
import type { Findings } from './findings'
import { FLAGGED_AFTER } from './law'
import { MINUTE } from './time'

interface Verified {
  readonly order: string
  readonly version: number
  readonly at: number
  readonly flagged: boolean
}

export class Repeats {
  private readonly matters = new Map<string, Verified[]>()

  add(matter: string, verified: Verified): void {
    const others = this.matters.get(matter)
    if (others === undefined) this.matters.set(matter, [verified])
    else others.push(verified)
  }

  check(findings: Findings): void {
    for (const orders of this.matters.values())
      for (const { order, version, at, flagged } of orders) {
        findings.checked('R10.1')
        const others = orders.filter(
          (each) => each.order !== order && each.at >= at - FLAGGED_AFTER.repeatsWithin,
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
