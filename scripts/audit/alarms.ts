/** What limits do by themselves (R17): each thing at its moment, once, and nothing left out. */
import type { Calendars } from './calendar'
import type { Desk } from './findings'
import type { EventOf, RingSaid } from './format'
import { isUrgentLimit } from './law'
import type { Ledger } from './ledger'
import { type Limit, nameOf, ruleOf, runOut } from './limit'
import { said } from './time'

const ruleFor = (limit: Limit, what: EventOf<'rang'>['data']['what']): string =>
  what === 'breach' ? ruleOf(limit) : 'R17'

/** A reminder is given before its deadline, while somebody is at work; else it was missed, and is not called given. */
const checkGiven = (
  { data, recordedAt }: EventOf<'rang'>,
  limit: Limit,
  calendars: Calendars,
  desk: Desk,
): void => {
  const open = calendars
    .at(recordedAt)
    .map((calendar) => recordedAt < limit.dueAt && (isUrgentLimit(limit.kind) || calendar.isOpen(recordedAt)))
  desk.check(
    'R17',
    open.includes(data.what === 'remind')
      ? null
      : {
          what: `reminder of ${limit.id}, by when it was written down`,
          expected: data.what === 'remind' ? 'missed' : 'given',
          found: `${data.what} ${said(recordedAt)}`,
        },
  )
}

export const checkRang = (event: EventOf<'rang'>, ledger: Ledger, calendars: Calendars, desk: Desk): void => {
  const { data, at } = event
  const limit = ledger.limit(data)
  if (limit === null) {
    desk.check('R17', { what: `${data.what} of ${nameOf(data)}, which the order has not` })
    return
  }
  const rule = ruleFor(limit, data.what)
  desk.equal(
    'R17',
    `what rang of ${limit.id}`,
    [limit.kind, limit.holder, said(data.at)],
    [data.kind, data.holder, said(at)],
  )
  desk.equal(rule, `deadline that ${data.what} of ${limit.id} names`, said(limit.dueAt), said(data.dueAt))
  const what = data.what === 'missed' ? 'remind' : data.what
  if (what === 'remind' && ledger.knowsPolicy) checkGiven(event, limit, calendars, desk)
  if (what === 'remind' && !isUrgentLimit(limit.kind))
    desk.check(
      'R17',
      calendars.at(at).some((calendar) => calendar.reminder(at, limit.dueAt) === at)
        ? null
        : { what: `${limit.id} reminds outside of office hours`, found: at },
    )
  if (!limit.running) {
    desk.check(rule, { what: `${data.what} of ${limit.id} though it had stopped`, found: at })
    return
  }
  const same = (ring: RingSaid): boolean => ring.at === at && ring.what === what && ring.to === data.to
  const next = limit.due.find(same) ?? limit.due.find((ring) => ring.what === what)
  const twice = limit.rung.some(same)
  desk.check(
    rule,
    next !== undefined && same(next)
      ? null
      : twice
        ? { what: `${data.what} of ${limit.id} twice`, found: at }
        : {
            what: `${data.what} of ${limit.id}`,
            expected: next === undefined ? 'none' : `${next.to} ${said(next.at)}`,
            found: `${data.to} ${said(at)}`,
          },
  )
  limit.due = limit.due.filter((ring) => ring !== next || (twice && !same(next)))
  limit.rung.push({ at, what, to: data.to })
  if (data.what !== 'breach') return
  limit.written = true
  runOut(limit, event.recordedAt)
}

/** Everything due by the time of a person's act is recorded before the act, whether or not its alarm came (R1.1). */
export const checkCaughtUp = (ledger: Ledger, until: number, desk: Desk): void => {
  for (const limit of ledger.limits) {
    if (!limit.running) continue
    runOut(limit, until)
    for (const ring of limit.due)
      if (ring.at <= until)
        desk.check(ruleFor(limit, ring.what), {
          what: `${ring.what} of ${limit.id} was not recorded`,
          expected: ring.at,
        })
    limit.due = limit.due.filter(({ at }) => at > until)
    desk.check(ruleOf(limit), null)
  }
}

/** What an order that stands still is to do next: judged when it is known how far the export reaches. */
export interface Awaited {
  readonly order: string
  readonly rule: string
  readonly limit: Limit
  readonly ring: RingSaid
}

export const awaitedOf = (ledger: Ledger, order: string): Awaited[] =>
  ledger.limits.flatMap((limit) =>
    limit.running ? limit.due.map((ring) => ({ order, rule: ruleFor(limit, ring.what), limit, ring })) : [],
  )
