import type { Firestore } from 'firebase-admin/firestore'
import type { Context } from '../../../functions/src/domain/order/command'
import type { OrderEvent } from '../../../functions/src/domain/order/events'
import { evolve } from '../../../functions/src/domain/order/evolve'
import { listingsOf } from '../../../functions/src/domain/listings/listing'
import { addTo, type Figures, linesOf, talliesOf } from '../../../functions/src/domain/figures/figures'
import { isNothing } from '../../../functions/src/domain/order/counts'
import { factsAmong, type Records } from '../../../functions/src/domain/commands/facts'
import { handle, type Handled, ringDue } from '../../../functions/src/domain/commands/handle'
import { HOUR, type Instant } from '../../../functions/src/domain/base/instant'
import { noticesOf } from '../../../functions/src/domain/notices/notices'
import { officialCalendar } from '../../../functions/src/domain/time/official-calendar'
import type { Order } from '../../../functions/src/domain/order/order'
import { postOfKey } from '../../../functions/src/domain/people/people'
import { sha256 } from '../../../functions/src/platform/sha256'
import { policyOf, readSettings } from '../../../functions/src/store/county'
import { whole } from '../../../functions/src/orders/orders'
import { paths } from '../../../functions/src/store/paths'
import { historyOf } from '../../../functions/src/store/queries'
import type { NoticeDocument } from '../../../functions/src/schema/documents'
import { figuresOf } from '../../../functions/src/reactions/stats'
import { MATTERS } from '../../support/road'
import { endOf, type Plan } from './plan'

/** How things stand: everything but when it was written down, and the seals that cover that. */
interface Outcome {
  readonly orders: Record<string, unknown>
  readonly listings: Record<string, unknown>
  readonly inspectionListings: Record<string, unknown>
  readonly events: Record<string, unknown>
  readonly figures: Record<string, unknown>
  readonly notices: Record<string, unknown>
}
export type Histories = ReadonlyMap<string, readonly OrderEvent[]>

/** When a late alarm was written down differs, and with it `updatedAt`. */
const unsealed = (order: Order): object => ({ ...order, hash: '', updatedAt: 0 })
/** A reminder was given or missed by when it was written down, and that differs. */
const unsealedEvent = (event: OrderEvent): object => ({
  ...event,
  recordedAt: 0,
  prevHash: '',
  hash: '',
  ...(event.type === 'rang' && event.data.what === 'missed' && { data: { ...event.data, what: 'remind' } }),
})
/** A line or a count that adds up to nothing says as much as none. */
const lines = (month: string, figures: Figures): [string, unknown][] =>
  linesOf(month, figures).flatMap(({ scope, category, counts, correction }): [string, unknown][] =>
    isNothing(counts)
      ? []
      : [
          [
            `${month} ${scope} ${category} ${correction?.of ?? ''} ${correction?.reason ?? ''}`,
            Object.fromEntries(Object.entries(counts).filter(([, count]: [string, number]) => count !== 0)),
          ],
        ],
  )

export const historiesOf = async (db: Firestore): Promise<Histories> => {
  const orders = (await paths(db).orders.select().get()).docs
  return new Map(
    await Promise.all(
      orders.map(async ({ id }) => {
        const history = await historyOf(db, id).get()
        return [id, history.docs.map((event) => event.data())] as const
      }),
    ),
  )
}

/** What the law alone makes of a plan: the order from its transfer on, without anything in between. */
const walked = (
  { order: id, acts }: Plan,
  transferred: OrderEvent,
  county: Omit<Context<never>, 'now' | 'who'>,
  records: Records,
  start: Instant,
  end: Instant,
): Handled => {
  let order = evolve(null, transferred, id)
  const events = [transferred]
  const take = (handled: Handled): void => {
    order = handled.order
    events.push(...handled.events)
  }
  for (const { hour, who: by, command } of acts) {
    const now = start + hour * HOUR
    take(ringDue(order, now, county, sha256))
    const [uid, key] = by
    const given = command(order.version)
    const who = { uid, post: postOfKey(key)! }
    const handled = handle(
      order,
      given,
      { ...county, now, who, ...factsAmong(records, order, given) },
      sha256,
    )
    if (!handled.ok) throw new Error(`${id} was refused: ${handled.refusal.code}`)
    take(handled.value)
  }
  take(ringDue(order, end, county, sha256))
  return { order, events }
}

