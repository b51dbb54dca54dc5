import { isDeepStrictEqual } from 'node:util'
import { isFor, mayHearOf, readable } from '../../../functions/src/domain/order/access'
import {
  apart,
  FLAGS,
  forInspectors,
  recordsBeside,
  together,
} from '../../../functions/src/domain/order/apart'
import { isOpenAppeal } from '../../../functions/src/domain/order/appeal'
import { talliesOf, RATES } from '../../../functions/src/domain/figures/figures'
import type { Count } from '../../../functions/src/domain/order/counts'
import { COUNT_OF_OUTCOME } from '../../../functions/src/domain/order/standing'
import { DAY, type Instant, toIso } from '../../../functions/src/domain/base/instant'
import { ringDue } from '../../../functions/src/domain/commands/handle'
import type { Office } from '../../../functions/src/domain/order/tick'
import { noticesOf } from '../../../functions/src/domain/notices/notices'
import type { OrderEvent } from '../../../functions/src/domain/order/events'
import {
  activeParts,
  type Assignment,
  type Clock,
  clockOf,
  type Order,
  type Stage,
} from '../../../functions/src/domain/order/order'
import { listingsOf } from '../../../functions/src/domain/listings/listing'
import { type ClockKind, isUrgentClock } from '../../../functions/src/domain/policy/policy'
import { postKey, postOfKey, standingOf } from '../../../functions/src/domain/people/people'
import { inspectionsOf } from '../../../functions/src/domain/order/inspection'
import { audiencesReading, noticeReaders } from '../../../functions/src/domain/order/readers'
import { sha256 } from '../road'
import { ACTING, named, PEOPLE, STAFF, UNITS } from './people'
import { audienceNamed, nameOf, Witness } from './witness'

const HAVE_HOST: readonly Stage[] = ['handling', 'first-review', 'callback', 'evaluating', 'to-archive']
const ALL_PASSED: readonly Stage[] = ['callback', 'evaluating', 'to-archive']
const UNDER_WAY: readonly Assignment['state'][] = ['to-sign', 'handling', 'in-unit-review']

/** R18: what the centre is timed for; only a unit's work has limits of its own. */
const LIMIT_OF: Readonly<Partial<Record<Order['stage'], ClockKind>>> = {
  'to-sign': 'verify',
  'to-verify': 'verify',
  'to-dispatch': 'dispatch',
  'to-instruct': 'instruct',
  disputed: 'convene',
  consulting: 'consult',
  'first-review': 'first-review',
  callback: 'call-back',
  evaluating: 'evaluate',
  'to-archive': 'archive',
}

type Say = (what: string) => void

/** No clock forgotten, and none that runs for nobody. */
const clocksRun = (order: Order, { parts }: Witness, say: Say): void => {
  const expected = new Set<Clock | null>()
  /** The latest of its kind and part. */
  const wanted = (kind: ClockKind, part: number | null): void => {
    const clock = clockOf(order, kind, part)
    expected.add(clock)
    if (clock?.stoppedAt !== null) say(`${kind} of part ${part} should run`)
  }
  const urgent = (part: number | null): void => {
    for (const clock of order.clocks)
      if (clock.part === part && isUrgentClock(clock.kind) && order.urgent != null) expected.add(clock)
  }
  if (order.stage === 'to-sign') {
    wanted('sign', null)
    urgent(null)
  }
  const stage = LIMIT_OF[order.stage]
  if (stage !== undefined)
    wanted(stage === 'dispatch' && order.assignments.length > 0 ? 'reassign' : stage, null)
  for (const part of order.open ? activeParts(order) : []) {
    if (part.state === 'to-sign') wanted('sign', part.no)
    if (!UNDER_WAY.includes(part.state)) continue
    urgent(part.no)
    wanted(parts[part.no - 1]?.passedAt === null ? 'handle' : 'solve', part.no)
    const isDeclared = order.complex != null && part.part === 'host'
    if (part.plan !== null || isDeclared) wanted('progress', part.no)
  }
  if (order.open)
    for (const { no, decision } of order.returns) if (decision === null) wanted('decide-return', no)
  for (const clock of order.clocks)
    if (clock.stoppedAt === null && !expected.has(clock)) say(`${nameOf(clock)} runs for nobody`)
}

