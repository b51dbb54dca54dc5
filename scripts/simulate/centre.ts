import type { Grade } from '../../functions/src/domain/policy/grades'
import type { CommandType, GivenBasis } from '../../functions/src/domain/order/command'
import { mustSayWhy } from '../../functions/src/domain/commands/dispatching'
import { hasNobodyLeft } from '../../functions/src/domain/order/barred'
import { atTheTable } from '../../functions/src/domain/order/consultation'
import {
  type Assignment,
  activeParts,
  assignmentOf,
  DECLINE_GROUNDS,
  hostOf,
} from '../../functions/src/domain/order/order'
import type { Who } from '../../functions/src/domain/people/people'
import { MISSING_FOUND_BEFORE } from './arrivals'
import { governmentOf, READY_UNITS, UNREADY_UNIT } from './county'
import type { Life } from './life'
import { isMerged } from './once-more'
import { CITY, CLERKS, inCounty } from './people'
import { dayOf, documentOf, TEXT_OF_INSTRUCTION, WHY } from './wording'
import { officeAfter, onCallAfter } from './working-time'

/** What the centre does: it signs, verifies, finds a unit, decides, reviews, calls back and archives. */

/** Who would do it, or the next one whom the order does not accuse (R16.2). */
export const orNext = (life: Life, people: readonly Who[], name: string): Who => {
  const first = Math.floor(life.dice.roll(name) * people.length)
  const inTurn = [...people.slice(first), ...people.slice(0, first)]
  return inTurn.find(({ uid }) => !life.order.accusedPersons.includes(uid)) ?? inTurn[0]!
}
const clerk = (life: Life): Who => orNext(life, CLERKS, 'clerk')
const reviewer = ({ dice }: Life): Who => inCounty('reviewer', 1 + Math.floor(dice.roll('reviewer') * 2))
const documentIn = (life: Life, name: string): string =>
  documentOf(life.now, 1 + Math.floor(life.dice.roll(`document ${name}`) * 2000))

/** After so many hours of office time, more or less. */
export const soon = (life: Life, name: string, hours: number, act: () => void, spread = 0.7): void =>
  life.later(officeAfter(life.now, life.dice.around(name, hours, spread), life.county.calendar), act)

/** … of the time in which somebody is on call. */
export const onCall = (life: Life, name: string, hours: number, act: () => void, spread = 0.7): void =>
  life.later(onCallAfter(life.now, life.dice.around(name, hours, spread), life.county.calendar), act)

/** Whether every unit holds that the order is another's. */
export const isContested = ({ dice }: Life): boolean => dice.chance('contested', 0.012)
/** Whether the centre gives it to a unit that it does not belong to at first. */
const isMisdirected = ({ dice }: Life): boolean => dice.chance('misdirected', 0.03)
export const isWronglyWith = (life: Life, part: Assignment): boolean =>
  isContested(life) || (isMisdirected(life) && part.unit !== life.arrival.about.entry.unit)

export const receiveOrder = (life: Life): void => {
  const { signsAt, leaves } = life.arrival
  life.later(signsAt, () => life.give(clerk(life), 'centre-sign', {}))
  if (leaves === null) return
  life.later(leaves.at, () => {
    if (leaves.how === 'withdraw-by-caller')
      life.give(clerk(life), 'withdraw-by-caller', { reason: WHY.withdrawn })
    else if (life.dice.chance('city recalls itself', 0.5))
      life.give(CITY, 'recall', { document: '', reason: WHY.recall })
    else life.give(clerk(life), 'recall', { document: documentIn(life, 'recall'), reason: WHY.recall })
  })
}

/** R16.2: whom a caller accuses: the very unit that would handle it. */
const accusedIn = ({ dice, arrival: { about } }: Life): string[] =>
  dice.chance('accuses', about.category === 'report' ? 0.3 : about.category === 'complaint' ? 0.02 : 0)
    ? [about.entry.unit]
    : []

/** Not for a hotline: the caller is told where to go. */
const decline = (life: Life): void => {
  const ground = life.dice.pick('why not for a hotline', DECLINE_GROUNDS)
  life.give(clerk(life), 'decline', { ground, route: WHY.route, reason: WHY.declined })
}

/** Now and then it is a person: somebody of that unit, or even of the centre. */
const personsAccusedIn = (life: Life): string[] => {
  const { dice, arrival } = life
  const chance = arrival.about.category === 'report' ? 0.2 : arrival.about.category === 'complaint' ? 0.01 : 0
  if (!dice.chance('accuses a person', chance)) return []
  return [
    dice.pick('whom', [
      ...peopleOf(life, arrival.about.entry.unit),
      ...CLERKS.slice(0, 1).map(({ uid }) => uid),
    ]),
  ]
}

