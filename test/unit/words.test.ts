import { TAKEN_ACTS } from '../../functions/src/domain/order/taking-back'
import { ASKED_BY } from '../../functions/src/domain/order/callback'
import { GRADES, isSatisfied } from '../../functions/src/domain/policy/grades'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refuse } from '../../functions/src/domain/base/refusal'
import { CODES, REFUSALS } from '../../functions/src/domain/base/refusals'
import type { Happening } from '../../functions/src/domain/order/events'
import { FLAG_GROUNDS } from '../../functions/src/domain/order/inspection'
import { DAY, HOUR, MINUTE } from '../../functions/src/domain/base/instant'
import type { NoticeKind } from '../../functions/src/domain/notices/notices'
import { type Clock, ENDINGS } from '../../functions/src/domain/order/order'
import { happeningSentence } from '../../functions/src/domain/words/history'
import { noticeSentence } from '../../functions/src/domain/words/notices'
import { sentence } from '../../functions/src/domain/words/sentences'
import { actorName, fieldName, NOTICE, STAGE } from '../../functions/src/domain/words/terms'
import { deadlineTime, duration, fullTime, shortTime } from '../../functions/src/domain/words/times'

const SOURCE = join(import.meta.dirname, '../../functions/src')
const NOW = Date.parse('2026-11-25T10:00:00+08:00')
const names = { unit: (id: string) => `单位${id}`, part: (no: number) => `单位${no}` }

/** Every text that the source has between single quotes, outside the table and the sentences themselves. */
const quotedInSource = (): Set<string> => {
  const quoted = new Set<string>()
  for (const file of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || /refusals\.ts$|sentences\.ts$/.test(file)) continue
    for (const text of readFileSync(join(SOURCE, file), 'utf8').matchAll(/'([a-z][a-z.-]+)'/g))
      quoted.add(text[1] ?? '')
  }
  return quoted
}

/** What each code must be told, one name a row. */
const NAMED = CODES.flatMap((code) =>
  Object.entries(REFUSALS[code].params ?? {})
    .filter(([, kind]) => kind !== 'texts?')
    .map(([param]) => [code, param] as const),
)

describe('a refusal', () => {
  it('has the rule and the parameters of the table', () => {
    expect(refuse('look.why-too-short', { least: 4 })).toEqual({
      code: 'look.why-too-short',
      rule: 'R16.1',
      params: { least: 4 },
    })
    expect(refuse('appeal.none', 'R8.3')).toEqual({ code: 'appeal.none', rule: 'R8.3' })
  })

  it('compiles only with a code that there is, and with what the table asks for', () => {
    // @ts-expect-error there is no such code
    expect(() => refuse('look.no-such-code')).toThrow()
    // @ts-expect-error it names how many letters are wanted
    refuse('look.why-too-short')
    // @ts-expect-error a number is wanted
    refuse('look.why-too-short', { least: '4' })
    // @ts-expect-error it has no parameters
    refuse('look.why-missing', { least: 4 })
    // @ts-expect-error one of two rules must be said
    refuse('appeal.none')
    // @ts-expect-error and no third one
    refuse('appeal.none', 'R3.1')
  })
})

