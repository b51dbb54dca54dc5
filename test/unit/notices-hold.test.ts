import { describe, expect, it } from 'vitest'
import {
  noticesOfAdministration,
  noticesOfUnready,
} from '../../functions/src/domain/administration/administration'
import { DAY, HOUR, type Instant } from '../../functions/src/domain/base/instant'
import { happen } from '../../functions/src/domain/commands/handle'
import {
  type GeneralKind,
  isMoot,
  type Known,
  type OrderKind,
} from '../../functions/src/domain/notices/holds'
import { NOTICE_KINDS, type Notice, noticesOf } from '../../functions/src/domain/notices/notices'
import { emptyDesks, morningNotices } from '../../functions/src/domain/notices/morning-list'
import type { CommandData } from '../../functions/src/domain/order/command'
import { noticeSentence } from '../../functions/src/domain/words/notices'
import {
  at,
  CITY,
  CLERK,
  DISCIPLINE,
  EXTENSION,
  FEEDBACK,
  GIVEN,
  HANDLER,
  LEADER,
  MAYI,
  PANEL,
  PRINCIPAL,
  REDO,
  REGULATION,
  RETURN,
  REVIEWER,
  Road,
  sha256,
  SUPERVISION,
  TUESDAY,
  UNHAPPY,
} from '../support/road'

const GRANT = { no: 1, approve: true, document: '', note: '' }
const REFUSE = { ...GRANT, approve: false, note: '理由不足' }
const APPEAL: CommandData['prepare-appeal'] = { ground: 'no-basis', reason: '无政策依据', proof: ['proof'] }
const YES = { approve: true, note: '' }
const NO = { approve: false, note: '材料不足' }
const MEETING: CommandData['convene'] = {
  units: ['mayi', 'zhujian'],
  lead: null,
  place: '县中心',
  meetsAt: at('2026-11-25T15:00:00'),
}
const INSTRUCTION: CommandData['record-instruction'] = {
  leader: '某副县长',
  text: '请马影镇办理',
  date: '2026-11-24',
  scan: 'instruction',
}
const WITHDRAW = { no: 1, reason: '误派' }

const returning = (): Road => new Road().signed().give(HANDLER, 'apply-return', RETURN)
const extending = (): Road => new Road().signed().give(HANDLER, 'apply-extension', EXTENSION)
const appealing = (): Road => new Road().signed().give(LEADER, 'prepare-appeal', APPEAL)
const appealed = (): Road => appealing().give(PRINCIPAL, 'approve-appeal', YES)
const convened = (): Road => new Road().verified().give(CLERK, 'convene', MEETING)
const evaluating = (): Road =>
  new Road().passed().give(CLERK, 'call-back', UNHAPPY).give(LEADER, 'request-evaluation', { reason: '已办' })
const judged = (reasonable: boolean): Road =>
  evaluating()
    .give(CLERK, 'convene-panel', PANEL)
    .after(2 * DAY)
    .give(CLERK, 'record-verdict', {
      votes: [reasonable, reasonable, reasonable],
      solveBy: reasonable ? '2026-12-02' : null,
      minutes: 'minutes',
      note: '',
    })
const flagged = (): Road => new Road().signed().give(CLERK, 'flag', { ground: 'hot', note: '涉及民生' })
const served = (): Road =>
  flagged()
    .give(SUPERVISION, 'open-inspection', {})
    .give(SUPERVISION, 'record-finding', { finding: '拖延', demand: '整改', accountability: 'slow' })
    .give(SUPERVISION, 'serve-inspection', {})
const doubled = (): Road => {
  const road = new Road().dispatched()
  const { order, events } = happen(road.order, { type: 'doubled', data: { other: 'JJ1' } }, road.now, sha256)
  road.order = order
  road.events.push(...events)
  return road
}
const reopened = (road: Road): void => {
  road.order = happen(road.order, { type: 'reopened', data: { reason: '误归档' } }, road.now, sha256).order
}
const passes = (time: number) => (road: Road) => road.after(time)

