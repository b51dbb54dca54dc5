import { describe, expect, it } from 'vitest'
import { withGiven } from '../../functions/src/domain/matters/changing'
import { below, changesOf, nextCode } from '../../web/src/features/matters/draft'
import { readRows, rowsOf } from '../../web/src/features/matters/sheet'
import { LAMPS, MATTERS } from '../support/road'

const lamps = MATTERS.entries.get(LAMPS)!

describe('the page of matters', () => {
  it('says of each change what becomes of the matter', () => {
    const said = (...given: readonly (typeof lamps)[]) =>
      changesOf(MATTERS, withGiven(MATTERS, given), given).map(({ what }) => what)
    const path = '城乡建设 / 城市建设和市政管理'
    expect(said({ ...lamps, name: '路灯' })).toEqual([`“${path} / 城市公共设施”改名为“路灯”`])
    expect(said({ ...lamps, state: 'retired' })).toEqual([`“${path} / 城市公共设施”停用`])
    expect(said({ ...lamps, state: 'retired', mergedInto: '010211' })).toEqual([
      `“${path} / 城市公共设施”并入“${path} / 基础设施”`,
    ])
    expect(said({ ...lamps, code: '010299', name: '路灯' })).toEqual([`新增“${path} / 路灯”`])
  })

  it('gives a new matter the first code that nothing has had', () => {
    expect(nextCode(MATTERS, null)).toBe('16')
    expect(nextCode(MATTERS, '0103')).toBe('010307')
    expect(nextCode(MATTERS, LAMPS)).toBe(null)
    expect(below(MATTERS, null)).toHaveLength(15)
  })

  it('reads back the worksheet it writes, also where Excel made numbers of the codes', () => {
    const rows = rowsOf(MATTERS)
    const { entries, problems } = readRows(rows)
    expect(problems).toEqual([])
    expect(entries).toEqual([...MATTERS.entries.values()])
    const numbers = rows.map(([code, ...rest]) => [/^\d+$/.test(code!) ? Number(code) : code, ...rest])
    expect(readRows(numbers).entries).toEqual(entries)
  })

  it('tells by its row what is no matter, and needs the columns', () => {
    expect(readRows([['名称'], ['路灯']]).problems).toMatchObject([{ row: 1 }])
    const read = readRows([
      ['代码', '名称', '状态', '并入'],
      ['010204', '路灯', '作废', null],
      [null, null, null, null],
      ['010205', ' 杂项 ', null, '010211'],
    ])
    expect(read.problems).toMatchObject([{ row: 2 }])
    expect(read.entries).toEqual([{ code: '010205', name: '杂项', state: 'retired', mergedInto: '010211' }])
    expect(read.rows.get('010205')).toBe(4)
  })
})