describe('the sentence of a refusal', () => {
  it('is of a code that something is refused with', () => {
    const quoted = quotedInSource()
    expect(CODES.filter((code) => !quoted.has(code))).toEqual([])
  })

  it('has names for the fields that the table marks', () => {
    const fields = CODES.flatMap((code) => {
      const { fields = [], fieldOfKind = {} } = REFUSALS[code]
      return [...fields, ...Object.values(fieldOfKind)]
    })
    expect(fields.filter((field) => fieldName(field) === '其他内容')).toEqual([])
  })

  it('says what to do as well as what is wrong', () => {
    for (const code of CODES) expect(sentence({ code, rule: '' }), code).toMatch(/请.*。$/s)
  })

  it.each(NAMED)('of %s uses %s', (code, param) => {
    const samples = SAMPLES[param]
    expect(samples, `a sample for ${param}`).toBeDefined()
    const [value, shown] = samples ?? ['', '']
    expect(sentence({ code, rule: '', params: { [param]: value } })).toContain(shown)
  })

  it('never shows what is missing or malformed', () => {
    const value = fc.oneof(
      fc.string(),
      fc.double(),
      fc.array(fc.string()),
      fc.constantFrom(undefined, null, {}, [undefined], true) as fc.Arbitrary<never>,
    )
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...CODES), fc.string()),
        fc.dictionary(fc.constantFrom(...Object.keys(SAMPLES)), value),
        (code, params) => {
          const said = sentence({ code, rule: '', params })
          expect(said.replace(/[“（][^”）]*[”）]/g, '')).not.toMatch(/undefined|null|\[object|Invalid/)
          expect(said).toMatch(/^.{8,}/s)
        },
      ),
    )
  })

  it('of an unknown code is a safe one and names the code', () => {
    expect(sentence({ code: 'dispatch.new-reason', rule: 'R2.1' })).toMatch(/代码：dispatch\.new-reason/)
    expect(sentence({ code: '<script>', rule: '' })).not.toContain('<')
    expect(sentence({ code: 'toString', rule: '' })).toMatch(/操作没有成功/)
  })
})

/** For each parameter a value, and how the sentence shows it. */
const SAMPLES: Readonly<Record<string, readonly [string | number | readonly string[], string]>> = {
  seconds: [30, '30 秒'],
  role: ['handler', '经办人'],
  post: ['handler@mayi', '经办人'],
  other: ['clerk', '热线中心受理员'],
  number: ['20261125001', '20261125001'],
  stage: ['callback', STAGE.callback],
  did: ['handler', '“单位办理”'],
  duty: ['caller-back', '“回访”'],
  state: ['in-unit-review', '待单位内审核'],
  seen: [3, '第 3 版'],
  current: [5, '第 5 版'],
  field: ['basis.justification', '就近职责说明'],
  fields: [['title', 'township'], '标题、所属乡镇'],
  township: ['999999', '999999'],
  code: ['0399', '0399'],
  into: ['城乡建设 / 其他', '城乡建设 / 其他'],
  parent: ['03', '03'],
  earliest: ['2026-11-24', '2026-11-24'],
  unit: ['双钟镇', '双钟镇'],
  lacks: [['section', 'handler'], '承办股室、在岗经办人'],
  entry: ['占道经营', '占道经营'],
  at: ['2026-11-25T10:00:00+08:00', '2026年11月25日 10:00'],
  granted: [2, '2 次'],
  atMost: [6, ' 6 '],
  place: [1, '第 1 '],
  by: ['2026-11-25T10:00:00+08:00', '2026年11月25日 10:00'],
  name: ['甲乙丙', '甲乙丙'],
  most: [20, ' 20 '],
  least: [3, ' 3 '],
  workdays: [7, '7'],
  days: [800, '800 天'],
  host: ['10.0.0.1', '“10.0.0.1”'],
  year: [2028, '2028 年'],
  extension: ['jpg.exe', 'JPG.EXE'],
  type: ['pdf', 'PDF'],
  what: ['macros', '宏'],
  megapixels: [64, '64 百万'],
  next: [2027, '2027 年'],
  unreal: [['2027-02-30'], '2027-02-30没有这一天'],
  outside: [['2031-01-01'], '2031-01-01不在'],
  repeated: [['2027-01-01'], '2027-01-01重复'],
  already: [['2027-01-02'], '2027-01-02本来就是这样'],
  kind: ['minutes', '会议纪要'],
  mebibytes: [100, '100 MB'],
  pieces: [30, '30 份'],
  missing: [3, '3 段'],
  list: ['steps', '办理进展'],
  from: ['2026-11-25T10:00:00+08:00', '2026年11月25日 10:00'],
  again: ['2026-11-25T10:00:00+08:00', '2026年11月25日 10:00'],
  perHour: [40, '每小时 40 次'],
  perDay: [150, '每天 150 次'],
}