/** No breach missing, early or double: as the witness reckons, so the order says and the events have rung. */
const breachesStand = (order: Order, { clocks }: Witness, now: Instant, say: Say): void => {
  if (order.clocks.length !== clocks.size) say('the order has other clocks than its events')
  for (const clock of order.clocks) {
    const id = nameOf(clock)
    const timed = clocks.get(id)
    if (timed === undefined) {
      say(`no event started ${id}`)
      return
    }
    if (timed.stoppedAt !== clock.stoppedAt)
      say(`${id} stopped at ${clock.stoppedAt}, not ${timed.stoppedAt}`)
    if (timed.idle !== clock.voided) say(`${id} is ${clock.voided ? '' : 'not '}voided`)
    if (timed.dueAt !== clock.dueAt) say(`${id} is due at another time`)
    const missed = Witness.missed(timed, now)
    if (clock.breachedAt !== (missed ? timed.dueAt : null))
      say(`${id} ${missed ? 'was missed' : 'was not missed'}, breach ${clock.breachedAt}`)
    if (timed.rang !== (missed && !timed.setLater ? 1 : 0)) say(`${id} rang its breach ${timed.rang} times`)
    if (
      !isDeepStrictEqual(
        clock.rings,
        clock.rings.toSorted((a, b) => a.at - b.at),
      )
    )
      say(`${id} is out of order`)
    for (const { what, at } of clock.rings)
      if (what === 'remind' && (at <= clock.startedAt || at >= clock.dueAt))
        say(`${id} would remind at ${at}`)
  }
}

/** Every deadline is what the witness reckons by the policy and the days that were declared (R1.1, R1.3, R3.3, R5.1, R5.4, R7.2). */
const limitsHold = (order: Order, { clocks, parts, version }: Witness, say: Say): void => {
  for (const [id, { dueAt, should }] of clocks)
    if (dueAt !== should) say(`${id} is due at ${toIso(dueAt)}, should be at ${toIso(should)}`)
  if (order.policyVersion !== version) say(`the order goes by policy ${order.policyVersion}, not ${version}`)
  for (const { no, limit, active, passedAt } of parts)
    if (active && passedAt === null && order.assignments[no - 1]?.limitWorkdays !== limit)
      say(`part ${no} has another limit than ${limit} workdays`)
}

const alarmIsSet = (order: Order, say: Say): void => {
  const rings = order.clocks.flatMap(({ stoppedAt, rings: left }) => (stoppedAt === null ? left : []))
  const earliest = rings.length === 0 ? null : Math.min(...rings.map(({ at }) => at))
  if (order.alarmAt !== earliest) say(`alarm at ${order.alarmAt}, first ring at ${earliest}`)
  if (!order.open && order.alarmAt !== null) say('a closed order has an alarm')
}

const partsAgree = (order: Order, say: Say): void => {
  const active = activeParts(order)
  const hosts = active.filter(({ part }) => part === 'host').length
  if (hosts > 1) say(`${hosts} hosts`)
  if (order.open && hosts !== (HAVE_HOST.includes(order.stage) ? 1 : 0))
    say(`${hosts} hosts while ${order.stage}`)
  if (new Set(active.map(({ unit }) => unit)).size < active.length) say('a unit has two parts')
  if (ALL_PASSED.includes(order.stage) && active.some(({ state }) => state !== 'passed'))
    say(`a part is not passed while ${order.stage}`)
  const handedIn = active.every(({ state }) => state === 'left-unit' || state === 'passed')
  if (order.stage === 'first-review' && !handedIn) say('a part is not handed in at the first review')
  if (order.stage === 'handling' && handedIn) say('nothing is left to handle')
  for (const { no, decision } of order.returns)
    if (
      decision === null &&
      !active.some((each) => each.no === no && UNDER_WAY.includes(each.state)) &&
      order.open
    )
      say(`part ${no} asks to be returned and cannot be`)
}

