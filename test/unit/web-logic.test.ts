import { QUEUE } from '../../functions/src/domain/words/terms'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE, HOUR } from '../../functions/src/domain/base/instant'
import { queueFor } from '../../functions/src/domain/listings/awaited'
import { listingOf } from '../../functions/src/domain/listings/listing'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import type { Assignment, Clock, Order, Stage } from '../../functions/src/domain/order/order'
import type { Role, Who } from '../../functions/src/domain/people/people'
import { newQuestionId } from '../../web/src/asking/question-id'
import { discardDraft, draftOf } from '../../web/src/commands/drafts'
import { refusedFields } from '../../web/src/asking/refused-fields'
import { sentBack } from '../../web/src/features/order/sent-back'
import { found, ranked, whereIs } from '../../web/src/features/order/suggest'
import { whoseTurn } from '../../web/src/features/order/whose-turn'
import { counted, matches, queuesOf, viewsFor } from '../../web/src/features/work-list/work'
import { signInError } from '../../web/src/session/sign-in-errors'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import { spotOf, stepFrom } from '../../web/src/office/walk'
import { countdown, shownClock } from '../../web/src/time/countdown'

const NOW = Date.parse('2026-11-25T10:00:00+08:00')
const unitName = (unit: string): string => `单位${unit}`

const clock = (more: Partial<Clock> = {}): Clock => ({
  kind: 'sign',
  part: 1,
  nth: 1,
  holder: 'mayi',
  startedAt: NOW,
  dueAt: NOW + 5 * HOUR + 12 * MINUTE,
  provisional: false,
  rings: [],
  stoppedAt: null,
  voided: false,
  breachedAt: null,
  climbedTo: null,
  ...more,
})
const assignment = (more: Partial<Assignment> = {}): Assignment => ({
  no: 1,
  unit: 'mayi',
  part: 'host',
  basis: { kind: 'law', name: '甲' },
  state: 'to-sign',
  dispatchedAt: NOW,
  limitWorkdays: 6,
  granted: [],
  extensionsAtMost: 2,
  extendBefore: 24 * HOUR,
  returnWithin: 24 * HOUR,
  answersForOutcome: true,
  signedAt: null,
  steps: [],
  draft: null,
  feedback: null,
  redos: 0,
  stillReads: false,
  passedAt: null,
  plan: null,
  progress: [],
  ...more,
})
const order = (id: string, stage: Stage, more: Partial<Order> = {}): Order => ({
  id,
  cityNumber: id,
  version: 1,
  judgedVersion: 1,
  policyVersion: '1',
  stage,
  open: stage !== 'archived',
  source: 'file',
  title: `工单${id}`,
  text: '',
  category: 'help',
  matterSaid: '占道经营',
  matter: null,
  township: '360429102',
  place: null,
  contactable: true,
  transferredAt: NOW,
  calledAt: null,
  cityDeadline: null,
  centreSignedAt: null,
  verifiedAt: null,
  matterKey: null,
  accused: [],
  accusedPersons: [],
  referredFor: null,
  instruction: null,
  dispute: null,
  consultations: [],
  assignments: [],
  returns: [],
  extensions: [],
  appeals: [],
  evaluations: [],
  flags: [],
  inspection: null,
  clocks: [],
  callbacks: [],
  passedAt: null,
  archivedAt: null,
  ending: stage === 'archived' ? 'done' : null,
  redos: 0,
  double: null,
  duties: {},
  undecided: false,
  readers: [],
  formerReaders: [],
  dueAt: null,
  alarmAt: null,
  alarmVersion: 0,
  updatedAt: NOW,
  hash: '',
  recent: [],
  ...more,
})
const as = (role: Role, unit: string | null = null, uid = 'somebody'): Who => ({ uid, post: { role, unit } })

