import { overfull } from '../order/bounds'
import type { Calendar } from '../time/calendar'
import { namesCaller } from '../order/caller-words'
import type { Sha256 } from '../base/canonical'
import { seal, type UnsealedEvent } from '../order/chain'
import type { Command, CommandData, CommandType, Context } from '../order/command'
import { COMMANDS } from './table'
import { type Transfer, transfer } from './transfer'
import { wordsIn } from './written'
import type { Happening, Happenings, OrderEvent } from '../order/events'
import { changed, evolve } from '../order/evolve'
import type { Instant } from '../base/instant'
import { forbidden } from './may'
import { sure } from './checks'
import type { Clock, Order } from '../order/order'
import { postKey, type Who } from '../people/people'
import { personalDataIn } from '../people/personal-data'
import type { Policy } from '../policy/policy'
import { eventReaders, ownPartIn } from '../order/readers'
import { refused, ok, refuse, type Result } from '../base/refusal'
import { stageLimit } from '../order/stage-limits'
import { nextDue, type Office } from '../order/tick'

/** What a door writes: the order as it is now and the events that led to it. */
export interface Handled {
  readonly order: Order
  readonly events: readonly OrderEvent[]
}

const NOBODY: Pick<OrderEvent, 'by' | 'actingAs' | 'command'> = {
  by: 'system',
  actingAs: 'system',
  command: null,
}

/**
 * When something is recorded of an order. Clocks of two processes differ, and who waited for another's transaction brings
 * an earlier time than what stands there by now: the history only goes forward.
 */
export const timeOn = (order: Pick<Order, 'updatedAt'>, now: Instant): Instant =>
  Math.max(now, order.updatedAt)

const record = (
  before: Order | null,
  happening: Happening,
  author: Pick<OrderEvent, 'by' | 'actingAs' | 'command'>,
  now: Instant,
  id: string,
  sha256: Sha256,
): Handled => {
  // Every event passes here. Assigned field by field, since in one literal only the first spread is fast.
  const unsealed = {
    type: happening.type,
    at: happening.at,
    data: happening.data,
    limit: happening.limit ?? null,
    version: (before?.version ?? 0) + 1,
    recordedAt: now,
    by: author.by,
    actingAs: author.actingAs,
    command: author.command,
    prevHash: before?.hash ?? '',
    readers: [],
    about: null,
  } as unknown as UnsealedEvent & { readers: readonly string[]; about: string | null }
  const draft = evolve(before, unsealed, id)
  // Who reads an event is decided on the order after the event, so a unit can read of its own dispatch.
  unsealed.readers = eventReaders(draft, happening)
  unsealed.about = ownPartIn(draft, happening)
  const event = seal(unsealed, sha256)
  return { order: { ...draft, hash: event.hash }, events: [event] }
}

/** The same with what happened in the other order that a command names; null where it names none. */
export interface HandledTogether extends Handled {
  readonly other: Handled | null
}

/** The one, and then the other. */
export const both = ({ events }: Handled, next: Handled): Handled => ({
  order: next.order,
  events: [...events, ...next.events],
})

/** What the limit of a stage depends on. */
type StageOffice = Pick<Context, 'now' | 'policy' | 'calendar'>

/** What happens to an order at `now`, or right after what stands there already, without a command. */
export const happen = (
  order: Order,
  happening: Pick<Happening, 'type' | 'data' | 'limit'>,
  asked: Instant,
  sha256: Sha256,
): Handled => {
  const now = timeOn(order, asked)
  return record(order, { ...happening, at: now } as Happening, NOBODY, now, order.id, sha256)
}

/** The same of several things, with the limit of the stage to which they bring the order (R18). */
export const happenAll = (
  order: Order,
  happenings: readonly Happening[],
  context: StageOffice,
  sha256: Sha256,
): Handled => {
  const now = timeOn(order, context.now)
  let handled: Handled = { order, events: [] }
  for (const happening of withLimit(order, happenings, { ...context, now }, NOBODY.by))
    handled = both(handled, happen(handled.order, happening, now, sha256))
  return handled
}

/** Everything that was due by `now` and has not rung; the order stays unchanged when there is nothing. */
export const ringDue = (order: Order, asked: Instant, office: Office, sha256: Sha256): Handled => {
  const now = timeOn(order, asked)
  let handled: Handled = { order, events: [] }
  for (let due = nextDue(order, now, office); due !== null; due = nextDue(handled.order, now, office))
    handled = both(handled, record(handled.order, due, NOBODY, now, order.id, sha256))
  return handled
}

/** What an order from the city begins by. */
interface Receiving {
  readonly now: Instant
  readonly who: Who
  readonly policy: Policy
  readonly calendar: Calendar
}

/** A new order from the city. */
export const receive = (
  id: string,
  command: string,
  facts: Transfer,
  context: Receiving,
  sha256: Sha256,
): Result<Handled> => {
  const happening = transfer(facts, context.policy, context.calendar, context.now)
  if (!happening.ok) return happening
  const author = { by: context.who.uid, actingAs: postKey(context.who.post), command }
  return ok(record(null, happening.value, author, context.now, id, sha256))
}

/** The order records that another one exists under its number. A person has to settle that. */
const doubled = (order: Order, other: string, now: Instant, office: Office, sha256: Sha256): Handled => {
  const caughtUp = ringDue(order, now, office, sha256)
  return both(caughtUp, happen(caughtUp.order, { type: 'doubled', data: { other } }, now, sha256))
}

