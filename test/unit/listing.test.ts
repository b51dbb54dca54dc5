import { describe, expect, it } from 'vitest'
import { forbidden } from '../../functions/src/domain/commands/may'
import { COMMANDS } from '../../functions/src/domain/commands/table'
import { DAY } from '../../functions/src/domain/base/instant'
import { AWAITED, queueFor } from '../../functions/src/domain/listings/awaited'
import { type Listing, listingsOf } from '../../functions/src/domain/listings/listing'
import { apart } from '../../functions/src/domain/order/apart'
import { evolve } from '../../functions/src/domain/order/evolve'
import type { Order } from '../../functions/src/domain/order/order'
import {
  audienceOf,
  cleared,
  plain,
  postKey,
  postOfKey,
  ROLES,
  type Who,
} from '../../functions/src/domain/people/people'
import { type Queue, QUEUES, QUEUES_OF, queueToken } from '../../functions/src/domain/people/queues'
import { everyRoad } from '../support/every-road'
import {
  CITY,
  CLERK,
  DISCIPLINE,
  HANDLER,
  LEADER,
  of,
  person,
  PRINCIPAL,
  REVIEWER,
  Road,
  SUPERVISION,
} from '../support/road'

const COUNTY_LEADER = person('county-leader', 'county-leader')
const EVERYONE = [
  ...[CLERK, REVIEWER, CITY, SUPERVISION, DISCIPLINE, COUNTY_LEADER, HANDLER, LEADER, PRINCIPAL],
  of('zhujian', 'handler'),
  of('zhujian', 'leader-in-charge'),
  of('zhujian', 'principal-leader'),
]

/** Every order there can be, after each of its events. */
const ORDERS: readonly Order[] = everyRoad().flatMap(({ events, order: { id } }) => {
  const orders: Order[] = []
  for (const event of events) orders.push(evolve(orders.at(-1) ?? null, event, id))
  return orders
})
const LISTED = ORDERS.map((order) => ({ order, ...listingsOf(order) }))
const LISTINGS: readonly Listing[] = LISTED.flatMap(({ listing, inspection }) =>
  inspection === null ? [listing] : [listing, inspection],
)

/** In which queue a person finds the order, by what the listing says. */
const foundIn = (listing: Listing, { uid, post }: Who): Queue | null =>
  QUEUES.find((queue) => {
    const key = postKey(post)
    const isListed = [key, cleared(key)].some((token) => listing.queues.includes(queueToken(token, queue)))
    return isListed && listing.except[queue]?.[uid] !== true
  }) ?? null

describe('a listing', () => {
  it('is found by whoever its order waits for, and by nobody else', () => {
    for (const { order, listing, inspection } of LISTED)
      for (const who of EVERYONE) {
        const inspects = who === SUPERVISION || who === DISCIPLINE
        const shelf = inspects ? inspection : listing
        const document = inspects ? order : apart(order).shown
        const isRead = shelf?.readers.some((reader) => plain(reader) === audienceOf(who.post)) === true
        // Whom an order accuses has no clear token (R16.2).
        const isAccused = order.accusedPersons.includes(who.uid)
        const found = shelf === null || isAccused ? null : foundIn(shelf, who)
        const waits = isRead ? queueFor(document, who) : null
        const anybody = queueFor(document, { ...who, uid: 'anybody' })
        // What somebody must leave to others is in the others' queue; a later task of theirs comes after it.
        if (waits !== anybody) expect(found, `${order.id} v${order.version} ${who.uid}`).toBeNull()
        else expect(found, `${order.id} v${order.version} ${who.uid}`).toBe(waits)
      }
  })

  it('[R9.1][R9.2] leaves out of a queue whom the law keeps from doing what it waits for', () => {
    const excepted = LISTINGS.flatMap(({ except }) =>
      Object.entries(except).flatMap(([queue, people]) =>
        Object.keys(people).map((uid) => `${queue} ${uid}`),
      ),
    )
    expect(new Set(excepted)).toContain(`call-back ${REVIEWER.uid}`)
  })

  it('[R16.2][R17] waits for those alone who read its order, by as clear a token', () => {
    for (const { queues, readers } of LISTINGS)
      for (const entry of queues) {
        const [token = '', queue] = entry.split('/')
        const post = postOfKey(plain(token))
        if (post === null) throw new Error(`no post: ${entry}`)
        expect(readers).toContain(token === plain(token) ? audienceOf(post) : cleared(audienceOf(post)))
        expect([...QUEUES_OF[post.role], ...(post.role === 'handler' ? ['given'] : [])]).toContain(queue)
      }
  })

  it('waits for a post in one queue, and in some order in each', () => {
    for (const { queues } of LISTINGS) {
      const tokens = queues.filter((entry) => !entry.includes('/given/')).map((entry) => entry.split('/')[0])
      expect(new Set(tokens).size).toBe(tokens.length)
    }
    const used = new Set(LISTINGS.flatMap(({ queues }) => queues.map((entry) => entry.split('/')[1])))
    expect(QUEUES.filter((queue) => !used.has(queue))).toEqual([])
  })

  it('does not grow old: what it waits for does not depend on the hour', () => {
    for (const order of ORDERS)
      for (const who of EVERYONE)
        for (const { type } of AWAITED)
          expect(forbidden(type, order, who, order.updatedAt + 100 * DAY) === null, type).toBe(
            forbidden(type, order, who, order.updatedAt) === null,
          )
  })

  it('[R10.2] does not tell a unit that its order is flagged or inspected', () => {
    const road = new Road().signed()
    const before = listingsOf(road.order)
    expect(before.inspection).toBeNull()
    road.give(CLERK, 'flag', { ground: 'hot', note: '媒体关注' })
    expect(listingsOf(road.order).listing).toEqual(before.listing)
    expect(listingsOf(road.order).inspection?.queues).toContain('supervision/open-inspection')
    road.give(SUPERVISION, 'open-inspection', {})
    expect(listingsOf(road.order).listing).toEqual(before.listing)
    expect(listingsOf(road.order).inspection?.queues).toEqual(['supervision/inspecting'])
  })

  it('[R16.1] says nothing that its order’s document does not, and none of its long texts', () => {
    for (const listing of LISTINGS) {
      expect(Object.keys(listing)).not.toContain('text')
      expect(JSON.stringify(listing).length).toBeLessThan(2500)
    }
  })

  it('stays as it is while only reminders and steps are written down', () => {
    const road = new Road().signed()
    const before = listingsOf(road.order)
    road.give(HANDLER, 'record-step', { step: 'inform', note: '已电话告知' })
    expect(listingsOf(road.order)).toEqual(before)
  })
})

describe('the queues of a role', () => {
  it('are those of the commands it may give that others wait for', () => {
    const attended: Partial<Record<(typeof ROLES)[number], readonly Queue[]>> = {
      'county-leader': ['instruction', 'climbed'],
      handler: ['consultation'],
      'leader-in-charge': ['consultation'],
      'principal-leader': ['consultation'],
    }
    for (const role of ROLES) {
      const given = AWAITED.filter(({ type }) => COMMANDS[type].roles.includes(role)).map(
        ({ queue }) => queue,
      )
      // The clerk may enter what the city decided, and does not wait for it.
      const forCity = role === 'clerk' ? ['decide-extension', 'decide-appeal'] : []
      const expected = [...(attended[role] ?? []), ...given].filter((queue) => !forCity.includes(queue))
      expect(new Set(QUEUES_OF[role]), role).toEqual(new Set(expected))
    }
  })
})