describe('a countdown', () => {
  it('says how it stands in a word and in time', () => {
    expect(countdown(clock(), NOW)).toMatchObject({ word: '充裕', text: '剩 5 小时 12 分' })
    expect(countdown(clock({ dueAt: NOW + 4 * HOUR }), NOW)).toMatchObject({
      word: '临近',
      text: '剩 4 小时',
    })
    expect(countdown(clock({ dueAt: NOW - 90 * MINUTE }), NOW)).toMatchObject({
      word: '超时',
      text: '已超 1 小时 30 分',
    })
  })

  it('[R1.3] is overdue at the very deadline and not a moment before', () => {
    expect(countdown(clock({ dueAt: NOW }), NOW).urgency).toBe('over')
    expect(countdown(clock({ dueAt: NOW + 1 }), NOW).urgency).toBe('near')
  })

  it('[R17] is near from the first reminder on', () => {
    const left = (ms: number) => countdown(clock({ kind: 'handle', dueAt: NOW + ms }), NOW).urgency
    expect(left(48 * HOUR)).toBe('near')
    expect(left(48 * HOUR + 1)).toBe('ample')
  })

  it('[R5.1] says workdays and the day where a limit of workdays runs over days that are none', () => {
    const of = (dueAt: string, more: Partial<Clock> = {}) =>
      countdown(clock({ kind: 'handle', dueAt: Date.parse(dueAt), ...more }), NOW, officialCalendar())
    // Dispatched on Wednesday, 25 November, for 8 workdays.
    expect(of('2026-12-08T00:00:00+08:00')).toMatchObject({
      text: '剩 8 个工作日',
      inWorkdays: true,
      deadline: '12月7日 24:00',
    })
    expect(of('2026-11-28T00:00:00+08:00')).toMatchObject({ text: '剩 2 天 14 小时', inWorkdays: false })
    expect(of('2026-11-26T00:00:00+08:00')).toMatchObject({ text: '剩 14 小时' })
    expect(of('2026-12-08T00:00:00+08:00', { kind: 'sign' }).inWorkdays).toBe(false)
    expect(of('2026-12-08T00:00:00+08:00', { stoppedAt: NOW }).inWorkdays).toBe(false)
  })

  it('stands still when the limit was met, and remembers when it was not', () => {
    expect(countdown(clock({ stoppedAt: NOW + HOUR }), NOW + 9 * HOUR)).toMatchObject({
      urgency: 'met',
      word: '已按时签收',
    })
    const late = clock({ stoppedAt: NOW + 7 * HOUR, breachedAt: NOW + 5 * HOUR + 12 * MINUTE })
    expect(countdown(late, NOW + 9 * HOUR)).toMatchObject({ urgency: 'late', text: '迟 1 小时 48 分' })
  })

  it('never counts in words that make no sense', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e10, max: 1e10 }),
        fc.option(fc.integer({ min: 0, max: 1e10 })),
        (d, s) => {
          const shown = countdown(clock({ dueAt: NOW + d, stoppedAt: s === null ? null : NOW + s }), NOW)
          expect(`${shown.word}${shown.text}${shown.deadline}`).not.toMatch(/NaN|undefined|-/)
        },
      ),
    )
  })

  it('shows the running limit that ends first, or the handling limit while feedback is judged', () => {
    const sign = clock({ dueAt: NOW + HOUR })
    const handle = clock({ kind: 'handle', part: 1, nth: 1, dueAt: NOW + 9 * HOUR })
    const shown = (clocks: Clock[], open = true) => shownClock({ clocks, open })?.kind ?? null
    expect(shown([sign, handle])).toBe('sign')
    expect(shown([{ ...sign, stoppedAt: NOW }, handle])).toBe('handle')
    expect(
      shown([
        { ...sign, stoppedAt: NOW },
        { ...handle, stoppedAt: NOW },
      ]),
    ).toBe('handle')
    expect(shown([{ ...sign, stoppedAt: NOW }])).toBeNull()
    expect(shown([sign, handle], false)).toBeNull()
  })
})