/** A new order from the city, where a file had already brought in an order under its number. Each names the other. */
export const receiveBeside = (
  imported: Order,
  id: string,
  command: string,
  facts: Transfer,
  context: Receiving,
  sha256: Sha256,
): Result<{ readonly pushed: Handled; readonly imported: Handled }> => {
  const received = receive(id, command, facts, context, sha256)
  if (!received.ok) return received
  const { order } = received.value
  return ok({
    pushed: both(received.value, doubled(order, imported.id, context.now, context, sha256)),
    imported: doubled(imported, id, context.now, context, sha256),
  })
}

/** A new order from the city for one that is closed. Each names the other. */
export const receiveAgain = (
  closed: Order,
  id: string,
  command: string,
  facts: Transfer,
  context: Receiving,
  sha256: Sha256,
): Result<{ readonly again: Handled; readonly closed: Handled }> => {
  const received = receive(id, command, facts, context, sha256)
  if (!received.ok) return received
  const link = (order: Order, data: Happenings['sent-again']): Handled =>
    happen(order, { type: 'sent-again', data }, context.now, sha256)
  return ok({
    again: both(received.value, link(received.value.order, { former: closed.id, again: null })),
    closed: link(closed, { former: null, again: id }),
  })
}

/** The version a repeated command made the first time, or null if it is new. */
export const repeated = (order: Order, command: string): number | null =>
  order.recent.find((each) => each.command === command)?.version ?? null

/**
 * A person's command. What fell due before it comes first, so that a breach stands before the act that came too late,
 * whether or not its alarm arrived. A refusal changes nothing.
 */
export const handle = (
  before: Order,
  command: Command,
  asked: Context,
  sha256: Sha256,
): Result<HandledTogether> => {
  const context = { ...asked, now: timeOn(before, asked.now) }
  const caughtUp = ringDue(before, context.now, context, sha256)
  const happenings = decide(caughtUp.order, command, context)
  if (!happenings.ok) return happenings
  const author = { by: context.who.uid, actingAs: postKey(context.who.post), command: command.id }
  let handled = caughtUp
  for (const happening of withLimit(caughtUp.order, happenings.value, context, context.who.uid))
    handled = both(handled, record(handled.order, happening, author, context.now, before.id, sha256))
  const other = across(caughtUp.order, command, context, author, sha256)
  const full =
    overfull(before, handled.order, command.type) ??
    (other === null ? null : overfull(sure(context.other), other.order, 'supplement'))
  return full === null ? ok({ ...handled, other }) : refused(full)
}

/** What a command that was decided makes happen in the other order, after what fell due there. */
const across = (
  before: Order,
  command: Command,
  context: Context,
  author: Pick<OrderEvent, 'by' | 'actingAs' | 'command'>,
  sha256: Sha256,
): Handled | null => {
  if (context.other === null) return null
  const now = timeOn(context.other, context.now)
  const caughtUp = ringDue(context.other, now, context, sha256)
  const there = { ...context, now, other: caughtUp.order }
  let handled = caughtUp
  for (const happening of happeningsAcross(command.type, before, command.data, there))
    handled = both(handled, record(handled.order, happening, author, now, handled.order.id, sha256))
  return handled
}

const happeningsAcross = <T extends CommandType>(
  type: T,
  order: Order,
  data: CommandData[T],
  context: Context,
): readonly Happening[] => COMMANDS[type].across?.(order, data, context) ?? []

/**
 * R18: what a command makes happen, with the limit of the stage it brings the order to. A stage that the order only
 * passes through on the way has no limit.
 */
const withLimit = (
  before: Order,
  happenings: readonly Happening[],
  { now, policy, calendar }: StageOffice,
  by: string,
): readonly Happening[] => {
  let order = before
  let comes: { readonly index: number; readonly limit: Clock | null } | null = null
  for (const [index, happening] of happenings.entries()) {
    const after = changed(order, { ...happening, by })
    if (after.stage !== order.stage) comes = { index, limit: stageLimit(after, now, policy, calendar) }
    order = after
  }
  if (comes === null) return happenings
  const { index: last, limit } = comes
  return happenings.map((each, index) => (index === last ? { ...each, limit } : each))
}

/** All checks of one command: the person, the order's state, the version seen, and the data. */
export const decide = (order: Order, command: Command, context: Context): Result<readonly Happening[]> => {
  const refusal = forbidden(command.type, order, context.who, context.now)
  if (refusal !== null) return refused(refusal)
  if (COMMANDS[command.type].judges) {
    if (command.expectedVersion === null) return refused(refuse('version.missing'))
    if (command.expectedVersion < order.judgedVersion)
      return refused(
        refuse('version.changed', { seen: command.expectedVersion, current: order.judgedVersion }),
      )
    if (command.expectedVersion > order.version)
      return refused(refuse('version.unknown', { seen: command.expectedVersion, current: order.version }))
  }
  const words = wordsIn(command)
  // Feedback checks telephones itself: it knows which field may hold one.
  const field =
    command.type === 'submit-feedback' ? personalDataIn(words, ['idNumber']) : personalDataIn(words)
  if (field !== null) return refused(refuse('text.personal-data', { field }))
  const telling = namesCaller(order, words, context.caller, context.who)
  if (telling !== null) return refused(telling)
  return decideData(command.type, order, command.data, context)
}

const decideData = <T extends CommandType>(
  type: T,
  order: Order,
  data: CommandData[T],
  context: Context,
): Result<readonly Happening[]> => COMMANDS[type].decide(order, data, context)