const peopleOf = (life: Life, unit: string): string[] =>
  life.county.units
    .filter(({ id }) => id === unit)
    .flatMap(({ handlers, leadersInCharge }) => [...handlers, ...leadersInCharge])

export const verifyOrder = (life: Life): void => {
  const { about, verifiesAt, verifiedAs, misplaced, isUnacceptable } = life.arrival
  if (isUnacceptable) {
    life.later(verifiesAt, () => decline(life))
    return
  }
  const verification = {
    title: about.title,
    category: verifiedAs,
    matter: about.entry.code,
    township: about.township,
    place: misplaced?.as ?? about.place,
    accused: accusedIn(life),
    persons: personsAccusedIn(life),
  }
  if (life.dice.chance('verifies hastily', 0.02))
    life.later(Math.max(life.now, verifiesAt - MISSING_FOUND_BEFORE), () =>
      life.give(
        clerk(life),
        'verify',
        { ...verification, matter: ' ', category: null },
        { refusedWith: ['verify.missing'] },
      ),
    )
  life.later(verifiesAt, () => life.give(clerk(life), 'verify', verification))
}

/** What is seen only after a while, whatever the order has come to by then. */
export const secondThoughts = (life: Life): void => {
  const { about, verifiedAs, misplaced } = life.arrival
  if (misplaced !== null)
    life.later(misplaced.seenAt, () =>
      life.give(reviewer(life), 'correct-matter', {
        matter: about.entry.code,
        township: about.township,
        place: about.place,
        reason: WHY.place,
      }),
    )
  callAgain(life)
  if (verifiedAs !== about.category)
    onCall(life, 'sees the category', 12, () =>
      life.give(reviewer(life), 'correct-category', { category: about.category, reason: WHY.category }),
    )
  if (life.dice.chance('hot', 0.003))
    onCall(life, 'sees it is hot', 8, () =>
      life.give(life.dice.chance('a leader sees', 0.2) ? inCounty('county-leader') : clerk(life), 'flag', {
        ground: 'hot',
        note: WHY.hot,
      }),
    )
  if (life.dice.chance('names the accused late', 0.004))
    onCall(life, 'sees who is accused', 10, () => {
      const host = hostOf(life.order)
      if (host !== null && ['handling', 'first-review'].includes(life.order.stage))
        life.give(clerk(life), 'name-accused', { units: [host.unit], reason: WHY.accused })
    })
  if (life.dice.chance('names a person late', 0.003))
    onCall(life, 'sees which person is accused', 14, () => {
      const host = hostOf(life.order)
      if (host === null || !life.order.open) return
      const named = life.dice.pick('which person', peopleOf(life, host.unit))
      if (!life.order.accusedPersons.includes(named))
        life.give(clerk(life), 'name-accused', { units: [], persons: [named], reason: WHY.accused })
    })
}

/** R21: callers press, and add something; now and then by way of the city. */
const callAgain = (life: Life): void => {
  const who = (name: string): Who => (life.dice.chance(`through the city ${name}`, 0.3) ? CITY : clerk(life))
  for (const nth of [1, 2])
    if (life.dice.chance(`presses ${nth}`, 0.02))
      onCall(life, `presses after ${nth}`, 40, () => life.give(who(`presses ${nth}`), 'urge', { note: '' }))
  if (life.dice.chance('adds', 0.02))
    onCall(life, 'adds after', 20, () => life.give(who('adds'), 'supplement', { text: WHY.supplement }))
}

const mayHave = (life: Life, unit: string): boolean => {
  const part = assignmentOf(life.order, unit)
  const { units } = life.county
  return (
    !units.some((each) => each.id === unit && hasNobodyLeft(life.order, each, units)) &&
    !life.order.accused.includes(unit) &&
    (part === null || !activeParts(life.order).includes(part))
  )
}

/** Some unit or other that may be given a part. */
const someUnit = (life: Life, name: string): string =>
  life.dice.pick(
    name,
    READY_UNITS.filter((unit) => mayHave(life, unit)),
  )

const hasReturned = (life: Life, unit: string): boolean =>
  life.order.assignments.some((part) => part.unit === unit && part.state !== 'passed')

