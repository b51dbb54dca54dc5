import type { Firestore, QueryDocumentSnapshot } from 'firebase-admin/firestore'
import type { AllowedHosts } from '../domain/notices/channel-hosts'
import {
  type Delivery,
  type Hours,
  isNews,
  type Outcome,
  planned,
  settled,
  taken,
} from '../domain/notices/delivery'
import { passedUp } from '../domain/notices/empty-posts'
import { isMoot, type Known } from '../domain/notices/holds'
import { actingAs, mayHearOf } from '../domain/order/access'
import { withFlags } from '../domain/order/apart'
import type { Instant } from '../domain/base/instant'
import type { Order } from '../domain/order/order'
import { meantAmong, namedIn } from '../domain/order/in-unit'
import { deliveryReaders, generalReaders, noticeReaders } from '../domain/order/readers'
import { postOfKey } from '../domain/people/people'
import type { ChannelDocument, NoticeDocument, StaffDocument } from '../schema/documents'
import { hostsOf } from './channels'
import { tell } from './tell'
import { calendarOf, policyOf, readSettings } from '../store/county'
import { dataOf, paths } from '../store/paths'
import { holdersOf } from '../store/queries'

/** When people are at work, by the policy in force: when a message comes is nobody's vested right. */
export const hoursOf = async (db: Firestore): Promise<Hours> => {
  const settings = await readSettings(db)
  return { policy: await policyOf(db, settings.policyVersion), calendar: calendarOf(settings) }
}

/**
 * Whether this person holds the post and nothing bars them from the order, if it is about one. What is about many orders
 * is for those who read it in the app.
 */
const mayBeTold = (
  { readers }: Pick<NoticeDocument, 'readers'>,
  order: Order | null,
  uid: string,
  person: StaffDocument,
  post: string,
): boolean =>
  order === null
    ? actingAs(uid, person, post).ok && readers.some((reader) => person.tokens.includes(reader))
    : mayHearOf(order, uid, person, post)

/** Those who hold the post and may be told; of a unit's handlers those whom the part is given to, while one of them is there. */
const toldIn = (
  notice: Pick<NoticeDocument, 'readers'>,
  order: Order | null,
  to: string,
  holders: readonly QueryDocumentSnapshot<StaffDocument>[],
): readonly QueryDocumentSnapshot<StaffDocument>[] => {
  const people = holders.filter((person) => mayBeTold(notice, order, person.id, person.data(), to))
  const post = postOfKey(to)
  const named = order !== null && post?.role === 'handler' ? namedIn(order, post.unit) : []
  return meantAmong(people, ({ id }) => id, named)
}

/**
 * Puts a notice into the outbox for each person who holds its post and has a channel. An entry that exists already
 * stays as it is: it may have been sent. Gives back those that are waiting.
 */
export const plan = async (db: Firestore, noticeId: string, now: Instant): Promise<Delivery[]> => {
  const at = paths(db)
  const notice = dataOf(await at.notices.doc(noticeId).get())
  if (notice === null || (notice.settledAt ?? null) !== null || !isNews(notice, now)) return []
  const order = notice.order === null ? null : dataOf(await at.order(notice.order).get())
  if (order === null && notice.order !== null) return []
  const { docs: holders } = await holdersOf(db, notice.to).get()
  // All of them: who is meant is decided when it leaves, since the one it is given to may be gone by then.
  const people = holders.filter((person) => mayBeTold(notice, order, person.id, person.data(), notice.to))
  if (people.length === 0) {
    await passUp(db, notice, now)
    return []
  }
  const channels = await db.getAll(...people.map(({ id }) => at.channels.doc(id)))
  const reached = channels.flatMap((channel) => {
    const given = channel.data() as ChannelDocument | undefined
    return given === undefined ? [] : [{ uid: channel.id, channel: given.kind }]
  })
  if (reached.length === 0) return []
  const hours = await hoursOf(db)
  const wanted = reached.map((person) => planned(notice, person, now, hours))
  return db.runTransaction(async (transaction) => {
    const there = await transaction.getAll(...wanted.map(({ id }) => at.outbox.doc(id)))
    // Read here: whoever is named accused after this finds the entry, and closes it.
    const current = notice.order === null ? null : dataOf(await transaction.get(at.order(notice.order)))
    return there.flatMap((found, index) => {
      const delivery = found.data() ?? { ...wanted[index]!, readers: deliveryReaders(current) }
      if (!found.exists) transaction.create(found.ref, delivery)
      return delivery.state === 'pending' ? delivery : []
    })
  })
}