/** The limits that these name are read from the order as it is when they are made, and that may be later. */
const NAMING_LATER = ['redo', 'return-rejected', 'extension-rejected']

/** Whether a notice still holds is written down later, by whoever comes by. */
const unsettled = ({ settledAt: _settled, ...notice }: NoticeDocument): object =>
  NAMING_LATER.includes(notice.kind) ? { ...notice, clock: null, holder: null, dueAt: null } : notice

/** Every notice of an order's events as they were written: whether a reminder is still one depends on when it was. */
const toldOf = (id: string, history: readonly OrderEvent[]): [string, unknown][] => {
  let order: Order | null = null
  const told: [string, unknown][] = []
  for (const event of history) {
    order = evolve(order, event, id)
    for (const notice of noticesOf(order, event))
      told.push([notice.id, unsettled({ ...notice, readers: [notice.to] })])
  }
  return told
}

const listed = (orders: readonly Order[]): Pick<Outcome, 'listings' | 'inspectionListings'> => {
  const all = orders.map((order) => ({ id: order.id, ...listingsOf(order) }))
  return {
    listings: Object.fromEntries(all.map(({ id, listing }) => [id, listing])),
    inspectionListings: Object.fromEntries(
      all.flatMap(({ id, inspection }) => (inspection === null ? [] : [[id, inspection]])),
    ),
  }
}

/** How things must stand at the end. */
export const lawful = async (
  db: Firestore,
  plans: readonly Plan[],
  histories: Histories,
  start: Instant,
): Promise<Outcome> => {
  const { policyVersion } = await readSettings(db)
  const policy = await policyOf(db, policyVersion)
  const county = { policy, guard: policy.guard, calendar: officialCalendar(), caller: null }
  const records: Records = {
    units: (await paths(db).units.get()).docs.map((unit) => unit.data()),
    persons: [],
    catalogue: [],
    evidence: [],
    matters: MATTERS,
    sameMatter: () => 0,
    order: () => null,
  }
  const end = start + endOf(plans) * HOUR
  const all = plans.map((plan) => walked(plan, histories.get(plan.order)![0]!, county, records, start, end))
  const months = new Map<string, Figures>()
  for (const tally of all.flatMap(({ order }) => talliesOf(order))) {
    const figures = months.get(tally.month) ?? (new Map() as Figures)
    months.set(tally.month, figures)
    addTo(figures, tally)
  }
  return {
    orders: Object.fromEntries(all.map(({ order }) => [order.id, unsealed(order)])),
    ...listed(all.map(({ order }) => order)),
    events: Object.fromEntries(all.map(({ order, events }) => [order.id, events.map(unsealedEvent)])),
    figures: Object.fromEntries([...months].flatMap(([month, figures]) => lines(month, figures))),
    notices: Object.fromEntries([...histories].flatMap(([id, history]) => toldOf(id, history))),
  }
}

/** How things do stand. */
export const outcome = async (db: Firestore, histories: Histories): Promise<Outcome> => {
  const at = paths(db)
  const [orders, listings, inspectionListings, tallies, notices] = await Promise.all([
    at.orders.get(),
    at.listings.get(),
    at.inspectionListings.get(),
    at.tallies.get(),
    // Less the morning lists, which are of no order.
    at.notices.where('order', '!=', null).get(),
  ])
  const months = new Set(tallies.docs.flatMap((each) => each.data().months))
  // Less what lies beside them: with it each is whole again.
  const all = await Promise.all(orders.docs.map((order) => whole(order.data(), db)))
  const figures: [string, unknown][] = []
  for (const month of months) figures.push(...lines(month, await figuresOf(db, month)))
  return {
    orders: Object.fromEntries(all.map((order) => [order.id, unsealed(order)])),
    listings: Object.fromEntries(listings.docs.map((each) => [each.id, each.data()])),
    inspectionListings: Object.fromEntries(inspectionListings.docs.map((each) => [each.id, each.data()])),
    events: Object.fromEntries([...histories].map(([id, history]) => [id, history.map(unsealedEvent)])),
    figures: Object.fromEntries(figures),
    notices: Object.fromEntries(notices.docs.map((notice) => [notice.id, unsettled(notice.data())])),
  }
}