const CLOCK: Clock = {
  kind: 'handle',
  part: 1,
  nth: 1,
  holder: 'mayi',
  startedAt: NOW,
  dueAt: NOW + 8 * DAY,
  provisional: true,
  rings: [],
  stoppedAt: null,
  voided: false,
  breachedAt: null,
  climbedTo: null,
}
const FINDING = { finding: '甲', demand: '乙', accountability: 'slow' } as const
const parts = { situation: '甲', result: '乙', answer: '丙', contact: '' }
const ring = {
  at: NOW,
  to: 'principal-leader',
  kind: 'handle',
  part: 1,
  nth: 1,
  holder: 'mayi',
  dueAt: NOW,
} as const
const HAPPENINGS: Happening[] = [
  {
    type: 'transferred',
    at: NOW,
    data: {
      cityNumber: '1',
      source: 'file',
      policyVersion: '1',
      title: '甲',
      text: '乙',
      category: null,
      matterSaid: null,
      township: null,
      place: null,
      contactable: true,
      transferredAt: NOW,
      calledAt: null,
      cityDeadline: null,
      clock: CLOCK,
    },
  },
  { type: 'centre-signed', at: NOW, data: {} },
  {
    type: 'verified',
    at: NOW,
    data: {
      title: '甲',
      category: 'help',
      matter: { code: '010204', version: 1, names: ['甲', '乙', '丙'] },
      township: '360429100',
      place: null,
      matterKey: null,
      accused: ['caiqiao'],
      accusedPersons: ['somebody'],
    },
  },
  {
    type: 'dispatched',
    at: NOW,
    data: {
      unit: 'mayi',
      part: 'host',
      basis: { kind: 'regulation', name: '甲' },
      limitWorkdays: 6,
      extensionsAtMost: 2,
      extendBefore: DAY,
      returnWithin: DAY,
      answersForOutcome: true,
      sign: CLOCK,
      handle: CLOCK,
      afterCityDeadline: false,
    },
  },
  { type: 'unit-signed', at: NOW, data: { no: 1 } },
  { type: 'step-recorded', at: NOW, data: { no: 1, step: 'inform', note: '甲' } },
  { type: 'feedback-submitted', at: NOW, data: { no: 1, ...parts } },
  { type: 'unit-reviewed', at: NOW, data: { no: 1, passed: true, reasons: '' } },
  { type: 'unit-reviewed', at: NOW, data: { no: 1, passed: false, reasons: '甲' } },
  ...[true, false].map((passed): Happening => ({
    type: 'first-reviewed',
    at: NOW,
    data: {
      parts: [1],
      passed,
      complete: passed,
      reasonable: true,
      wellFormed: true,
      reasons: '',
      clocks: [],
    },
  })),
  {
    type: 'called-back',
    at: NOW,
    data: { reached: true, solved: true, satisfied: false, note: '', done: true },
  },
  ...ASKED_BY.flatMap((askedBy) =>
    GRADES.map((grade): Happening => ({
      type: 'called-back',
      at: NOW,
      data: {
        reached: true,
        solved: false,
        satisfied: isSatisfied(grade),
        solution: 'partly',
        grade,
        askedBy,
        note: '',
        done: true,
      },
    })),
  ),
  ...[true, false].map((done): Happening => ({
    type: 'called-back',
    at: NOW,
    data: { reached: false, solved: null, satisfied: null, note: '', done },
  })),
  ...ENDINGS.map((ending): Happening => ({ type: 'archived', at: NOW, data: { note: '', ending } })),
  ...(['remind', 'missed', 'breach', 'climb'] as const).map((what): Happening => ({
    type: 'rang',
    at: NOW,
    data: { ...ring, what },
  })),
  { type: 'referred-to-leader', at: NOW, data: { reason: '甲' } },
  { type: 'instructed', at: NOW, data: { leader: '甲', text: '乙', date: '2026-11-25', scan: 'e' } },
  { type: 'disputed', at: NOW, data: { ground: 'passing', note: '' } },
  ...(['joint', 'dispute'] as const).map((kind): Happening => ({
    type: 'convened',
    at: NOW,
    data: {
      no: 1,
      kind,
      lead: kind === 'joint' ? null : 'chengguan',
      units: ['mayi', 'liusi'],
      place: '甲',
      meetsAt: NOW,
    },
  })),
  { type: 'consultation-broken-off', at: NOW, data: { no: 1 } },
  ...[true, false].flatMap((yes): Happening[] => [
    { type: 'consulted', at: NOW, data: { no: 1, agreed: yes, note: '', minutes: 'e' } },
    { type: 'return-decided', at: NOW, data: { no: 1, approved: yes, reasons: '', stillReads: false } },
    {
      type: 'extension-decided',
      at: NOW,
      data: { no: 1, approved: yes, document: '', note: '', clock: yes ? CLOCK : null },
    },
    { type: 'appeal-approved', at: NOW, data: { no: 1, approved: yes, note: '' } },
    { type: 'appeal-decided', at: NOW, data: { no: 1, approved: yes, document: '', note: '' } },
    {
      type: 'judged',
      at: NOW,
      data: {
        votes: [yes],
        reasonable: yes,
        solveBy: null,
        minutes: 'e',
        note: '',
        clock: null,
        update: null,
      },
    },
  ]),
  {
    type: 'return-applied',
    at: NOW,
    data: {
      no: 1,
      ground: 'not-its-duty',
      reason: '甲',
      suggestedUnit: null,
      opinion: '不清楚由哪个单位负责',
      form: 'e',
      decide: { ...CLOCK, kind: 'decide-return', holder: 'centre' },
    },
  },
  { type: 'dispatch-withdrawn', at: NOW, data: { no: 1, reason: '甲', stillReads: false } },
  {
    type: 'extension-applied',
    at: NOW,
    data: { no: 1, workdays: 3, reason: '甲', expectedOn: '2026-12-01' },
  },
  { type: 'complex-declared', at: NOW, data: { complex: true, reason: '甲', clock: null } },
  {
    type: 'plan-laid',
    at: NOW,
    data: { no: 1, steps: [{ what: '甲', by: '2026-12-01' }], clock: { ...CLOCK, kind: 'progress' } },
  },
  {
    type: 'progress-reported',
    at: NOW,
    data: { no: 1, text: '甲', clock: { ...CLOCK, kind: 'progress' } },
  },
  { type: 'appeal-prepared', at: NOW, data: { no: 1, ground: 'no-basis', reason: '甲', proof: ['e'] } },
  { type: 'evaluation-requested', at: NOW, data: { no: 1, reason: '甲' } },
  { type: 'panel-convened', at: NOW, data: { evaluators: [], place: '甲', meetsAt: NOW } },
  ...FLAG_GROUNDS.map((ground): Happening => ({ type: 'flagged', at: NOW, data: { ground, note: '' } })),
  {
    type: 'inspection-directed',
    at: NOW,
    data: { to: 'discipline', unit: 'mayi', group: '第一派驻纪检组', reason: '甲' },
  },
  { type: 'inspection-opened', at: NOW, data: { by: 'supervision' } },
  { type: 'inspection-found', at: NOW, data: FINDING },
  { type: 'inspection-served', at: NOW, data: FINDING },
  { type: 'inspection-closed', at: NOW, data: { result: '甲' } },
  { type: 'panel-broken-off', at: NOW, data: {} },
  { type: 'accused-named', at: NOW, data: { units: ['caiqiao'], persons: ['somebody'], reason: '甲' } },
  {
    type: 'category-corrected',
    at: NOW,
    data: { clocks: [], parts: [], before: [], category: 'complaint', reason: '甲' },
  },
  {
    type: 'rescheduled',
    at: NOW,
    data: { clocks: [], parts: [], before: [], policyVersion: '2' },
  },
  { type: 'reopened', at: NOW, data: { reason: '甲' } },
  { type: 'redo-ordered', at: NOW, data: { parts: [1], reasons: '甲', clocks: [] } },
  {
    type: 'callback-corrected',
    at: NOW,
    data: { solved: true, satisfied: true, solution: 'solved', grade: 'satisfied', reason: '甲' },
  },
  ...TAKEN_ACTS.map((act): Happening => ({
    type: 'taken-back',
    at: NOW,
    data: { act, no: 1, givenAt: null, reason: '甲', clocks: [] },
  })),
  { type: 'doubled', at: NOW, data: { other: 'JJ1_city' } },
]