/**
 * Changes one delivery as `change` says. If `change` answers null, the delivery stays as it is and null is the answer.
 */
const changeOne = (
  db: Firestore,
  id: string,
  change: (delivery: Delivery) => Delivery | null,
): Promise<Delivery | null> =>
  db.runTransaction(async (transaction) => {
    const reference = paths(db).outbox.doc(id)
    const delivery = dataOf(await transaction.get(reference))
    const changed = delivery === null ? null : change(delivery)
    if (changed !== null) transaction.update(reference, { ...changed })
    return changed
  })

export const take = async (db: Firestore, id: string, now: Instant): Promise<Delivery | null> => {
  const hours = await hoursOf(db)
  return changeOne(db, id, (delivery) => taken(delivery, now, hours))
}

export const settle = async (
  db: Firestore,
  { id, turn }: Delivery,
  outcome: Outcome,
  now: Instant,
): Promise<Delivery | null> => {
  const hours = await hoursOf(db)
  return changeOne(db, id, (delivery) => settled(delivery, turn, outcome, now, hours))
}

export interface Sending {
  readonly notice: NoticeDocument
  readonly channel: ChannelDocument
  readonly unitName: string | null
  /** Where messages may be sent now, whatever held when the channel was set. */
  readonly hosts: AllowedHosts
}

/** The order with its flags: an inspector may read it only because of these. */
const orderToldOf = async (db: Firestore, id: string): Promise<Order | null> => {
  const at = paths(db)
  const [order, flags] = await Promise.all([at.order(id).get(), at.flags(id).get()])
  return withFlags(dataOf(order), dataOf(flags))
}

const knownOf = async (db: Firestore, { proposal, holder }: NoticeDocument): Promise<Known> => {
  const at = paths(db)
  const [asked, unit] = await Promise.all([
    proposal === undefined ? null : at.proposals.doc(proposal).get(),
    holder === null || holder === 'centre' ? null : at.units.doc(holder).get(),
  ])
  return { proposal: asked === null ? null : dataOf(asked), unit: unit === null ? null : dataOf(unit) }
}

/**
 * R17: nobody who may be told holds the post, so the next level is told at once. That is a notice of its own: it is
 * planned like any other, and goes up further where that post is empty, too.
 */
const passUp = async (db: Firestore, notice: NoticeDocument, now: Instant): Promise<void> => {
  const up = passedUp(notice)
  if (up === null) return
  const order = notice.order === null ? null : await orderToldOf(db, notice.order)
  if (isMoot(notice, order, now, await knownOf(db, notice))) return
  await tell(db, up, order === null ? generalReaders(up) : noticeReaders(order, up.to))
}

/** Whether this holder of the post is told, as things are now; asked only of what was given to somebody. */
const isMeant = async (
  db: Firestore,
  notice: NoticeDocument,
  order: Order | null,
  uid: string,
): Promise<boolean> =>
  toldIn(notice, order, notice.to, (await holdersOf(db, notice.to).get()).docs).some(({ id }) => id === uid)

/** What is needed to send a delivery now; null when it is not to be sent any more. */
export const sendingOf = async (
  db: Firestore,
  { notice: noticeId, to, uid }: Delivery,
  now: Instant,
): Promise<Sending | null> => {
  const at = paths(db)
  const [noticeRead, personRead, channelRead] = await db.getAll(
    at.notices.doc(noticeId),
    at.staff.doc(uid),
    at.channels.doc(uid),
  )
  const notice = noticeRead?.data() as NoticeDocument | undefined
  const person = personRead?.data() as StaffDocument | undefined
  const channel = channelRead?.data() as ChannelDocument | undefined
  if (notice === undefined || channel === undefined) return null
  const order = notice.order === null ? null : await orderToldOf(db, notice.order)
  if (person === undefined || !mayBeTold(notice, order, uid, person, to)) return null
  const known = await knownOf(db, notice)
  if (isMoot(notice, order, now, known)) return null
  if (notice.named !== undefined && !(await isMeant(db, notice, order, uid))) return null
  const hosts = hostsOf(await readSettings(db))
  return { notice, channel, unitName: known.unit?.name ?? null, hosts }
}
