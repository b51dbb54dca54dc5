import { describe, expect, it } from 'vitest'
import { SAMPLE_CATALOGUE } from '../../emulator-data/catalogue'
import { FIRST_MATTERS } from '../../emulator-data/matters'
import {
  changedMatters,
  faultsOf,
  MATTERS_AT_MOST,
  type MattersChange,
} from '../../functions/src/domain/matters/changing'
import { proposalsFor, searched } from '../../functions/src/domain/matters/finding'
import { matterKeyOf } from '../../functions/src/domain/matters/matter'
import {
  chosen,
  choices,
  current,
  type Matter,
  matterShown,
  type MattersVersion,
  NO_MATTERS,
  pathOf,
  sameAs,
  treeOf,
  versionOn,
  withVersion,
} from '../../functions/src/domain/matters/tree'
import { mattersChange } from '../../functions/src/schema/matters'
import { CLERK, LAMPS, Road, VERIFIED } from '../support/road'

const TODAY = '2026-11-24'
const matter = (code: string, name: string, more: Partial<Matter> = {}): Matter => ({
  code,
  name,
  state: 'in-use',
  mergedInto: null,
  ...more,
})
const merged = (code: string, name: string, mergedInto: string): Matter =>
  matter(code, name, { state: 'retired', mergedInto })