/** How an order comes to tell something, and one fact later, with which it does not hold any more. */
const OF_AN_ORDER: Readonly<Record<OrderKind, readonly [tells: () => Road, later: (road: Road) => unknown]>> =
  {
    dispatched: [() => new Road().dispatched(), (road) => road.give(HANDLER, 'unit-sign', {})],
    'assigned-in-unit': [
      () => new Road().signed().give(LEADER, 'assign-in-unit', GIVEN),
      (road) => road.give(LEADER, 'assign-in-unit', { ...GIVEN, handlers: [] }),
    ],
    'sent-back': [
      () =>
        new Road()
          .signed()
          .give(HANDLER, 'submit-feedback', FEEDBACK)
          .give(LEADER, 'review-in-unit', { pass: false, reasons: '不全' }),
      (road) => road.feedback(),
    ],
    redo: [() => new Road().answered().give(REVIEWER, 'first-review', REDO), (road) => road.feedback()],
    remind: [
      () => new Road().dispatched().alarms(TUESDAY + 23 * HOUR),
      (road) => road.give(HANDLER, 'unit-sign', {}),
    ],
    breach: [
      () => new Road().dispatched().alarms(TUESDAY + 24 * HOUR),
      (road) => road.give(HANDLER, 'unit-sign', {}),
    ],
    climb: [
      () => new Road().dispatched().alarms(TUESDAY + 26 * HOUR),
      (road) => road.give(HANDLER, 'unit-sign', {}),
    ],
    'return-applied': [
      returning,
      (road) => road.give(CLERK, 'decide-return', { no: 1, approve: false, reasons: '属本单位' }),
    ],
    'return-approved': [
      () => returning().give(CLERK, 'decide-return', { no: 1, approve: true, reasons: '' }),
      (road) => road.give(CLERK, 'dispatch', REGULATION),
    ],
    'return-rejected': [
      () => returning().give(CLERK, 'decide-return', { no: 1, approve: false, reasons: '属本单位' }),
      (road) => road.feedback(),
    ],
    'dispatch-withdrawn': [
      () => new Road().dispatched().give(REVIEWER, 'withdraw-dispatch', WITHDRAW),
      (road) => road.give(CLERK, 'dispatch', REGULATION),
    ],
    'extension-applied': [extending, (road) => road.give(CITY, 'decide-extension', REFUSE)],
    'extension-approved': [
      () => extending().give(CITY, 'decide-extension', GRANT),
      (road) => road.give(CLERK, 'correct-category', { category: 'complaint', reason: '实为投诉' }),
    ],
    'extension-rejected': [
      () => extending().give(CITY, 'decide-extension', REFUSE),
      (road) => road.feedback(),
    ],
    'complex-declared': [
      () => new Road().signed().give(CLERK, 'declare-complex', { complex: true, reason: '涉及多户' }),
      (road) => road.give(HANDLER, 'lay-plan', { steps: [{ what: '施工', by: '2026-12-01' }] }),
    ],
    'marked-urgent': [
      () => new Road().signed().give(CLERK, 'mark-urgent', { kind: 'hazard', reason: '路面塌陷' }),
      (road) => road.give(CLERK, 'mark-urgent', { kind: null, reason: '险情已排除' }),
    ],
    'urgency-lifted': [
      () =>
        new Road()
          .signed()
          .give(CLERK, 'mark-urgent', { kind: 'hazard', reason: '路面塌陷' })
          .give(CLERK, 'mark-urgent', { kind: null, reason: '险情已排除' }),
      (road) => road.give(CLERK, 'mark-urgent', { kind: 'hazard', reason: '又塌了' }),
    ],
    urged: [() => new Road().signed().give(CLERK, 'urge', { note: '' }), (road) => road.feedback()],
    supplemented: [
      () => new Road().verified().give(CLERK, 'supplement', { text: '夜里也不亮' }),
      (road) => road.give(CLERK, 'withdraw-by-caller', { reason: '诉求人撤回' }),
    ],
    unmerged: [
      () => {
        const main = new Road().signed()
        const later = new Road({ cityNumber: 'LATER' }).until(main.now).verified()
        later.giveAcross(CLERK, 'merge', { into: main.order.id, reason: '同一诉求' }, main)
        later.giveAcross(CLERK, 'unmerge', { reason: '并非同一诉求' }, main)
        return main
      },
      (road) => road.feedback(),
    ],
    disputed: [
      () => new Road().verified().give(CLERK, 'open-dispute', { ground: 'hot', note: '无单位愿接' }),
      (road) => road.give(CLERK, 'convene', { ...MEETING, lead: 'chengguan' }),
    ],
    convened: [convened, passes(2 * DAY)],
    'consultation-broken-off': [
      () => convened().give(CLERK, 'name-accused', { units: ['zhujian'], reason: '来电人指认' }),
      (road) => road.give(CLERK, 'convene', { ...MEETING, units: ['mayi', 'chengguan'] }),
    ],
    'referred-to-leader': [
      () => new Road().verified().give(CLERK, 'refer-to-leader', { reason: '无单位可派' }),
      (road) => road.give(CLERK, 'record-instruction', INSTRUCTION),
    ],
    instructed: [
      () =>
        new Road()
          .verified()
          .give(CLERK, 'refer-to-leader', { reason: '无单位可派' })
          .give(CLERK, 'record-instruction', INSTRUCTION),
      (road) => road.give(CLERK, 'dispatch', { unit: 'mayi', basis: { kind: 'instruction' } }),
    ],
    'appeal-to-approve': [appealing, (road) => road.give(PRINCIPAL, 'approve-appeal', YES)],
    'appeal-refused': [
      () => appealing().give(PRINCIPAL, 'approve-appeal', NO),
      (road) => road.give(LEADER, 'prepare-appeal', APPEAL),
    ],
    'appeal-applied': [appealed, (road) => road.give(CITY, 'decide-appeal', REFUSE)],
    'appeal-approved': [() => appealed().give(CITY, 'decide-appeal', GRANT), reopened],
    'appeal-rejected': [
      () => appealed().give(CITY, 'decide-appeal', REFUSE),
      (road) => road.give(CITY, 'recall', { document: '', reason: '重复转办' }),
    ],
    'panel-broken-off': [
      () =>
        evaluating()
          .give(CLERK, 'convene-panel', PANEL)
          .give(CLERK, 'name-accused', { units: ['chengguan'], reason: '来电人指认' }),
      (road) =>
        road.give(CLERK, 'convene-panel', {
          ...PANEL,
          evaluators: PANEL.evaluators.map((each) =>
            each.unit === null ? each : { ...each, unit: 'jijian' },
          ),
        }),
    ],
    'evaluation-requested': [evaluating, (road) => road.give(CLERK, 'convene-panel', PANEL)],
    'judged-reasonable': [() => judged(true), (road) => road.feedback()],
    'judged-unreasonable': [() => judged(false), (road) => road.give(CLERK, 'archive', { note: '' })],
    flagged: [flagged, (road) => road.give(DISCIPLINE, 'open-inspection', {})],
    'inspection-directed': [
      () =>
        flagged().give(CLERK, 'direct-inspection', { to: 'discipline', unit: 'mayi', reason: '涉及作风' }),
      (road) => road.give(DISCIPLINE, 'open-inspection', {}),
    ],
    'inspection-served': [served, (road) => road.give(SUPERVISION, 'close-inspection', { result: '已整改' })],
    'deadline-moved': [
      () =>
        new Road()
          .signed()
          .after(HOUR)
          .give(CLERK, 'correct-category', { category: 'complaint', reason: '实为投诉' }),
      (road) => road.feedback(),
    ],
    ended: [
      () => new Road().dispatched().give(CITY, 'recall', { document: '', reason: '重复转办' }),
      reopened,
    ],
    doubled: [doubled, (road) => road.give(CITY, 'recall', { document: '', reason: '以另一件为准' })],
  }

