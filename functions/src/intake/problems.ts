import type { Code } from '../domain/base/refusals'
import { fieldName } from '../domain/words/terms'
import type { FieldProblem, TransferProblem } from '../schema/transfer'

/** The names of fields that only a transfer has and no form: `caller.name` is not the name of a regulation. */
const NAMES: Readonly<Record<string, string>> = {
  calledAt: '诉求时间',
  cityDeadline: '市热线办结时限',
  caller: '诉求人信息',
  'caller.name': '诉求人姓名',
  kind: '报送类型',
  id: '报送编号',
}

const nameOf = (field: string): string => NAMES[field] ?? fieldName(field)

const SAYS: Readonly<Record<TransferProblem, (atMost: number | undefined) => string>> = {
  'not-an-object': () => '应为一个 JSON 对象',
  missing: () => '缺少此项',
  'wrong-type': () => '应为文字',
  'unknown-field': () => '不认识的字段',
  'unknown-value': () => '不在可选范围内',
  blank: () => '不能为空',
  'too-long': (atMost) => `超过 ${atMost ?? '规定的'} 个字符`,
  'bad-characters': () => '含有控制字符或残缺的字符',
  'bad-number': () => '应为 1 至 40 个英文字母、数字或连字符，以字母或数字开头',
  'not-date-time': () => '应为日期时间，如 2026-11-24T10:00:00+08:00',
  'no-offset': () => '缺少时区偏移（如 +08:00）',
  'not-real': () => '没有这样的日期或时间',
  'out-of-range': () => '应在 2000 年至 2099 年之间',
  'too-long-ago': () => '比转办时间早一年以上',
  'too-far-ahead': () => '比转办时间晚一年以上',
  'after-transfer': () => '晚于转办时间',
  'before-transfer': () => '不晚于转办时间',
  'in-the-future': () => '晚于现在',
  'too-old': (atMost) => `早于 ${atMost ?? '规定的'} 天前，不再按新转办的工单接收`,
}

export interface SaidProblem extends FieldProblem {
  /** What to put right, without the field's name. */
  readonly message: string
}

export const said = (problem: FieldProblem): SaidProblem => ({
  ...problem,
  message: SAYS[problem.problem](problem.atMost),
})

/** All of them in one sentence, with the fields' names as the county says them. */
export const sentenceOf = (problems: readonly FieldProblem[]): string => {
  const each = problems.map((problem) => {
    const name =
      problem.problem === 'unknown-field' || problem.field === '' ? problem.field : nameOf(problem.field)
    return name === '' ? said(problem).message : `${name}：${said(problem).message}`
  })
  return `工单内容有误：${each.join('；')}。`
}

/** The field that a refusal of a rule is about, where it is about one. */
export const problemsOfRefusal = (code: Code): readonly FieldProblem[] =>
  code === 'transfer.in-the-future' ? [{ field: 'transferredAt', problem: 'in-the-future' }] : []
