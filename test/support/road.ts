import { createHash } from 'node:crypto'
import { FIRST_MATTERS } from '../../emulator-data/matters'
import type { Command, CommandData, CommandType, Context } from '../../functions/src/domain/order/command'
import { sentAgain, type Transfer } from '../../functions/src/domain/commands/transfer'
import { factsAmong, type Records } from '../../functions/src/domain/commands/facts'
import {
  handle,
  type Handled,
  type HandledTogether,
  receive,
  receiveAgain,
  ringDue,
} from '../../functions/src/domain/commands/handle'
import { EVIDENCE_KINDS, type Evidence } from '../../functions/src/domain/evidence/evidence'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import type { Instant } from '../../functions/src/domain/base/instant'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import type { Order } from '../../functions/src/domain/order/order'
import { postOfKey, type Who } from '../../functions/src/domain/people/people'
import { DEFAULT_POLICY, type Policy } from '../../functions/src/domain/policy/policy'
import type { Refusal, Result } from '../../functions/src/domain/base/refusal'
import { treeOf } from '../../functions/src/domain/matters/tree'
import type { Unit } from '../../functions/src/domain/people/unit'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Tuesday, 2026-11-24 10:00 in Shanghai. */
export const TUESDAY: Instant = Date.parse('2026-11-24T10:00:00+08:00')

/** The county's tree of matters as it begins, and the one of it that street lamps belong to. */
export const MATTERS = treeOf(FIRST_MATTERS)
export const LAMPS = '010204'

export const at = (iso: string): Instant => Date.parse(`${iso}+08:00`)

export const person = (uid: string, post: string): Who => {
  const found = postOfKey(post)
  if (found === null) throw new Error(`no such post: ${post}`)
  return { uid, post: found }
}

export const CLERK = person('clerk', 'clerk')
export const REVIEWER = person('reviewer', 'reviewer')
export const HANDLER = person('handler', 'handler@mayi')
export const LEADER = person('leader', 'leader-in-charge@mayi')

export const MAYI: Unit = {
  id: 'mayi',
  name: '马影镇',
  kind: 'township',
  section: '党政办',
  leadersInCharge: ['leader'],
  principalLeaders: ['principal-mayi'],
  handlers: ['handler'],
}

const unit = (id: string, name: string): Unit => ({
  id,
  name,
  kind: 'department',
  section: '办公室',
  leadersInCharge: [`leader-${id}`],
  principalLeaders: [`principal-${id}`],
  handlers: [`handler-${id}`],
})
export const OTHER_UNITS: readonly Unit[] = [
  unit('zhujian', '县住建局'),
  unit('chengguan', '县城管局'),
  unit('jijian', '派驻纪检组'),
]

/** The person of another unit in one of its posts. */
export const of = (unitId: string, role: 'handler' | 'leader-in-charge' | 'principal-leader'): Who =>
  person(`${role.split('-')[0]}-${unitId}`, `${role}@${unitId}`)
export const PRINCIPAL = of('mayi', 'principal-leader')
export const CITY = person('city', 'city')
export const SUPERVISION = person('supervision', 'supervision')
export const DISCIPLINE = person('discipline', 'discipline')

/** Evidence of every kind, named by its kind, as the person's own side has uploaded it. */
export const EVERY_EVIDENCE = ({ uid, post }: Who): Evidence[] =>
  EVIDENCE_KINDS.map((kind) => ({
    id: kind,
    order: 'JJ20261124001',
    kind,
    name: `${kind}.pdf`,
    type: 'application/pdf',
    bytes: 1000,
    sha256: '0'.repeat(64),
    by: uid,
    unit: post.unit,
    at: TUESDAY,
  }))

export const TRANSFER: Transfer = {
  cityNumber: 'JJ20261124001',
  source: 'city-feed',
  title: '路灯不亮',
  text: '村口路灯坏了半个月，请派人维修。',
  category: 'help',
  matterSaid: null,
  township: null,
  place: null,
  contactable: true,
  transferredAt: TUESDAY,
  calledAt: null,
  cityDeadline: null,
}

/** What else the person who gives a command knows, and what they saw. */
type More = Partial<Context<never>> &
  Partial<Omit<Records, 'sameMatter' | 'order'>> & {
    readonly sameMatter?: number
    /** The other order that the command names. */
    readonly other?: Order
    readonly expectedVersion?: number | null
    readonly id?: string
  }

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/**
 * One order and the time, to walk the road step by step. `give` must succeed, `refused` must not; both leave the events
 * in `events` for a look back.
 */
export class Road {
  order: Order
  readonly events: OrderEvent[] = []
  now: Instant
  private commands = 0

  constructor(
    transfer: Partial<Transfer> = {},
    now: Instant = TUESDAY,
    policy: Policy = DEFAULT_POLICY,
    /** The closed order that this one is sent again for. */
    former: Road | null = null,
  ) {
    this.now = now
    const facts = { ...TRANSFER, ...transfer }
    const context = { now, who: person('city', 'city'), policy, calendar: officialCalendar() }
    if (former === null) {
      this.order = this.take(valueOf(receive(facts.cityNumber, 'transfer', facts, context, sha256)))
      return
    }
    const id = sentAgain(former.order.id, 2)
    const both = valueOf(receiveAgain(former.order, id, `transfer-${id}`, facts, context, sha256))
    former.take(both.closed)
    this.order = this.take(both.again)
  }

  private take({ order, events }: Handled): Order {
    this.events.push(...events)
    this.order = order
    return order
  }

  after(ms: number): this {
    this.now += ms
    return this
  }

  until(time: Instant): this {
    this.now = time
    return this
  }

