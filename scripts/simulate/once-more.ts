import { sentAgain } from '../../functions/src/domain/commands/transfer'
import { mergeForbidden } from '../../functions/src/domain/commands/merging'
import { HOUR, MINUTE } from '../../functions/src/domain/base/instant'
import type { Arrival } from './arrivals'
import { Life } from './life'
import { inCounty } from './people'
import { WHY } from './wording'
import { onCallAfter } from './working-time'

/** What comes to the centre a second time: the same caller with the same matter, and an order that the city sends again. */

/** The same matter, at the same place in other words: nothing is counted as repeated on its account. */
const followerOf = (life: Life, id: string, cityNumber: string, name: string): Arrival => {
  const { arrival, now, county } = life
  const dice = arrival.dice.of(name)
  const signsAt = onCallAfter(now, dice.around('centre signs', 1.2, 0.9), county.calendar)
  return {
    ...arrival,
    id,
    cityNumber,
    dice,
    about: { ...arrival.about, place: '' },
    verifiedAs: arrival.about.category,
    transferredAt: now - MINUTE,
    heardAt: now,
    signsAt,
    verifiesAt: onCallAfter(signsAt, dice.around('centre verifies', 0.4, 0.8), county.calendar),
    misplaced: null,
    urgentSaid: null,
    isUnacceptable: false,
    leaves: null,
    matterKey: null,
  }
}

const isFirst = ({ family, arrival }: Life): boolean => family[0]?.arrival === arrival

/** The caller calls the city instead of the county, and the city makes a second order of it. */
export const comesTwice = (life: Life): void => {
  if (!isFirst(life) || !life.dice.chance('comes twice', 0.006)) return
  const at = life.now + Math.round(life.dice.around('comes again after', 30, 1) * HOUR)
  life.later(at, () => {
    const id = `${life.arrival.id}-2`
    life.joinedBy(followerOf(life, id, id, 'comes twice'), null)
  })
}

/** The city is not content with how it was closed, and sends it anew. */
export const isSentAgain = (life: Life): void => {
  const { id, cityNumber } = life.arrival
  if (!isFirst(life) || life.order.ending === 'merged' || !life.dice.chance('sent again', 0.006)) return
  const at = life.now + Math.round(life.dice.around('sent again after', 60, 1) * HOUR)
  life.later(at, () => {
    // It may have been opened again meanwhile.
    if (life.order.open || life.order.again !== undefined) return
    life.joinedBy(followerOf(life, sentAgain(id, 2), cityNumber, 'sent again'), life)
  })
}

/** R21: whether the centre sees that it goes on in the earlier one. Now and then that was a mistake. */
export const isMerged = (life: Life): boolean => {
  const [main] = life.family
  if (main === undefined || main === life || life.order.former !== undefined) return false
  if (life.events.some(({ type }) => type === 'unmerged')) return false
  if (mergeForbidden(life.order, main.order) !== null) return false
  const clerk = inCounty('clerk', 1)
  const done = life.give(clerk, 'merge', { into: main.order.id, reason: WHY.merged })
  if (done && life.dice.chance('merged in error', 0.2))
    life.later(onCallAfter(life.now, life.dice.around('sees the error', 20, 1), life.county.calendar), () =>
      life.give(inCounty('reviewer', 1), 'unmerge', { reason: WHY.unmerged }),
    )
  return done
}