/** The unit it belongs to, as far as the centre can tell: by its catalogue, by a suggestion, or else any unit. */
const nextUnit = (life: Life): string => {
  const { assignments, returns } = life.order
  const { entry } = life.arrival.about
  const suggested = returns.findLast(({ decision }) => decision?.approved === true)?.suggestedUnit ?? null
  if (suggested !== null && mayHave(life, suggested)) return suggested
  const first = assignments.length === 0
  if (mayHave(life, entry.unit) && !hasReturned(life, entry.unit) && !(first && isMisdirected(life)))
    return entry.unit
  return someUnit(life, `next unit ${assignments.length}`)
}

const basisFor = (life: Life, unit: string): GivenBasis => {
  const { entry } = life.arrival.about
  if (life.order.instruction !== null) return { kind: 'instruction' }
  const named = { kind: entry.basis.includes('三定') ? 'duty' : 'law', name: entry.basis } as const
  if (unit !== entry.unit)
    return life.dice.chance(`names a law for ${unit}`, 0.25)
      ? named
      : { kind: 'nearest-duty', justification: WHY.nearest }
  if (!life.dice.chance('by regulation', 0.1)) return { kind: 'catalogue', entry: entry.id }
  return governmentOf(life.arrival.about.township) === unit
    ? { kind: 'township-list', name: entry.matter }
    : named
}

const dispatch = (life: Life, type: 'dispatch' | 'add-assist', unit: string, basis: GivenBasis): void => {
  const charged = life.county.units.find(({ id }) => id === unit)
  const asked = charged !== undefined && mustSayWhy(life.order, charged, basis.kind)
  if (asked && life.dice.chance(`does not say why ${unit}`, 0.2))
    life.give(clerk(life), type, { unit, basis }, { refusedWith: ['dispatch.not-on-list'] })
  life.give(clerk(life), type, { unit, basis, ...(asked && { overridden: WHY.offList }) })
}

/** The ways to a unit, for the first time (R2). */
const WAYS = [
  ['dispatch', 955],
  ['convene', 32],
  ['refer-to-leader', 6],
  ['open-dispute', 2],
] as const satisfies readonly (readonly [CommandType, number])[]

export const findUnit = (life: Life): void => {
  const place = life.order.assignments.length
  const way = place === 0 && life.order.instruction === null ? life.dice.weighted('way', WAYS) : 'dispatch'
  onCall(life, `finds a unit ${place}`, 0.5, () => {
    if (place === 0 && isMerged(life)) return
    if (place === 0 && life.arrival.misplaced === null && life.dice.chance('declined late', 0.002)) {
      decline(life)
      return
    }
    if (way === 'convene') convene(life)
    else if (way === 'refer-to-leader') life.give(clerk(life), way, { reason: WHY.referral })
    else if (way === 'open-dispute') life.give(clerk(life), way, { ground: 'hot', note: WHY.dispute })
    else {
      if (life.dice.chance(`does not look ${place}`, 0.004))
        life.give(
          clerk(life),
          'dispatch',
          { unit: UNREADY_UNIT, basis: { kind: 'nearest-duty', justification: WHY.nearest } },
          { refusedWith: ['dispatch.unit-not-ready'] },
        )
      const unit = nextUnit(life)
      dispatch(life, 'dispatch', unit, basisFor(life, unit))
    }
  })
}

/** R7.2: what the centre sees to be complex; now and then it takes that back. */
export const declareComplex = (life: Life, part: Assignment['part']): void => {
  if (
    part !== 'host' ||
    life.order.complex != null ||
    !life.dice.chance('the centre sees it is complex', 0.01)
  )
    return
  soon(life, 'declares it complex', 5, () => {
    // A later host may have given the same thought.
    if (life.order.complex != null) return
    if (!life.give(clerk(life), 'declare-complex', { complex: true, reason: WHY.complex })) return
    if (life.dice.chance('was not complex', 0.1))
      soon(life, 'takes it back', 12, () =>
        life.give(clerk(life), 'declare-complex', { complex: false, reason: WHY.notComplex }),
      )
  })
}

/** Case 18: what the centre sees to be urgent, and mostly does not take back. */
export const markUrgent = (life: Life, part: Assignment['part']): void => {
  if (
    part !== 'host' ||
    life.order.urgent != null ||
    !life.dice.chance('the centre sees it is urgent', 0.015)
  )
    return
  onCall(life, 'marks it urgent', 0.5, () => {
    if (life.order.urgent != null) return
    if (!life.give(clerk(life), 'mark-urgent', { kind: 'hazard', reason: WHY.urgent })) return
    if (life.dice.chance('was not urgent', 0.15))
      onCall(life, 'lifts the urgency', 2, () =>
        life.give(clerk(life), 'mark-urgent', { kind: null, reason: WHY.notUrgent }),
      )
    else if (life.dice.chance('is another urgency', 0.1))
      onCall(life, 'corrects the urgency', 2, () =>
        life.give(clerk(life), 'mark-urgent', { kind: 'life', reason: WHY.urgent }),
      )
  })
}

