import { describe, expect, it } from 'vitest'
import { masked } from '../../functions/src/domain/people/personal-data'

/** The city's form left everything blank. */
const UNKNOWN = { name: '', phone: '', idNumber: '', address: '' }
const kept = (text: string): string => masked(text, UNKNOWN)

describe('a name in what somebody said', () => {
  it.each([
    ['朱先生来电反映，其妻肖女士住院', '【姓名】先生来电反映，其妻【姓名】女士住院'],
    ['欧阳女士与邻居赵大爷争执', '【姓名】女士与邻居【姓名】大爷争执'],
    ['朱大明先生的宅基地', '【姓名】先生的宅基地'],
    ['包工头黄某拖欠工资，李某某作证', '包工头【姓名】某拖欠工资，【姓名】某某作证'],
    ['我叫李建国，家住村口', '我叫【姓名】，家住村口'],
    ['联系人：陈大海13800138000', '联系人：【姓名】【电话】'],
    ['联系人：司马长风（电话见附件）', '联系人：【姓名】（电话见附件）'],
    ['来电人王小明称路灯不亮', '来电人【姓名】称路灯不亮'],
    ['投诉人：唐先生', '投诉人：【姓名】先生'],
    ['我是何珣，是本村村民', '我是【姓名】，是本村村民'],
  ])('[R16.1] is masked, whoever it is: %s', (text, expected) => {
    expect(kept(text)).toBe(expected)
    expect(kept(expected)).toBe(expected)
  })

  it.each([
    '王局长和李书记到场，刘村长不在',
    '找张医生、陈老师和周师傅都没有用',
    '位于某小区三楼，向某平台申请',
    '一位女士说没有任何女士反映过',
    '门口的保安大爷和城管大叔',
    '来电人反映联系人方式有误',
    '来电人于昨日反映，来电人认为不妥',
    '我是高新区的居民，我是安置户',
    '张村小学和王家冲村的水库',
    '联系人及电话见附件',
  ])('is not seen in an official, a place or a word: %s', (text) => {
    expect(kept(text)).toBe(text)
  })
})
