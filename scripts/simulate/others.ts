import { DAY } from '../../functions/src/domain/base/instant'
import type { Assignment } from '../../functions/src/domain/order/order'
import type { Evaluator } from '../../functions/src/domain/order/evaluation'
import { clerk, documentIn, soon } from './centre'
import { READY_UNITS } from './county'
import type { Life } from './life'
import { CITY, DISCIPLINE, SUPERVISION } from './people'
import { dayOf, WHY } from './wording'
import { officeAfter } from './working-time'

/** What others do: the city decides, panels judge, supervision and discipline inspect. */

/** Four of five decisions the city enters itself; of the others the centre records the document. */
const cityDecides = <T>(life: Life, name: string, decide: (who: typeof CITY, document: string) => T): T =>
  life.dice.chance(`city enters ${name}`, 0.8)
    ? decide(CITY, '')
    : decide(clerk(life), documentIn(life, name))

/** R5.3 */
export const decideExtension = (life: Life, { no }: Assignment): void => {
  const place = life.order.extensions.filter((each) => each.no === no).length
  const name = `extension ${no} ${place}`
  const { granted, extensionsAtMost } = life.order.assignments[no - 1]!
  const isBeyond = granted.length >= extensionsAtMost
  soon(life, `decides ${name}`, 7, () =>
    cityDecides(life, name, (who, document) => {
      const give = (approve: boolean, note: string): boolean =>
        life.give(
          who,
          'decide-extension',
          { no, approve, document: isBeyond ? documentIn(life, name) : document, note },
          {
            refusedWith: ['extension.deadline-passed', 'state.no-such-part', 'extension.none'],
          },
        )
      if (!life.dice.chance(`grants ${name}`, 0.85)) give(false, WHY.notGranted)
      else if (!give(true, '')) give(false, WHY.tooLate)
    }),
  )
}

/** R8.3 */
export const decideAppeal = (life: Life): void => {
  const name = `appeal ${life.order.appeals.length}`
  soon(life, `decides ${name}`, 40, () =>
    cityDecides(life, name, (who, document) => {
      const approve = life.dice.chance(`grants ${name}`, 0.55)
      life.give(who, 'decide-appeal', { approve, document, note: approve ? '' : WHY.notGranted })
    }),
  )
}

/** R11.1: of three kinds at least, and the section head of a unit that has no part in it, while there is one. */
const panelFor = (life: Life): Evaluator[] => {
  const judged = life.order.assignments.map(({ unit }) => unit)
  const others = READY_UNITS.filter((each) => !judged.includes(each) && !life.order.accused.includes(each))
  return [
    others.length > 0
      ? { name: '评价员甲', kind: 'section-head', unit: life.dice.pick('whose section head', others) }
      : { name: '评价员甲', kind: 'retired-cadre', unit: null },
    { name: '评价员乙', kind: 'deputy', unit: null },
    { name: '评价员丙', kind: 'lawyer', unit: null },
  ]
}

export const convenePanel = (life: Life): void =>
  soon(life, 'convenes the panel', 18, () => {
    const evaluators = panelFor(life)
    const meeting = {
      place: '县12345热线中心会议室',
      meetsAt: officeAfter(life.now, 18, life.county.calendar),
    }
    const own = life.order.evaluations.at(-1)?.unit ?? ''
    if (life.dice.chance('asks the judged', 0.1))
      life.give(
        clerk(life),
        'convene-panel',
        {
          ...meeting,
          evaluators: evaluators.map((each, index) => (index === 0 ? { ...each, unit: own } : each)),
        },
        { refusedWith: ['panel.conflict', 'panel.size'] },
      )
    // As many as the policy asks for, and an odd number.
    const { panelAtLeast } = life.world.policy
    for (let place = evaluators.length; place < panelAtLeast || place % 2 === 0; place++)
      evaluators.push({ name: `评价员${place + 1}`, kind: 'teacher', unit: null })
    const [accused] = life.order.accused
    if (accused !== undefined && life.dice.chance('asks the accused', 0.5))
      life.give(
        clerk(life),
        'convene-panel',
        {
          ...meeting,
          evaluators: evaluators.map((each, index) => (index === 0 ? { ...each, unit: accused } : each)),
        },
        { refusedWith: ['panel.conflict', 'panel.accused'] },
      )
    if (!life.give(clerk(life), 'convene-panel', { ...meeting, evaluators })) return
    if (life.dice.chance('an evaluator is accused', 0.04))
      soon(life, 'sees that an evaluator is accused', 4, () => {
        const unit = life.order.evaluations.at(-1)?.panel?.evaluators.find((each) => each.unit !== null)?.unit
        if (unit != null) life.give(clerk(life), 'name-accused', { units: [unit], reason: WHY.accused })
      })
  })