  /** What the alarm does. */
  tick(): this {
    this.take(ringDue(this.order, this.now, { policy: DEFAULT_POLICY, calendar: officialCalendar() }, sha256))
    return this
  }

  /** What the alarms do until then, each in its time. */
  alarms(until: Instant): this {
    while (this.order.alarmAt !== null && this.order.alarmAt <= until)
      this.until(Math.max(this.now, this.order.alarmAt)).tick()
    return this.until(until)
  }

  attempt<T extends CommandType>(
    who: Who,
    type: T,
    data: CommandData[T],
    more: More = {},
  ): Result<HandledTogether> {
    const { expectedVersion = this.order.version, id = `command-${++this.commands}`, ...known } = more
    const command = { id, type, expectedVersion, data } as unknown as Command
    const records = {
      units: [MAYI, ...OTHER_UNITS],
      persons: [],
      catalogue: [],
      evidence: EVERY_EVIDENCE(who),
      matters: MATTERS,
      ...known,
      order: () => known.other ?? null,
      sameMatter: () => known.sameMatter ?? 0,
    }
    const context = {
      now: this.now,
      who,
      policy: DEFAULT_POLICY,
      guard: DEFAULT_POLICY.guard,
      calendar: officialCalendar(),
      caller: null,
      ...known,
      ...factsAmong(records, this.order, command),
    }
    return handle(this.order, command, context, sha256)
  }

  give<T extends CommandType>(who: Who, type: T, data: CommandData[T], more: More = {}): this {
    this.take(valueOf(this.attempt(who, type, data, more)))
    return this
  }

  /** The same with another order that it is about; both go on. */
  giveAcross<T extends CommandType>(who: Who, type: T, data: CommandData[T], other: Road): this {
    other.now = Math.max(other.now, this.now)
    const id = `${this.order.id}-${this.order.version}`
    const done = valueOf(this.attempt(who, type, data, { other: other.order, id }))
    this.take(done)
    if (done.other !== null) other.take(done.other)
    return this
  }

  refused<T extends CommandType>(who: Who, type: T, data: CommandData[T], more: More = {}): Refusal {
    const before = JSON.stringify(this.order)
    const result = this.attempt(who, type, data, more)
    if (result.ok) throw new Error(`${type} was accepted`)
    if (JSON.stringify(this.order) !== before) throw new Error('a refusal changed the order')
    return result.refusal
  }

  verified(): this {
    return this.give(CLERK, 'centre-sign', {}).give(CLERK, 'verify', VERIFIED)
  }

  dispatched(): this {
    return this.verified().give(CLERK, 'dispatch', REGULATION)
  }

  signed(): this {
    return this.dispatched().give(HANDLER, 'unit-sign', {})
  }

  /** With feedback that has left the unit. */
  answered(): this {
    return this.signed().feedback()
  }

  feedback(reviewer: Who = LEADER): this {
    return this.give(HANDLER, 'submit-feedback', FEEDBACK).give(reviewer, 'review-in-unit', {
      pass: true,
      reasons: '',
    })
  }

  passed(): this {
    return this.answered().give(REVIEWER, 'first-review', PASS)
  }

  closed(satisfied = true): this {
    return this.passed()
      .give(CLERK, 'call-back', { reached: true, ...said(satisfied), note: '' })
      .give(CLERK, 'archive', { note: '' })
  }
}

/** What a caller says who is content, or is not. */
export const said = (content: boolean): Pick<CommandData['call-back'], 'solution' | 'grade'> => ({
  solution: content ? 'solved' : 'unsolved',
  grade: content ? 'satisfied' : 'dissatisfied',
})

export const VERIFIED: CommandData['verify'] = {
  title: '路灯不亮',
  category: 'help',
  matter: LAMPS,
  township: '360429102',
  place: '村口',
  accused: [],
}
export const REGULATION: CommandData['dispatch'] = {
  unit: 'mayi',
  basis: { kind: 'law', name: '《城市照明管理规定》' },
}
export const FEEDBACK: CommandData['submit-feedback'] = {
  situation: '现场查看，线路老化。',
  result: '已更换线路并告知诉求人。',
  answer: '您反映的路灯已修好。',
  contact: '马影镇党政办 0792-6332000',
  outcome: { kind: 'solved' },
}
export const PASS: CommandData['first-review'] = {
  pass: true,
  complete: true,
  reasonable: true,
  wellFormed: true,
  outcomeFits: true,
  reasons: '',
  parts: [],
}
export const REDO: CommandData['first-review'] = {
  pass: false,
  complete: false,
  reasonable: true,
  wellFormed: true,
  outcomeFits: true,
  reasons: '未说明完工时间',
  parts: [],
}

export const HAPPY = { reached: true, solution: 'solved', grade: 'satisfied', note: '' } as const
export const UNHAPPY = { reached: true, solution: 'unsolved', grade: 'dissatisfied', note: '' } as const
export const GIVEN: CommandData['assign-in-unit'] = {
  handlers: ['handler'],
  section: '',
  instruction: '请三日内办结',
}
export const RETURN: CommandData['apply-return'] = {
  ground: 'not-its-duty',
  reason: '不属本单位职责',
  suggestedUnit: null,
  opinion: '不清楚由哪个单位负责',
  form: 'return-form',
}
export const EXTENSION: CommandData['apply-extension'] = {
  workdays: 2,
  reason: '等待材料',
  expectedOn: '2026-12-08',
}
export const PANEL: CommandData['convene-panel'] = {
  evaluators: [
    { name: '评议员甲', kind: 'lawyer', unit: null },
    { name: '评议员乙', kind: 'teacher', unit: null },
    { name: '评议员丙', kind: 'section-head', unit: 'chengguan' },
  ],
  place: '县中心',
  meetsAt: at('2026-11-26T09:00:00'),
}