describe('the work list', () => {
  const signing = order('1', 'to-sign')
  const verifying = order('2', 'to-verify')
  const unitSigning = order('3', 'handling', { assignments: [assignment()] })
  const handling = order('4', 'handling', { assignments: [assignment({ state: 'handling' })] })
  const draft = { situation: '', result: '', answer: '', contact: '', author: 'author', at: NOW }
  const reviewing = order('5', 'handling', { assignments: [assignment({ state: 'in-unit-review', draft })] })
  const all = [signing, verifying, unitSigning, handling, reviewing]

  it('puts what waits for a person into the queue of what it waits for', () => {
    const waiting = (who: Who) =>
      all.flatMap((each) => {
        const queue = queueFor(each, who)
        return queue === null ? [] : [`${each.id} ${QUEUE[queue]}`]
      })
    expect(waiting(as('clerk'))).toEqual(['1 待签收', '2 待核实'])
    expect(waiting(as('handler', 'mayi'))).toEqual(['3 待签收', '4 办理中'])
    expect(waiting(as('leader-in-charge', 'mayi'))).toEqual(['3 待签收', '4 办理中', '5 待单位内审核'])
    expect(waiting(as('handler', 'shuangzhong'))).toEqual([])
    expect(waiting(as('county-leader'))).toEqual([])
  })

  it('[R9.1] does not show an author their own feedback as waiting for their review', () => {
    expect(queueFor(reviewing, as('leader-in-charge', 'mayi', 'author'))).toBeNull()
  })

  it('offers the view of one’s own work to those who have such work', () => {
    expect(viewsFor({ role: 'clerk', unit: null })).toContain('mine')
    expect(viewsFor({ role: 'administrator', unit: null })).toEqual(['open', 'archived'])
    expect(queuesOf({ role: 'reviewer', unit: null }).slice(0, 4)).toEqual([
      'approve-appeal',
      'first-review',
      'decide-return',
      'sign',
    ])
  })

  it('puts the most pressing first, what was fed back in time last', () => {
    const pressing = order('a', 'handling', { clocks: [clock({ dueAt: NOW + HOUR })] })
    const overdue = order('b', 'handling', { clocks: [clock({ dueAt: NOW - HOUR })] })
    const judged = order('c', 'first-review', {
      clocks: [clock({ kind: 'handle', dueAt: NOW, stoppedAt: NOW - 1 })],
    })
    const old = order('d', 'to-verify', { transferredAt: NOW - HOUR })
    const ranked = [judged, pressing, old, overdue].map(listingOf).sort((a, b) => a.rank - b.rank)
    expect(ranked.map(({ id }) => id)).toEqual(['b', 'a', 'd', 'c'])
  })

  it('says how many there are, and that there are more where nobody has counted yet', () => {
    const listings = [signing, verifying].map(listingOf)
    expect(
      counted([
        { count: 600, listings },
        { count: 2, listings },
      ]),
    ).toBe('602')
    expect(
      counted([
        { count: 600, listings },
        { count: null, listings },
      ]),
    ).toBe('602+')
    expect(counted([])).toBe('0')
  })

  it('finds by part of number, title, matter or place', () => {
    const sought = listingOf(
      order('JJ-17', 'handling', { title: '路灯不亮', matterSaid: '路灯维修', place: '石钟山路' }),
    )
    for (const typed of ['jj-1', '路灯', '维修', ' 石钟山 ', '']) expect(matches(sought, typed)).toBe(true)
    expect(matches(sought, '垃圾')).toBe(false)
  })
})

describe('the dispatch form’s catalogue', () => {
  const entry = (id: string, matter: string, unit = 'a') => ({
    id,
    code: '010204',
    matter,
    unit,
    basis: '《条例》',
  })
  const entries = [entry('1', '占道经营'), entry('2', '路灯维修'), entry('3', '噪音扰民', 'b')]

  it('puts what fits the order’s words first and loses nothing', () => {
    expect(ranked(entries, '主干道一整排路灯不亮', []).map(({ id }) => id)).toEqual(['2', '1', '3'])
    expect(ranked(entries, '', [])).toEqual(entries)
    const coded = entries.map((each) => (each.id === '3' ? { ...each, code: '040203' } : each))
    expect(ranked(coded, '主干道一整排路灯不亮', ['040203']).map(({ id }) => id)).toEqual(['3', '2', '1'])
  })

  it('puts the order’s own township first of those with the same matter, and others last', () => {
    const unitOf: Record<string, Parameters<typeof whereIs>[0]> = {
      chengshan: { kind: 'township', name: '城山镇' },
      huangcun: { kind: 'township', name: '凰村镇' },
      chengguan: { kind: 'department', name: '县城管局' },
    }
    const of = (township: string | null) =>
      ranked(
        Object.keys(unitOf).map((unit) => ({ ...entry(unit, '村庄环境', unit), code: '010203' })),
        '村里垃圾没人清',
        ['010203'],
        (unit) => whereIs(unitOf[unit]!, township),
      ).map(({ unit }) => unit)
    expect(of('360429106')).toEqual(['huangcun', 'chengguan', 'chengshan'])
    for (const township of [null, '360429'])
      expect(of(township)).toEqual(['chengshan', 'huangcun', 'chengguan'])
  })

  it('is searched by matter, basis and unit', () => {
    const ids = (typed: string) => found(entries, typed, unitName).map(({ id }) => id)
    expect(ids('噪音')).toEqual(['3'])
    expect(ids('单位b')).toEqual(['3'])
    expect(ids('《条例》')).toHaveLength(3)
    expect(ids(' ')).toHaveLength(3)
  })
})