/** R11.2 */
export const recordVerdict = (life: Life): void => {
  const panel = life.order.evaluations.at(-1)?.panel
  if (panel == null) return
  const at = officeAfter(panel.meetsAt, life.dice.around('judges', 4, 0.4), life.county.calendar)
  life.later(at, () => {
    // Others were asked instead.
    if (life.order.evaluations.at(-1)?.panel !== panel) return
    const who = clerk(life)
    const minutes = life.evidence(who, 'minutes')
    const reasonable = life.dice.chance('demand is reasonable', 0.5)
    const votes = panel.evaluators.map((_, index) =>
      index === 0 && panel.evaluators.length > 1 ? !reasonable : reasonable,
    )
    life.give(who, 'record-verdict', {
      votes,
      solveBy: reasonable ? dayOf(life.now + 14 * DAY) : null,
      minutes: minutes.id,
      note: '',
    })
  })
}

/** R10.2: not every flag leads to an inspection. */
export const considerInspection = (life: Life): void => {
  if (life.order.flags.length > 1 || !life.dice.chance('inspected', 0.3)) return
  const who = life.arrival.about.category === 'report' ? DISCIPLINE : SUPERVISION
  if (life.dice.chance('the centre says who inspects', 0.2)) directInspection(life, 0)
  else soon(life, 'opens an inspection', 14, () => life.give(who, 'open-inspection', {}))
}

/** R10.2: the centre says which body inspects: at first, and now and then again. */
const directInspection = (life: Life, nth: number): void =>
  soon(life, `directs an inspection ${nth}`, 9, () => {
    const unit = life.order.assignments.at(-1)?.unit ?? null
    const to = unit !== null && life.dice.chance(`to discipline ${nth}`, 0.5) ? 'discipline' : 'supervision'
    life.give(clerk(life), 'direct-inspection', {
      to,
      unit: to === 'discipline' ? unit : null,
      reason: WHY.inspect,
    })
  })

export const openDirected = (life: Life): void => {
  const { directed, formerInspections = [] } = life.order
  const who = directed?.to === 'discipline' ? DISCIPLINE : SUPERVISION
  soon(life, `opens what was sent ${formerInspections.length}`, 12, () =>
    life.give(who, 'open-inspection', {}),
  )
}

export const considerAgain = (life: Life): void => {
  const nth = (life.order.formerInspections ?? []).length + 1
  if (life.dice.chance(`inspected again ${nth}`, 0.12)) directInspection(life, nth)
}

export const inspect = (life: Life): void => {
  const who = life.order.inspection?.by === 'discipline' ? DISCIPLINE : SUPERVISION
  const accountability = life.dice.weighted('accountable for', [
    ['none', 60],
    ['slow', 18],
    ['perfunctory', 12],
    ['inaction', 8],
    ['harm', 2],
  ] as const)
  const finding = {
    finding: '调阅工单并现场核查，办理过程记录不够完整。',
    demand: '限期补充材料并向诉求人说明。',
    accountability,
  }
  soon(life, 'finds', 45, () => life.give(who, 'record-finding', finding))
  soon(life, 'finds more', 60, () => {
    if (life.dice.chance('finds more', 0.2)) life.give(who, 'record-finding', finding)
  })
}

export const serveAndClose = (life: Life): void => {
  const who = life.order.inspection?.by === 'discipline' ? DISCIPLINE : SUPERVISION
  const isServed = life.order.inspection?.found?.accountability !== 'none' || life.dice.chance('served', 0.5)
  if (isServed) soon(life, 'serves', 20, () => life.give(who, 'serve-inspection', {}))
  soon(life, 'closes', 70, () =>
    life.give(
      who,
      'close-inspection',
      { result: '已按要求整改，核查办结。' },
      { refusedWith: ['inspection.not-served'] },
    ),
  )
}