describe('the sentences of notices and happenings', () => {
  it('say for every kind of notice who, what and by when', () => {
    for (const kind of Object.keys(NOTICE) as NoticeKind[]) {
      const dueAt = Date.parse('2026-11-28T00:00:00+08:00')
      const said = noticeSentence({ kind, clock: 'handle', holder: 'mayi', dueAt }, names.unit, NOW)
      expect(said).not.toMatch(/undefined|null/)
      if (['remind', 'breach', 'climb'].includes(kind)) expect(said).toMatch(/单位mayi.*11月27日 24:00/)
      expect(noticeSentence({ kind, clock: null, holder: null, dueAt: null }, names.unit, NOW)).not.toMatch(
        /undefined|null/,
      )
    }
  })

  it.each(HAPPENINGS)('tell of $type', (event) => {
    const said = happeningSentence(event, names, NOW)
    expect(said).not.toMatch(/undefined|null/)
    expect(said.length).toBeGreaterThan(3)
  })
})

describe('terms', () => {
  it('name a field by the last known part of its path', () => {
    expect(fieldName('data.note')).toBe('说明')
    expect(fieldName('evaluators.0.name')).toBe('评价员')
    expect(fieldName('toString')).toBe('其他内容')
  })

  it('name whoever acted by their post', () => {
    expect(actorName('handler@mayi', names.unit)).toBe('单位mayi经办人')
    expect(actorName('clerk', names.unit)).toBe('热线中心受理员')
    expect(actorName('system', names.unit)).toBe('系统')
  })
})

