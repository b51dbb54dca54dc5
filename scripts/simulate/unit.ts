import { extensionRoom } from '../../functions/src/domain/commands/extending'
import type { Category } from '../../functions/src/domain/matters/category'
import type { Code } from '../../functions/src/domain/base/refusals'
import { DAY, dayNumberOf, type Instant } from '../../functions/src/domain/base/instant'
import type { CommandData } from '../../functions/src/domain/order/command'
import { meantAmong, namedIn } from '../../functions/src/domain/order/in-unit'
import { type Assignment, clockOf } from '../../functions/src/domain/order/order'
import type { Outcome } from '../../functions/src/domain/order/outcome'
import type { UnitRole, Who } from '../../functions/src/domain/people/people'
import { decideReturn, documentIn, giveUpOn, isWronglyWith, onCall, orNext, soon, watchPart } from './centre'
import { HANDLERS, type Temper } from './county'
import type { Life } from './life'
import { inUnit } from './people'
import { dayOf, feedbackOn, WHY } from './wording'
import { OFFICE_DAY, officeAfter, onCallAfter } from './working-time'

/** What a unit does with its part: it signs, returns or works, asks for more time, reports, and reviews its own. */

const USUAL: Temper = { pace: 1, inertia: 1, sloppiness: 1 }
const temper = (life: Life, { unit }: Assignment): Temper => life.county.tempers.get(unit) ?? USUAL

/** Whom it was given to inside the unit, and else anybody who handles there. */
const handler = (life: Life, { unit }: Assignment): Who => {
  const all = Array.from({ length: HANDLERS }, (_, index) => inUnit(unit, 'handler', index + 1))
  return orNext(
    life,
    meantAmong(all, ({ uid }) => uid, namedIn(life.order, unit)),
    'handler',
  )
}
const inRole = ({ unit }: Assignment, role: UnitRole): Who => inUnit(unit, role)

/** The part as it is now; its unit may have lost it since. */
export const partNow = (life: Life, no: number): Assignment => life.order.assignments[no - 1]!

/** R6.2: some leaders say who is to handle it, mostly before it is signed; some think again, and a few give it back. */
const nameHandler = (life: Life, { no, unit }: Assignment, place = 1): void =>
  soon(life, `gives ${no} ${place}`, place === 1 ? 1 : 6, () => {
    const leader = inUnit(unit, 'leader-in-charge')
    const data = life.dice.weighted<CommandData['assign-in-unit']>(`gives to ${no} ${place}`, [
      ...Array.from({ length: HANDLERS }, (_, index): [CommandData['assign-in-unit'], number] => [
        { ...NOBODY, handlers: [inUnit(unit, 'handler', index + 1).uid] },
        4,
      ]),
      [
        {
          handlers: Array.from({ length: HANDLERS }, (_, index) => inUnit(unit, 'handler', index + 1).uid),
          section: '业务股',
          instruction: WHY.instructed,
        },
        1,
      ],
      [NOBODY, place === 1 ? 0 : 2],
    ])
    const done = life.give(leader, 'assign-in-unit', data, {
      refusedWith: ['in-unit.accused', 'in-unit.not-given'],
    })
    if (done && life.dice.chance(`gives again ${no} ${place}`, 0.15))
      nameHandler(life, partNow(life, no), place + 1)
  })
const NOBODY: CommandData['assign-in-unit'] = { handlers: [], section: '', instruction: '' }

/** R1.3: within a day by the clock, weekends included, which is what slow units miss. */
export const signPart = (life: Life, part: Assignment): void => {
  watchPart(life, part)
  if (life.dice.chance(`leader gives ${part.no}`, 0.25)) nameHandler(life, part)
  if (life.dice.chance(`never signs ${part.no}`, 0.0015)) {
    giveUpOn(life, part)
    return
  }
  const usual = life.order.urgent == null ? 1.3 : 0.25
  const after = life.dice.around(`signs ${part.no}`, usual * temper(life, part).inertia, 0.75)
  life.later(onCallAfter(life.now, after, life.county.calendar), () =>
    life.give(handler(life, part), 'unit-sign', {}),
  )
}