const FIRST: MattersVersion = {
  version: 1,
  from: '2026-01-01',
  entries: [
    matter('01', '城乡建设'),
    matter('0101', '市政管理'),
    matter('010101', '路灯维护'),
    matter('010102', '公共设施'),
    matter('010103', '其他'),
    matter('02', '民政'),
  ],
}
const change = (entries: readonly Matter[], more: Partial<MattersChange> = {}): MattersChange => ({
  basedOn: 1,
  from: TODAY,
  entries,
  ...more,
})
const made = (latest: MattersVersion | null, given: MattersChange): MattersVersion => {
  const result = changedMatters(latest, given, TODAY)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const refusal = (given: MattersChange, latest: MattersVersion | null = FIRST): string => {
  const result = changedMatters(latest, given, TODAY)
  return result.ok ? 'made' : result.refusal.code
}

describe('the first tree', () => {
  it('has three levels, no fault, and everything the catalogue points to', () => {
    const tree = treeOf(FIRST_MATTERS)
    expect(
      [2, 4, 6].map((digits) => [...tree.entries.keys()].filter((code) => code.length === digits).length),
    ).toEqual([15, 118, 517])
    expect(faultsOf(NO_MATTERS, FIRST_MATTERS.entries)).toEqual([])
    const codes = choices(tree).map(({ code }) => code)
    expect(codes).toHaveLength(517)
    for (const { code } of SAMPLE_CATALOGUE) expect(codes).toContain(code)
    expect(pathOf(tree, LAMPS)).toEqual(['城乡建设', '城市建设和市政管理', '城市公共设施'])
  })

  it('is made by the same act as every later version', () => {
    const { from, entries } = FIRST_MATTERS
    expect(made(null, { basedOn: 0, from: TODAY, entries })).toEqual({ ...FIRST_MATTERS, from: TODAY })
    expect(from < TODAY).toBe(true)
  })

  it('stays below a document’s 1 MiB with the most there may be, and below what the door reads', () => {
    const entries = Array.from({ length: MATTERS_AT_MOST }, () => merged('010101', '路'.repeat(40), '010102'))
    expect(Buffer.byteLength(JSON.stringify({ entries }))).toBeLessThan(1024 * 1024 - 100_000)
    const asked = { actingAs: 'clerk', basedOn: 0, from: TODAY, entries }
    expect(mattersChange.safeParse(asked).success).toBe(true)
    expect(mattersChange.safeParse({ ...asked, entries: [...entries, entries[0]] }).success).toBe(false)
  })
})

describe('a new version of the tree', () => {
  it('keeps what it does not name: nothing is ever taken out', () => {
    const next = made(FIRST, change([matter('010101', '路灯照明'), matter('0201', '社会救助')]))
    expect(next).toMatchObject({ version: 2, from: TODAY })
    expect(next.entries.map(({ code }) => code)).toEqual([
      '01',
      '0101',
      '010101',
      '010102',
      '010103',
      '02',
      '0201',
    ])
    expect(pathOf(treeOf(next), '010101')).toEqual(['城乡建设', '市政管理', '路灯照明'])
    expect(FIRST.entries[2]?.name).toBe('路灯维护')
  })

  it.each([
    ['matters.changed', change([matter('03', '教育')], { basedOn: 0 })],
    ['matters.nothing', change([FIRST.entries[0]!])],
    ['matters.from-too-early', change([matter('03', '教育')], { from: '2026-11-23' })],
    ['matters.bad-code', change([matter('3', '教育')])],
    ['matters.bad-code', change([matter('03030303', '教育')])],
    ['matters.bad-name', change([matter('03', ' ')])],
    ['matters.bad-name', change([matter('03', '教'.repeat(41))])],
    ['matters.twice', change([matter('03', '教育'), matter('03', '文化')])],
    ['matters.same-name', change([matter('010104', '路灯维护')])],
    ['matters.no-parent', change([matter('0301', '学前')])],
    ['matters.no-parent', change([matter('0101', '市政管理', { state: 'retired' })])],
    ['matters.bad-merge', change([merged('010101', '路灯维护', '010109')])],
    ['matters.bad-merge', change([merged('010101', '路灯维护', '010101')])],
    ['matters.bad-merge', change([matter('010101', '路灯维护', { mergedInto: '010102' })])],
    [
      'matters.bad-merge',
      change([merged('010101', '路灯维护', '010102'), merged('010102', '公共设施', '010101')]),
    ],
    [
      'matters.bad-merge',
      change([merged('010101', '路灯维护', '010102'), matter('010102', '公共设施', { state: 'retired' })]),
    ],
    ['made', change([matter('03', '教育'), matter('0301', '学前')])],
    ['made', change([matter('0201', '路灯维护')])],
    ['made', change([merged('010101', '路灯维护', '010102')])],
    ['made', change([matter('010101', '路灯维护', { state: 'retired' })])],
  ])('answers %s', (code, given) => {
    expect(refusal(given)).toBe(code)
  })

  it('refuses more than a document holds', () => {
    const entries = Array.from({ length: 31 }, (_, i) => String(i + 10)).flatMap((first) => [
      matter(first, `类${first}`),
      ...Array.from({ length: 99 }, (_, j) => matter(`${first}${String(j + 1).padStart(2, '0')}`, `项${j}`)),
    ])
    expect(refusal(change(entries))).toBe('matters.too-many')
    expect(refusal(change(entries.slice(0, 2_900)))).toBe('made')
  })

  it('that is to come holds from its day on, and the next is made from it', () => {
    const next = { version: 2, from: '2026-12-01' }
    const versions = withVersion([{ version: 1, from: '2026-01-01' }], next, TODAY)
    expect(versions).toHaveLength(2)
    expect(versionOn(versions, '2026-11-30')).toBe(1)
    expect(versionOn(versions, '2026-12-01')).toBe(2)
    expect(versionOn(versions, '2025-12-31')).toBe(null)
    expect(withVersion(versions, { version: 3, from: '2026-12-05' }, '2026-12-02')).toEqual([
      next,
      { version: 3, from: '2026-12-05' },
    ])
    const coming = { ...FIRST, ...next }
    const earlier = change([matter('03', '教育')], { basedOn: 2, from: '2026-11-30' })
    expect(refusal(earlier, coming)).toBe('matters.from-too-early')
    expect(refusal({ ...earlier, from: '2026-12-01' }, coming)).toBe('made')
  })
})

describe('old codes', () => {
  const second = made(FIRST, change([merged('010101', '路灯维护', '010102')]))
  const third = made(second, change([merged('010102', '公共设施', '010103')], { basedOn: 2 }))

  it('[R10.1] count as what they were merged into, over several versions', () => {
    expect(current(treeOf(second), '010101')).toBe('010102')
    expect(current(treeOf(third), '010101')).toBe('010103')
    expect([...sameAs(treeOf(third), '010103')].sort()).toEqual(['010101', '010102', '010103'])
    expect(sameAs(treeOf(FIRST), '010103')).toEqual(['010103'])
    expect(current(treeOf(third), '990101')).toBe('990101')
  })

  it('[R10.1] a spelling of the place makes no other matter, another code does', () => {
    const key = (matter: string, place: string) => matterKeyOf({ township: '360429102', matter, place })
    expect(key('010101', '村 口')).toBe(key('010101', '村口'))
    expect(key('010102', '村口')).not.toBe(key('010101', '村口'))
    expect(key('010101', ' ')).toBe(null)
  })

  it('[R1.2] are not given to an order any more, and it is said what is', () => {
    const refused = (code: string, tree = treeOf(third)) => {
      const result = chosen(tree, code)
      return result.ok ? result.value : [result.refusal.code, result.refusal.params]
    }
    expect(refused('010101')).toEqual([
      'verify.merged-matter',
      { name: '路灯维护', into: '城乡建设 / 市政管理 / 其他' },
    ])
    const retired = made(FIRST, change([matter('010101', '路灯维护', { state: 'retired' })]))
    expect(refused('010101', treeOf(retired))).toEqual(['verify.retired-matter', { name: '路灯维护' }])
    expect(refused('0101')).toEqual(['verify.matter-not-last', { name: '市政管理' }])
    expect(refused('99')).toEqual(['verify.unknown-matter', { code: '99' }])
    expect(refused('010101', NO_MATTERS)).toEqual(['verify.unknown-matter', { code: '010101' }])
    expect(refused('010103')).toEqual({ code: '010103', version: 3, names: ['城乡建设', '市政管理', '其他'] })
  })

  it('[R1.2] an order is verified with a code in use only, and keeps what the city said and the names of that day', () => {
    const road = new Road({ matterSaid: '路灯不亮' }).give(CLERK, 'centre-sign', {})
    expect(matterShown(road.order)).toBe('路灯不亮')
    expect(road.refused(CLERK, 'verify', { ...VERIFIED, matter: '0102' }).code).toBe('verify.matter-not-last')
    road.give(CLERK, 'verify', VERIFIED)
    expect(road.order.matterSaid).toBe('路灯不亮')
    expect(road.order.matter).toEqual({
      code: LAMPS,
      version: 1,
      names: ['城乡建设', '城市建设和市政管理', '城市公共设施'],
    })
    expect(matterShown(road.order)).toBe('城市公共设施')
  })
})

describe('what is proposed for the city’s words', () => {
  const proposed = (said: string | null, title = '', tree = treeOf(FIRST)) =>
    proposalsFor(tree, { said, title })

  it('is the same code, name or path first, with why', () => {
    expect(proposed('010101')[0]).toEqual({ code: '010101', why: 'code' })
    expect(proposed('路灯 维护')[0]).toEqual({ code: '010101', why: 'name' })
    expect(proposed('城乡建设/市政管理/路灯维护')[0]).toEqual({ code: '010101', why: 'name' })
    const next = made(FIRST, change([merged('010101', '路灯维护', '010102')]))
    expect(proposed('路灯维护', '', treeOf(next))[0]).toEqual({ code: '010102', why: 'former-name' })
  })

  it('is else what is called alike, and never “其他”', () => {
    expect(proposed('路灯维修')).toEqual([{ code: '010101', why: 'similar' }])
    expect(proposed(null, '村口路灯没人维护')).toEqual([{ code: '010101', why: 'similar' }])
    expect(proposed('其他')).toEqual([])
    expect(proposed('医保报销')).toEqual([])
  })

  it('fits the official tree', () => {
    const tree = treeOf(FIRST_MATTERS)
    const first = (said: string) => pathOf(tree, proposed(said, '', tree)[0]?.code ?? '').at(-1)
    expect(first('噪音污染')).toBe('噪音污染')
    expect(first('殡葬管理问题')).toBe('殡葬管理')
    expect(first('违章建筑举报')).toBe('违章建筑')
  })
})

describe('searching the tree', () => {
  it('finds by part of the path, by several words and by the code', () => {
    const tree = treeOf(FIRST)
    const found = (typed: string) => searched(tree, choices(tree), typed).map(({ code }) => code)
    expect(found('路灯')).toEqual(['010101'])
    expect(found('市政 设施')).toEqual(['010102'])
    expect(found('0101')).toEqual(['010101', '010102', '010103'])
    expect(found(' ')).toEqual(['010101', '010102', '010103', '02'])
    expect(found('医院')).toEqual([])
  })
})