describe('times', () => {
  it('are read in Shanghai whatever the process has', () => {
    expect(fullTime(NOW)).toBe('2026年11月25日 10:00')
    expect(shortTime(NOW, NOW)).toBe('11月25日 10:00')
    expect(shortTime(NOW, NOW + 60 * DAY)).toBe('2026年11月25日 10:00')
  })

  it('[R5.1] show a deadline at midnight as the end of its day', () => {
    expect(deadlineTime(Date.parse('2026-11-28T00:00:00+08:00'), NOW)).toBe('11月27日 24:00')
    expect(deadlineTime(Date.parse('2027-01-01T00:00:00+08:00'), NOW)).toBe('12月31日 24:00')
    expect(deadlineTime(Date.parse('2026-11-28T17:30:00+08:00'), NOW)).toBe('11月28日 17:30')
  })

  it('say a duration in two units at most', () => {
    expect(duration(5 * HOUR + 12 * MINUTE + 59_000)).toBe('5 小时 12 分')
    expect(duration(3 * DAY + 4 * HOUR)).toBe('3 天 4 小时')
    expect(duration(2 * DAY + 5 * MINUTE)).toBe('2 天')
    expect(duration(HOUR)).toBe('1 小时')
    expect(duration(8 * MINUTE)).toBe('8 分钟')
    expect(duration(20_000)).toBe('不足 1 分钟')
    expect(duration(-2 * HOUR)).toBe('2 小时')
  })
})