/** A unit that has signed looks at what it has got: it returns it (R3) or sets to work. */
export const considerPart = (life: Life, part: Assignment): void => {
  if (life.order.urgent != null) answerUrgent(life, part)
  const wrong = isWronglyWith(life, part)
  const frivolous = life.dice.chance(`frivolous ${part.no}`, 0.008 * temper(life, part).sloppiness)
  if (!frivolous && !(wrong && life.dice.chance(`sees it is wrong ${part.no}`, 0.9))) {
    work(life, part)
    return
  }
  soon(life, `returns ${part.no}`, 4, () => {
    const who = handler(life, part)
    const form = life.evidence(who, 'return-form')
    const application = {
      ground: life.dice.pick(`ground ${part.no}`, ['not-its-duty', 'not-its-place', 'another-lead'] as const),
      reason: WHY.dispute,
      suggestedUnit:
        wrong && part.unit !== life.arrival.about.entry.unit ? life.arrival.about.entry.unit : null,
      opinion: WHY.whose,
    }
    if (application.suggestedUnit !== null && life.order.accused.includes(application.suggestedUnit))
      application.suggestedUnit = null
    if (application.suggestedUnit === null && life.dice.chance(`has no opinion ${part.no}`, 0.1))
      life.give(
        who,
        'apply-return',
        { ...application, opinion: '', form: form.id },
        { refusedWith: ['return.opinion-missing'] },
      )
    if (life.dice.chance(`forgets the form ${part.no}`, 0.1))
      life.give(who, 'apply-return', { ...application, form: 'none' }, { refusedWith: ['evidence.missing'] })
    const applied = life.give(who, 'apply-return', { ...application, form: form.id })
    // Too late, or not to be returned at all (R2.4, R4.2): then it has to be done.
    if (applied) decideReturn(life, part)
    else work(life, part)
  })
}

/** R3.5: rejected, it carries on – some try the same ground once more before. */
export const carryOn = (life: Life, part: Assignment): void => {
  const closed = life.order.returns.findLast(({ no }) => no === part.no)
  if (closed !== undefined && life.dice.chance(`tries again ${part.no}`, 0.15)) {
    const who = handler(life, part)
    const { ground, reason, suggestedUnit, opinion = '', form } = closed
    life.later(life.now + 60_000, () =>
      life.give(
        who,
        'apply-return',
        { ground, reason, suggestedUnit, opinion, form },
        {
          refusedWith: ['return.ground-closed'],
        },
      ),
    )
  }
  work(life, part)
}

/** Office days that the work takes, whatever the limit is. */
const EFFORT: Readonly<Record<Category, number>> = {
  consultation: 0.5,
  help: 2,
  complaint: 3.1,
  report: 3.4,
  suggestion: 0.6,
}
const COMPLEX: readonly Category[] = ['help', 'complaint', 'report']

/** What a unit photographs of its work, if it does. */
const photos = (life: Life, who: Who, roll: string): string[] =>
  life.dice.chance(roll, 0.4) ? [life.evidence(who, 'proof').id] : []

const work = (life: Life, part: Assignment): void => {
  const { no } = part
  const { category } = life.arrival.about
  const complex = part.part === 'host' && COMPLEX.includes(category) && life.dice.chance('complex', 0.025)
  const effort =
    EFFORT[category] * temper(life, part).pace * (complex ? 2 : 1) * (part.part === 'assist' ? 0.7 : 1)
  const start = life.now
  const { calendar } = life.county
  const hours = life.dice.around(`effort ${no}`, effort * OFFICE_DAY, 0.55)
  const done = officeAfter(start, hours, calendar)
  const onTheWay = (share: number): Instant => officeAfter(start, hours * share, calendar)
  const step = (
    name: 'inform' | 'submit' | 'handle' | 'answer',
    note: string,
    at: Instant,
    chance: number,
  ) => {
    if (life.dice.chance(`${name} ${no}`, chance))
      life.later(at, () => {
        const who = handler(life, part)
        const proof = name === 'handle' ? photos(life, who, `photos ${no}`) : []
        life.give(who, 'record-step', { step: name, note, proof })
      })
  }
  step('inform', '已电话告知诉求人，本单位已受理。', onTheWay(0.05), 0.6)
  step('submit', '呈请分管领导批示。', onTheWay(0.1), 0.08)
  step('handle', '工作人员到现场查看，已拍照留存。', onTheWay(0.6), 0.5)
  step('answer', '已向诉求人说明处理结果。', onTheWay(0.97), 0.25)
  if (complex) layPlan(life, part, onTheWay(0.08), done)
  foresee(life, part, onTheWay(0.25), done)
  if (part.part === 'host' && life.dice.chance('appeals at once', 0.004))
    life.later(onTheWay(0.7), () =>
      prepareAppeal(
        life,
        part,
        life.dice.pick('early ground', ['no-room', 'no-basis', 'mediation', 'law-enforcement'] as const),
      ),
    )
  life.later(done, () => submit(life, part))
}