const oneAtATime = (order: Order, say: Say): void => {
  const open = (applications: Order['returns'] | Order['extensions']): number[] =>
    applications.filter(({ decision }) => decision === null).map(({ no }) => no)
  for (const numbers of [open(order.returns), open(order.extensions)])
    if (new Set(numbers).size < numbers.length) say('two open applications of a kind')
  if (order.appeals.filter(isOpenAppeal).length > 1) say('two open appeals')
}

/** R16.2 */
const accusedAreBarred = (order: Order, { accused, accusedPersons }: Witness, say: Say): void => {
  if (!isDeepStrictEqual(new Set(order.accusedPersons), new Set(accusedPersons)))
    say('other people are accused than were named')
  if (!isDeepStrictEqual(new Set(order.accused), new Set(accused)))
    say('other units are accused than were named')
  for (const unit of accused) {
    if (order.readers.some((reader) => reader.endsWith(`unit:${unit}`)))
      say(`accused ${unit} reads the order`)
    if (order.open && activeParts(order).some((part) => part.unit === unit)) say(`accused ${unit} has a part`)
    const panel = order.stage === 'evaluating' ? order.evaluations.at(-1)?.panel : null
    if (panel?.evaluators.some((each) => each.unit === unit) === true) say(`accused ${unit} evaluates`)
  }
  if (!order.open) return
  const isOut = (uid: string): boolean =>
    accusedPersons.has(uid) ||
    STAFF.get(uid)?.posts.some(({ unit }) => unit !== null && accused.has(unit)) === true
  for (const { unit } of activeParts(order)) {
    const {
      handlers = [],
      leadersInCharge = [],
      principalLeaders = [],
    } = UNITS.find(({ id }) => id === unit) ?? {}
    if (handlers.every(isOut) || [...leadersInCharge, ...principalLeaders].every(isOut))
      say(`nobody of ${unit} is left, and it has a part`)
  }
}

/**
 * R16.2, for each person, not each post. A person whom the order accuses – by name, or with any of their posts –, who has
 * left or was never entered cannot reach it by any post, list, single document, notice or message. Everyone else reaches it by
 * the posts that read it; in lists too, if they cannot be accused in another post. `lists` says what the security rules say.
 */
const eachSeesTheirs = (order: Order, witness: Witness, everAccused: ReadonlySet<string>, say: Say): void => {
  const { accused, accusedPersons } = witness
  const audiences = witness.audiences()
  // What follows rests on these alone, and most steps change none of them.
  const rests = [
    audiences,
    order.readers,
    accused,
    order.accused,
    accusedPersons,
    order.accusedPersons,
    everAccused,
  ]
  if (!witness.isNew(rests.map((each) => [...each].join()).join(';'))) return
  const accuses = accused.size + accusedPersons.size > 0
  const { listing, inspection } = listingsOf(order)
  const waiting = [...listing.queues, ...(inspection?.queues ?? [])]
  for (const uid of new Set(PEOPLE.map((each) => each.uid))) {
    const stored = STAFF.get(uid)
    const posts = stored?.posts ?? []
    const isIn = stored?.active === true
    const isBarred =
      !isIn || accusedPersons.has(uid) || posts.some(({ unit }) => unit !== null && accused.has(unit))
    const { tokens, withheld, units, queues } = standingOf(uid, posts, isIn, everAccused.has(uid))
    const has = (some: readonly string[]): boolean => order.readers.some((reader) => some.includes(reader))
    const byRules =
      has([...tokens, ...withheld]) &&
      !order.accused.some((unit) => units.includes(unit)) &&
      !order.accusedPersons.includes(uid)
    const theirs = posts.filter((post) => !isBarred && audiences.has(audienceNamed(postKey(post))))
    const isTheirs = theirs.length > 0
    if (byRules !== isTheirs) say(`${uid} ${byRules ? 'reads' : 'does not read'} it by the rules`)
    const isElsewhere = new Set(posts.map(({ unit }) => unit)).size > 1 || everAccused.has(uid)
    const listed = has(tokens)
    if (listed !== (isTheirs && !(accuses && isElsewhere)))
      say(`${uid} ${listed ? 'lists' : 'does not list'} it`)
    const isQueued = waiting.some((queue) => queues.includes(queue))
    const isGiven = waiting.some((queue) => queues.includes(queue) && queue.endsWith(`/given/${uid}`))
    if (isGiven && !witness.parts.some(({ active, givenTo }) => active && givenTo.includes(uid)))
      say(`${uid} is listed what was not given to them`)
    if (isGiven && isBarred) say(`${uid} is listed what accuses them`)
    if (isQueued && !listed) say(`${uid} finds it in a queue`)
    for (const who of PEOPLE.filter((each) => each.uid === uid)) {
      const key = postKey(who.post)
      const acting = ACTING.get(who) ?? null
      const isLetIn = acting !== null && readable(order, acting).ok
      if (isLetIn !== theirs.some((post) => postKey(post) === key))
        say(`${named(who)} is ${isLetIn ? '' : 'not '}let in`)
      const isTold = noticeReaders(order, key).some((reader) => tokens.includes(reader))
      if (isTold && accuses && isBarred) say(`${named(who)} reads its notices`)
      const person = stored === undefined ? null : { active: isIn, posts: posts.map(postKey), tokens }
      if ((mayHearOf(order, uid, person, key) && isFor(order, who.post)) !== isLetIn)
        say(`${named(who)} is told otherwise than let in`)
    }
  }
}