const latest = (road: Road, kind: OrderKind): Notice => {
  const all = road.events.flatMap((event) => noticesOf(road.order, event))
  const found = all.findLast((each) => each.kind === kind)
  if (found === undefined) throw new Error(`nobody was told ${kind}`)
  return found
}

describe('a message is asked again whether it still holds', () => {
  it.each(Object.keys(OF_AN_ORDER) as OrderKind[])('[R15.1] [R17] %s', (kind) => {
    const [tells, later] = OF_AN_ORDER[kind]
    const road = tells()
    const notice = latest(road, kind)
    expect(isMoot(notice, road.order, road.now)).toBe(false)
    later(road)
    expect(isMoot(notice, road.order, road.now)).toBe(true)
  })

  it('[R1.3] [R17] a limit that is over is told of by its breach alone', () => {
    const road = new Road().dispatched()
    const notice = latest(road, 'dispatched')
    expect(isMoot(notice, road.order, notice.dueAt! - 1)).toBe(false)
    expect(isMoot(notice, road.order, notice.dueAt!)).toBe(true)
  })

  it('[R10.1] an order that was flagged again after an inspection is to be inspected again', () => {
    const road = served()
    const notice = { ...latest(flagged(), 'flagged'), at: road.now + 1 }
    expect(isMoot(notice, road.order, road.now)).toBe(false)
  })

  const asked = noticesOfAdministration('7', 'staff-proposed', ['clerk'], TUESDAY, 'p')[0]!
  const watched = (kind: 'staff-changed' | 'staff-emergency'): Notice =>
    noticesOfAdministration('7', kind, ['clerk'], TUESDAY)[0]!
  const morning = morningNotices(
    { ...emptyDesks(), plain: new Map([['mayi', { overdue: 1, today: 0, tomorrow: 0 }]]) },
    {
      at: TUESDAY,
      endOfToday: TUESDAY + DAY,
      endOfTomorrow: TUESDAY + 2 * DAY,
    },
  )[0]!
  const open = { state: 'open', until: TUESDAY + 7 * DAY }
  const proposed = (proposal: typeof open): Known => ({ proposal, unit: null })
  const unready = noticesOfUnready('7', MAYI, ['handler'], TUESDAY)[0]!
  const nextWeek = TUESDAY + 7 * DAY

  it.each<[GeneralKind, Notice, Instant, boolean, Known?]>([
    ['morning-list', morning, TUESDAY + HOUR, false],
    ['morning-list', morning, TUESDAY + DAY, true],
    ['staff-proposed', asked, TUESDAY, false, proposed(open)],
    ['staff-proposed', asked, TUESDAY, true, proposed({ ...open, state: 'agreed' })],
    ['staff-proposed', asked, nextWeek, true, proposed(open)],
    ['policy-proposed', { ...asked, kind: 'policy-proposed' }, TUESDAY, false, proposed(open)],
    [
      'policy-proposed',
      { ...asked, kind: 'policy-proposed' },
      TUESDAY,
      true,
      proposed({ ...open, state: 'declined' }),
    ],
    ['staff-changed', watched('staff-changed'), nextWeek, false],
    ['staff-emergency', watched('staff-emergency'), nextWeek, false],
    ['seal-faults', { ...morning, kind: 'seal-faults' }, nextWeek, false],
    ['unusual-looks', { ...morning, kind: 'unusual-looks' }, nextWeek, false],
    ['unit-not-ready', unready, TUESDAY, false, { proposal: null, unit: { ...MAYI, handlers: [] } }],
    ['unit-not-ready', unready, TUESDAY, true, { proposal: null, unit: MAYI }],
  ])('of no order: %s', (_kind, notice, now, moot, known) => {
    expect(isMoot(notice, null, now, known)).toBe(moot)
  })

  it('names a deadline by its day and hour, never a length', () => {
    const dueAt = at('2026-11-28T00:00:00')
    for (const kind of NOTICE_KINDS)
      for (const limit of [{ clock: 'handle', dueAt } as const, { clock: null, dueAt: null }])
        expect(noticeSentence({ kind, holder: 'mayi', ...limit }, () => '马影镇', TUESDAY)).not.toMatch(
          /\d+\s*(?:小时|分钟|天内|个工作日)/,
        )
    const road = new Road().dispatched()
    expect(noticeSentence(latest(road, 'dispatched'), () => '马影镇', TUESDAY)).toBe(
      '有新的工单分派到本单位，请在 11月25日 10:00 前签收。',
    )
  })
})