/** Case 18: somebody telephones at once, and most are on the spot within the day. */
export const answerUrgent = (life: Life, part: Assignment): void => {
  const step = (name: 'inform' | 'handle', note: string, hours: number): void =>
    onCall(life, `${name} at once ${part.no}`, hours, () =>
      life.give(handler(life, part), 'record-step', { step: name, note, proof: [] }),
    )
  if (life.dice.chance(`telephones at once ${part.no}`, 0.85))
    step('inform', '已联系诉求人，正赶往现场。', 0.4)
  if (life.dice.chance(`goes at once ${part.no}`, 0.85)) step('handle', '已到现场处置。', 6)
}

/** R7.2: the centre declared it complex; most hosts lay a plan in time. */
export const answerComplex = (life: Life, part: Assignment): void => {
  if (part.plan === null && life.dice.chance(`answers with a plan ${part.no}`, 0.9)) {
    const at = officeAfter(life.now, 1.2 * OFFICE_DAY, life.county.calendar)
    layPlan(life, part, at, officeAfter(at, 4 * OFFICE_DAY, life.county.calendar))
  }
}

/** R7.2 */
const layPlan = (life: Life, part: Assignment, at: Instant, done: Instant): void =>
  life.later(at, () => {
    const laid = life.give(handler(life, part), 'lay-plan', {
      steps: [
        { what: '现场核查并制定方案', by: dayOf(at) },
        { what: '组织实施', by: dayOf(at + (done - at) / 2) },
        { what: '验收并答复', by: dayOf(done) },
      ],
    })
    if (laid) nextUpdate(life, part, 1)
  })

const nextUpdate = (life: Life, part: Assignment, place: number): void =>
  soon(
    life,
    `update ${part.no} ${place}`,
    2.2 * OFFICE_DAY * Math.sqrt(temper(life, part).sloppiness),
    () => {
      const who = handler(life, part)
      const proof = photos(life, who, `photos of update ${part.no} ${place}`)
      if (life.give(who, 'report-progress', { text: '按方案推进，已完成部分工作。', proof }))
        nextUpdate(life, part, place + 1)
    },
    0.2,
  )

/** Between the work and the deadline people leave some air for the unit's own review. */
const AIR = DAY / 2
const EXTENSIONS_TRIED = 3

const workdaysBetween = (life: Life, from: Instant, to: Instant): number => {
  let workdays = 0
  for (let day = dayNumberOf(from - 1) + 1; day <= dayNumberOf(to); day++)
    if (life.county.calendar.isWorkday(day)) workdays += 1
  return workdays
}

/** R5.2: a unit that sees it will not finish in time asks for the missing days, as far as that is allowed. */
const foresee = (life: Life, part: Assignment, at: Instant, done: Instant, place = 1): void => {
  if (place > EXTENSIONS_TRIED || !life.dice.chance(`foresees ${part.no} ${place}`, 0.55)) return
  life.later(at, () => {
    const now = partNow(life, part.no)
    const clock = clockOf(life.order, 'handle', part.no)
    if (clock === null || done + AIR < clock.dueAt) return
    const missing = workdaysBetween(life, clock.dueAt, done + AIR)
    const room = extensionRoom(life.order, now)
    const workdays = Math.min(Math.max(1, missing), room.workdays)
    const who = handler(life, part)
    const application = {
      workdays,
      reason: WHY.moreTime,
      expectedOn: dayOf(Math.max(done, life.now)),
      document: room.needsDocument ? documentIn(life, `further time ${part.no}`) : '',
    }
    if (life.dice.chance(`asks too much ${part.no} ${place}`, 0.04))
      life.give(
        who,
        'apply-extension',
        { ...application, workdays: 200 },
        {
          refusedWith: ['extension-too-long'],
        },
      )
    if (life.give(who, 'apply-extension', application))
      foresee(life, part, officeAfter(life.now, 2 * OFFICE_DAY, life.county.calendar), done, place + 1)
  })
}

/** R7.1, and at once to the review inside the unit. */
export const submit = (life: Life, part: Assignment): void => {
  const { no, redos } = part
  const byLeader = life.dice.chance(`leader writes ${no} ${redos}`, 0.02)
  const leader = inRole(part, 'leader-in-charge')
  // A leader who has reviewed the order once does not write in it (R9.1).
  const who = byLeader && life.may(leader, 'submit-feedback') ? leader : handler(life, part)
  const proof = photos(life, who, `photos of the result ${no} ${redos}`)
  const feedback = { ...feedbackOn(life.arrival.about, redos > 0), outcome: outcomeOf(life, part), proof }
  if (life.dice.chance(`incomplete ${no} ${redos}`, 0.02 * temper(life, part).sloppiness))
    life.give(who, 'submit-feedback', { ...feedback, answer: '' }, { refusedWith: ['feedback.missing'] })
  if (life.dice.chance(`no outcome ${no} ${redos}`, 0.01 * temper(life, part).sloppiness))
    life.give(who, 'submit-feedback', { ...feedback, outcome: null }, { refusedWith: ['input.missing'] })
  life.give(who, 'submit-feedback', feedback)
}