/** A unit reads the order while it has a part or sits at a table. A unit that lost the order still reads its own part. */
const unitsRead = (order: Order, { accused, parts }: Witness, say: Say): void => {
  const asked = order.consultations
    .filter(({ outcome, brokenOffAt }) => outcome === null && brokenOffAt === null)
    .flatMap(({ lead, units }) => [...(lead === null ? [] : [lead]), ...units])
  const all = [...new Set([...parts.map(({ unit }) => unit), ...asked])].filter((unit) => !accused.has(unit))
  for (const unit of all) {
    const has =
      asked.includes(unit) || parts.some((part) => part.unit === unit && (part.active || part.readsOn))
    const token = `unit:${unit}`
    if (audiencesReading(order).includes(token) !== has)
      say(`${unit} ${has ? 'does not read' : 'reads'} the order`)
    if (order.formerReaders.includes(token) === has) say(`${unit} is ${has ? '' : 'not '}a former reader`)
  }
  for (const unit of accused)
    if (order.formerReaders.includes(`unit:${unit}`)) say(`accused ${unit} is a former reader`)
}

const figuresAddUp = (order: Order, { clocks, parts, ending }: Witness, say: Say): void => {
  const tallies = talliesOf(order)
  const sum = (name: Count, of: (scope: string) => boolean): number =>
    tallies.reduce((total, { scope, counts }) => total + (of(scope) ? (counts[name] ?? 0) : 0), 0)
  const county = (name: Count): number => sum(name, (scope) => scope === 'county')
  const others = (name: Count): number => sum(name, (scope) => scope !== 'county')
  for (const { scope, month, counts, correction } of tallies)
    for (const rate of Object.values(RATES))
      if (correction === undefined && (counts[rate.of] < 0 || counts[rate.of] > counts[rate.in]))
        say(`${scope} ${month}: more ${rate.of} than due`)
  for (const name of ['signingDue', 'signedOnTime', 'completionDue', 'completedOnTime'] as const)
    if (county(name) !== others(name)) say(`the county's ${name} is not the sum of the others'`)
  for (const name of Object.values(COUNT_OF_OUTCOME))
    if (county(name) !== others(name)) say(`the county's ${name} is not the sum of the others'`)
  const outcomes = Object.values(COUNT_OF_OUTCOME).reduce((total, name) => total + county(name), 0)
  const passed = parts.filter(({ passedAt }) => passedAt !== null).length
  if (outcomes !== passed) say(`${outcomes} outcomes counted of ${passed}`)
  if (county('rated') > 1) say('one order rated twice')
  const missed = (kind: ClockKind, part: number | null): boolean =>
    typeof clockOf(order, kind, part)?.breachedAt === 'number'
  const signings = [...clocks.values()].filter(
    ({ kind, no, stoppedAt, idle }) =>
      kind === 'sign' && (missed('sign', no) || (stoppedAt !== null && !idle)),
  )
  if (signings.length !== county('signingDue'))
    say(`${county('signingDue')} signings counted of ${signings.length}`)
  const completions = parts.filter(
    ({ no, active, passedAt }) =>
      missed('handle', no) || passedAt !== null || (active && ending === 'excluded'),
  )
  if (completions.length !== county('completionDue'))
    say(`${county('completionDue')} completions counted of ${completions.length}`)
}