export const recordInstruction = (life: Life): void =>
  soon(life, 'instructs', 14, () => {
    const who = clerk(life)
    const scan = life.evidence(who, 'instruction')
    life.give(who, 'record-instruction', {
      leader: '分管副县长',
      text: TEXT_OF_INSTRUCTION,
      date: dayOf(life.now),
      scan: scan.id,
    })
  })

/** The units concerned: the catalogue's unit, units that have or had a part, and others; four at most. */
const concerned = (life: Life): string[] => {
  const { assignments, consultations } = life.order
  const no = consultations.length
  const theirs = [life.arrival.about.entry.unit, ...assignments.map(({ unit }) => unit)]
  const others = ['a', 'b', 'c'].map((which) => someUnit(life, `concerned ${no} ${which}`))
  return [...new Set([...theirs, ...others])].filter((unit) => mayHave(life, unit)).slice(0, 4)
}

const convene = (life: Life): void => {
  const units = concerned(life)
  if (units.length < 2) return
  const [first = '', ...others] = units
  const dispute = life.order.stage === 'disputed'
  life.give(clerk(life), 'convene', {
    units: dispute ? others : units,
    lead: dispute ? first : null,
    place: life.dice.chance('on site', 0.3) ? '现场' : '县12345热线中心会议室',
    meetsAt: officeAfter(life.now, 12, life.county.calendar),
  })
}

export const settleDispute = (life: Life): void =>
  soon(life, `convenes ${life.order.consultations.length}`, 6, () => convene(life))

/** The meeting, and what comes of it (R2.3, R4). */
export const meet = (life: Life): void => {
  const consultation = life.order.consultations.at(-1)
  if (consultation === undefined) return
  const { no, kind, meetsAt } = consultation
  const concludesAt = officeAfter(meetsAt, life.dice.around(`concludes ${no}`, 3, 0.5), life.county.calendar)
  life.later(concludesAt, () => {
    // It was called off, and another one may be under way.
    if (life.order.consultations.at(-1)?.no !== no) return
    const who = clerk(life)
    const minutes = life.evidence(who, 'minutes')
    const agreed = life.dice.chance(`agreed ${no}`, kind === 'joint' ? 0.9 : 0.6)
    const [host = null, ...assists] = atTheTable(consultation).filter((unit) => mayHave(life, unit))
    const data = {
      agreed,
      host: agreed ? host : null,
      assists: agreed ? assists.slice(0, 2) : [],
      note: agreed ? WHY.agreed : WHY.noLead,
    }
    if (life.dice.chance(`minutes come later ${no}`, 0.05))
      life.give(
        who,
        'conclude-consultation',
        { ...data, minutes: 'none' },
        { refusedWith: ['evidence.missing'] },
      )
    life.give(who, 'conclude-consultation', { ...data, minutes: minutes.id })
  })
}

/** What the centre may find out about a part it has given away. */
export const watchPart = (life: Life, part: Assignment): void => {
  const { no } = part
  if (part.part === 'host' && life.dice.chance(`misdispatched ${no}`, 0.004))
    onCall(life, `sees the mistake ${no}`, 5, () =>
      life.give(
        reviewer(life),
        'withdraw-dispatch',
        { no, reason: WHY.misdispatched },
        {
          refusedWith: ['state.no-such-part'],
        },
      ),
    )
  if (
    part.part === 'host' &&
    part.basis.kind !== 'consultation' &&
    life.dice.chance(`needs help ${no}`, 0.008)
  )
    soon(life, `asks for help ${no}`, 8, () =>
      dispatch(life, 'add-assist', someUnit(life, `helper ${no}`), {
        kind: 'nearest-duty',
        justification: WHY.nearest,
      }),
    )
}

/** A unit that does not sign at all is given up on in the end. */
export const giveUpOn = (life: Life, { no }: Assignment): void =>
  soon(life, `gives up ${no}`, 40, () => {
    if (life.order.assignments[no - 1]?.state === 'to-sign')
      life.give(reviewer(life), 'withdraw-dispatch', { no, reason: WHY.unanswered })
  })

/** R3.3–R3.5 */
export const decideReturn = (life: Life, part: Assignment): void => {
  const place = life.order.returns.length
  soon(life, `decides the return ${place}`, 3, () => {
    const application = life.order.returns.find(({ no, decision }) => no === part.no && decision === null)
    if (application === undefined) return
    const right = isWronglyWith(life, part)
    const approve = life.dice.chance(`approves the return ${place}`, right ? 0.93 : 0.12)
    life.give(
      reviewer(life),
      'decide-return',
      { no: part.no, approve, reasons: approve ? '' : WHY.rejected },
      { refusedWith: ['return.none'] },
    )
  })
}