/** R19 */
const outcomeOf = (life: Life, { no, redos }: Assignment): Outcome =>
  life.dice.weighted<Outcome>(`outcome ${no} ${redos}`, [
    [{ kind: 'solved' }, 78],
    [
      {
        kind: 'in-steps',
        steps: [
          { what: '落实经费和人员', by: dayOf(life.now + 5 * DAY) },
          { what: '完成整改', by: dayOf(life.now + 30 * DAY) },
        ],
        told: WHY.told,
      },
      12,
    ],
    [{ kind: 'not-possible', grounds: WHY.grounds, explained: WHY.explained }, 10],
  ])

/** R9.1: somebody who has not written for the order. */
export const reviewInUnit = (life: Life, part: Assignment): void => {
  const { no, redos } = part
  soon(life, `unit reviews ${no} ${redos} ${reviewsOf(life, no)}`, 1.5 * temper(life, part).inertia, () => {
    const sendBack = life.dice.chance(
      `sends back ${no} ${redos} ${reviewsOf(life, no)}`,
      0.03 * temper(life, part).sloppiness,
    )
    const leader = inRole(part, 'leader-in-charge')
    const who = life.may(leader, 'review-in-unit') ? leader : inRole(part, 'principal-leader')
    life.give(who, 'review-in-unit', { pass: !sendBack, reasons: sendBack ? WHY.incomplete : '' })
  })
}

const reviewsOf = (life: Life, no: number): number =>
  life.events.filter((event) => event.type === 'unit-reviewed' && event.data.no === no).length

/** Sent back, by the unit's leader, the centre or a panel: it is done again. */
export const redoPart = (life: Life, part: Assignment, name: string, days: number): void =>
  soon(life, `redoes ${part.no} ${name}`, days * OFFICE_DAY * temper(life, part).pace, () =>
    submit(life, partNow(life, part.no)),
  )

type Ground = Parameters<typeof prepareAppeal>[2]

/** R8.1, R8.2: with its proof, which some forget. */
export const prepareAppeal = (
  life: Life,
  part: Assignment,
  ground:
    'no-room' | 'no-basis' | 'mediation' | 'law-enforcement' | 'suggestion-explained' | 'judged-unreasonable',
): void => {
  const who = handler(life, part)
  const proof = life.evidence(who, 'proof')
  const data = { ground, reason: WHY.appeal }
  // A ground that was rejected once is closed (R8.4), and not everyone remembers.
  const refusedWith: readonly Code[] = ['appeal.ground-closed']
  if (life.dice.chance(`forgets the proof ${ground}`, 0.1))
    life.give(
      who,
      'prepare-appeal',
      { ...data, proof: [] },
      { refusedWith: ['evidence.missing', ...refusedWith] },
    )
  life.give(who, 'prepare-appeal', { ...data, proof: [proof.id] }, { refusedWith })
}

export const approveAppeal = (life: Life, part: Assignment): void => {
  const place = life.order.appeals.length
  soon(life, `approves the appeal ${place}`, 6, () => {
    const approve = life.dice.chance(`appeal goes out ${place}`, 0.85)
    life.give(inRole(part, 'principal-leader'), 'approve-appeal', {
      approve,
      note: approve ? '' : WHY.notGranted,
    })
  })
}

/** What a unit does when the caller is dissatisfied: it appeals (R8), asks for others to judge (R11), or lets it be. */
export const answerDissatisfied = (life: Life, part: Assignment): void => {
  const place = life.order.evaluations.length
  const way = life.dice.weighted(`dissatisfied ${place}`, [
    ['appeal', 20],
    ['evaluation', 25],
    ['nothing', 55],
  ] as const)
  if (way === 'nothing') return
  soon(
    life,
    `answers ${place}`,
    9,
    () => {
      if (way === 'evaluation' && place === 0)
        life.give(inRole(part, 'leader-in-charge'), 'request-evaluation', { reason: WHY.evaluation })
      else
        prepareAppeal(
          life,
          part,
          life.arrival.about.category === 'suggestion'
            ? 'suggestion-explained'
            : life.dice.pick<Ground>(`ground of appeal ${place}`, ['no-room', 'no-basis', 'mediation']),
        )
    },
    0.4,
  )
}