describe('a form', () => {
  it('knows the fields a refusal is about', () => {
    const fields = (code: string, params?: Record<string, string | string[]>) =>
      refusedFields(params ? { code, rule: '', params } : { code, rule: '' })
    expect(fields('verify.missing', { fields: ['matter', 'township'] })).toEqual(['matter', 'township'])
    expect(fields('text.personal-data', { field: 'basis.justification' })).toEqual(['justification'])
    expect(fields('input.invalid', { fields: ['data.note'] })).toEqual(['note'])
    expect(fields('review.reasons-missing')).toEqual(['reasons'])
    expect(fields('state.wrong-stage')).toEqual([])
  })

  it('keeps what was typed until it is done, for each order and command apart', () => {
    const begin = () => ({ note: '' })
    draftOf('1', 'archive', begin).note = '写了一半'
    expect(draftOf('1', 'archive', begin).note).toBe('写了一半')
    expect(draftOf('2', 'archive', begin).note).toBe('')
    expect(draftOf('1', 'record-step', begin).note).toBe('')
    discardDraft('1', 'archive')
    expect(draftOf('1', 'archive', begin).note).toBe('')
  })

  it('names each command by itself, in a way the door takes', () => {
    const ids = Array.from({ length: 1000 }, newQuestionId)
    expect(new Set(ids).size).toBe(1000)
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{20,64}$/)
  })
})

describe('what stands beside a form', () => {
  const event = (type: string, data: object) => ({ type, data }) as unknown as OrderEvent
  const checks = { complete: true, reasonable: true, wellFormed: true }

  it('[R9.1][R9.2] says why the work came back, until it is handed in again', () => {
    const redo = event('first-reviewed', {
      parts: [1],
      passed: false,
      ...checks,
      complete: false,
      reasons: '缺时间',
    })
    expect(sentBack([redo], 1)).toEqual({ from: 'centre', reasons: '缺时间', lacking: ['要件完整'] })
    const back = event('unit-reviewed', { no: 1, passed: false, reasons: '太笼统' })
    expect(sentBack([redo, event('feedback-submitted', { no: 1 }), back], 1)?.reasons).toBe('太笼统')
    expect(sentBack([redo, event('feedback-submitted', { no: 1 })], 1)).toBeNull()
    expect(sentBack([redo], 2)).toBeNull()
    expect(sentBack([event('unit-reviewed', { no: 1, passed: true, reasons: '' })], 1)).toBeNull()
  })

  it('says whose turn it is when it is not yours', () => {
    const stages: Stage[] = ['to-sign', 'to-verify', 'to-dispatch', 'handling', 'first-review', 'callback']
    for (const stage of stages)
      expect(whoseTurn(order('1', stage), as('county-leader'), unitName, NOW)).toMatch(
        /等待.*。$|正在办理。$/,
      )
    const host = (state: Assignment['state']) =>
      order('1', 'handling', { assignments: [assignment({ state })] })
    expect(whoseTurn(host('to-sign'), as('clerk'), unitName, NOW)).toBe('等待单位mayi签收。')
    expect(whoseTurn(host('in-unit-review'), as('clerk'), unitName, NOW)).toContain('单位mayi的领导')
  })

  it('[R9.1] tells an author that somebody else must review', () => {
    const draft = { situation: '', result: '', answer: '', contact: '', author: 'author', at: NOW }
    const mine = order('1', 'handling', { assignments: [assignment({ state: 'in-unit-review', draft })] })
    expect(whoseTurn(mine, as('leader-in-charge', 'mayi', 'author'), unitName, NOW)).toContain('您本人')
  })
})

describe('a failed sign-in', () => {
  it('does not tell whether the account exists', () => {
    expect(signInError({ code: 'auth/user-not-found' })).toBe(signInError({ code: 'auth/wrong-password' }))
    expect(signInError({ code: 'auth/network-request-failed' })).toContain('网络')
    expect(signInError(new Error('?'))).toContain('请稍后重试')
  })
})

describe('from one order of the list to the next', () => {
  const list = (...groups: string[]) =>
    groups.map((ids) => Array.from(ids, (id) => ({ id, title: `件${id}` })))
  const next = (groups: string[], was: string[], id: string, by: 1 | -1 = 1) =>
    stepFrom(list(...groups), spotOf(list(...was), id), id, by)?.id ?? null

  it('goes through its group and round to the first', () => {
    expect(next(['abc', 'x'], ['abc', 'x'], 'a')).toBe('b')
    expect(next(['abc', 'x'], ['abc', 'x'], 'c')).toBe('a')
    expect(next(['abc'], ['abc'], 'a', -1)).toBe('c')
    expect(next(['a', 'x'], ['a', 'x'], 'a')).toBeNull()
  })

  it('goes on with what has moved up where the order has left its group', () => {
    expect(next(['ac', 'x'], ['abc', 'x'], 'b')).toBe('c')
    expect(next(['ab', 'xc'], ['abc', 'x'], 'c')).toBe('a')
    expect(next(['ac', 'x'], ['abc', 'x'], 'b', -1)).toBe('a')
    expect(next(['x'], ['b', 'x'], 'b')).toBeNull()
    expect(next([], [], 'b')).toBeNull()
  })
})