/** R9.2: a unit that was careless once is found out now and then. */
export const firstReview = (life: Life): void => {
  const { redos } = life.order
  onCall(life, `reviews ${redos}`, 2.5, () => {
    const parts = activeParts(life.order)
    const host = hostOf(life.order)
    const sloppiness = life.county.tempers.get(host?.unit ?? '')?.sloppiness ?? 1
    const redo = life.dice.chance(`redo ${redos}`, (0.045 * sloppiness) / (1 + redos / 2))
    const other = parts.length > 1 && life.dice.chance(`another’s part ${redos}`, 0.3) ? parts.at(-1) : host
    life.give(reviewer(life), 'first-review', {
      pass: !redo,
      complete: !redo,
      reasonable: true,
      wellFormed: true,
      outcomeFits: true,
      reasons: redo ? WHY.incomplete : '',
      parts: redo && other != null ? [other.no] : [],
    })
  })
}

const DISSATISFIED_PER_DAY = 0.006

/** The caller judges by what was done and how long it took, and knows of no limit. */
const isContent = (life: Life): boolean => {
  const { callbacks, evaluations, transferredAt } = life.order
  const days = (life.now - transferredAt) / 86_400_000
  const sloppiness = life.county.tempers.get(hostOf(life.order)?.unit ?? '')?.sloppiness ?? 1
  const content = 0.97 - DISSATISFIED_PER_DAY * Math.min(days, 40) - 0.015 * sloppiness
  return life.dice.chance(`satisfied ${callbacks.length} ${evaluations.length}`, content)
}

const gradeOf = (life: Life, content: boolean): Grade =>
  content
    ? life.dice.weighted(`grade ${life.order.callbacks.length}`, [
        ['very-satisfied', 45],
        ['satisfied', 40],
        ['fairly-satisfied', 15],
      ] as const)
    : life.dice.weighted(`grade ${life.order.callbacks.length}`, [
        ['dissatisfied', 75],
        ['very-dissatisfied', 25],
      ] as const)

export const callBack = (life: Life): void => {
  const place = life.order.callbacks.length
  onCall(life, `calls back ${place}`, 6, () => {
    const reached = life.order.contactable && life.dice.chance(`reached ${place}`, 0.87)
    if (!reached) {
      life.give(clerk(life), 'call-back', { reached, solution: null, grade: null, note: '' })
      return
    }
    const content = isContent(life)
    life.give(clerk(life), 'call-back', {
      reached,
      solution:
        content || life.dice.chance(`solved ${place}`, 0.4)
          ? 'solved'
          : life.dice.pick(`partly ${place}`, ['partly', 'unsolved'] as const),
      grade: life.dice.chance(`rates ${place}`, 0.99) ? gradeOf(life, content) : 'not-rated',
      askedBy: life.dice.weighted(`asks ${place}`, [
        ['county', 85],
        ['city', 10],
        ['text-message', 5],
      ] as const),
      note: '',
    })
  })
}

/** A verdict entered by a slip: the caller is called again, and the later verdict counts. */
const calledBySlip = (life: Life, place: string): void => {
  if (life.order.callbacks.length === 0 || !life.dice.chance(`slip ${place}`, 0.01)) return
  soon(life, `calls again ${place}`, 1, () =>
    life.give(clerk(life), 'call-back', {
      reached: true,
      solution: 'solved',
      grade: 'satisfied',
      note: WHY.slip,
    }),
  )
}

/** A dissatisfied caller's order waits some days, so that the unit can have its say. */
export const archiveOrder = (life: Life): void => {
  const said = life.order.callbacks.findLast(({ reached }) => reached)
  const place = `${life.order.evaluations.length} ${life.order.appeals.length}`
  calledBySlip(life, place)
  soon(life, `archives ${place}`, said?.satisfied === false ? 30 : 3, () =>
    life.give(clerk(life), 'archive', { note: '' }),
  )
}

/** Once in a while the wrong order is archived. */
export const reopenOrder = (life: Life): void => {
  const before = life.events.some(({ type }) => type === 'reopened')
  if (!before && life.dice.chance('archived by mistake', 0.003))
    onCall(life, 'reopens', 10, () => life.give(reviewer(life), 'reopen', { reason: WHY.reopened }))
}

export { clerk, documentIn, reviewer }