/** Nothing is lost between the document and what lies beside it, and a unit's words are read by no other unit. */
const liesApart = (order: Order, { accused, flagged }: Witness, say: Say): void => {
  const { shown, records } = apart(order)
  if (!isDeepStrictEqual(together(shown, records), order)) say('taken apart it cannot be put together')
  if (
    !isDeepStrictEqual(
      [...recordsBeside(order)],
      records.map(({ id }) => id).filter((id) => id !== FLAGS),
    )
  )
    say('the order does not tell its records')
  const served = inspectionsOf(order).filter(({ servedAt }) => servedAt !== null)
  if (shown.flags.length > 0 || shown.directed != null) say('the document tells that the order is flagged')
  if (inspectionsOf(shown).length !== served.length || (shown.inspection === null) !== (served.length === 0))
    say('the document tells of an inspection that was not served, or not of one that was')
  if (shown.readers.some((reader) => /supervision|discipline/.test(reader)))
    say('the document tells that inspectors read it')
  if ((forInspectors(order) !== null) !== flagged.size > 0)
    say('the inspectors have an order that is not flagged, or lack one that is')
  for (const { id, readers } of records)
    for (const reader of readers) {
      const unit = reader.startsWith('unit:') ? reader.slice('unit:'.length) : null
      if (unit === null) continue
      if (accused.has(unit)) say(`${id} is read by accused ${unit}`)
      if (!id.endsWith(`:${unit}`)) say(`${id} is read by ${unit}`)
    }
}

/** What is wrong with the order as it stands; nothing, if the law holds. */
export const wrongWith = (
  order: Order,
  witness: Witness,
  everAccused: ReadonlySet<string>,
  now: Instant,
  office: Office,
): string[] => {
  const wrong = [...witness.wrong]
  const say: Say = (what) => wrong.push(what)
  const { order: caughtUp, events } = ringDue(order, now, office, sha256)
  if (events.length > 0) say('something due had not rung')
  if (caughtUp !== order) say('a tick with nothing due changed the order')
  clocksRun(order, witness, say)
  breachesStand(order, witness, now, say)
  limitsHold(order, witness, say)
  alarmIsSet(order, say)
  partsAgree(order, say)
  oneAtATime(order, say)
  accusedAreBarred(order, witness, say)
  eachSeesTheirs(order, witness, everAccused, say)
  liesApart(order, witness, say)
  unitsRead(order, witness, say)
  figuresAddUp(order, witness, say)
  if (!order.open) {
    const later = ringDue(order, now + 400 * DAY, office, sha256)
    if (later.events.length > 0) say('a closed order rings later')
  }
  return wrong
}

/** What is wrong with the notices of an event: an accused unit hears of nothing (R16.2), and none is told twice of the same. */
export const wrongNotices = (order: Order, event: OrderEvent): string[] => {
  const notices = noticesOf(order, event)
  const wrong: string[] = []
  if (new Set(notices.map(({ id }) => id)).size < notices.length)
    wrong.push(`${event.type} tells the same twice`)
  for (const { to, named: meant = [] } of notices) {
    if (meant.some((uid) => order.accusedPersons.includes(uid)))
      wrong.push(`${event.type} is for the accused`)
    const post = postOfKey(to)
    if (post === null) wrong.push(`${event.type} tells nobody: ${to}`)
    else if (post.unit !== null && order.accused.includes(post.unit))
      wrong.push(`${event.type} tells accused ${post.unit}`)
  }
  if (
    event.type.startsWith('inspection-') &&
    event.type !== 'inspection-served' &&
    event.readers.some((reader) => reader.startsWith('unit:'))
  )
    wrong.push(`${event.type} is read by a unit`)
  return wrong
}
