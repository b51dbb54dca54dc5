/** The policy as a form shows it: each setting a line with its unit, written as text and read back. */
import { SATISFIED_GRADES } from '@domain/policy/grades'
import { type Category, CATEGORIES } from '@domain/matters/category'
import { DAY, HOUR, MINUTE } from '@domain/base/instant'
import {
  type Alarms,
  CLOCK_KINDS,
  type ClockKind,
  type Level,
  LEVELS,
  LOST_ORDERS,
  type Policy,
  SECOND_FACTOR_OF,
  STAGE_WORKDAY_KINDS,
  type StageWorkdayKind,
} from '@domain/policy/policy'
import { CATEGORY, GRADE, LOST_ORDER_SHOWS, ROLE, SECOND_FACTOR, TIMED } from '@domain/words/terms'

export const CLIMBS_TO: Readonly<Record<Level, string>> = {
  handler: '经办人',
  'leader-in-charge': '分管领导',
  'principal-leader': '主要领导',
  county: '县领导',
}

export type Unit = '小时' | '分钟' | '天' | '个工作日' | '次' | '件' | '人' | '兆字节' | '时刻'

export interface Line {
  /** Where the setting lies in the policy, as a refusal names it. */
  readonly path: string
  readonly label: string
  readonly unit: Unit
  readonly hint?: string
}

/** A setting that is one of a few, in the order they are offered. */
export interface Choice {
  readonly path: string
  readonly label: string
  readonly hint?: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  /** The setting is a list: an option's value names its members, with commas. */
  readonly list?: true
}

const handling = (category: Category): Line => ({
  path: `handlingWorkdays.${category}`,
  label: `${CATEGORY[category]}办理时限`,
  unit: '个工作日',
})

const STARTS: Readonly<Record<StageWorkdayKind, string>> = {
  dispatch: '从核实起',
  reassign: '从退回、撤回或中止办理起',
  instruct: '从呈请批示起',
  convene: '从列为异议工单起',
  consult: '从召集起',
  'first-review': '从最后一个单位反馈起',
  'call-back': '从初审通过起',
  evaluate: '从申请评议起',
  archive: '从回访或评议完成起',
}

/** R18 */
const stage = (kind: StageWorkdayKind): Line => ({
  path: `stageWorkdays.${kind}`,
  label: `${TIMED[kind]}时限`,
  unit: '个工作日',
  hint: STARTS[kind],
})

/** Case 18: a list of codes with names, one a line: `life 人身安全`. */
export interface Named {
  readonly path: string
  readonly label: string
  readonly hint: string
}

export interface Group {
  readonly name: string
  readonly lines: readonly Line[]
  readonly choices?: readonly Choice[]
  readonly named?: readonly Named[]
}

export const GROUPS: readonly Group[] = [
  {
    name: '办理时限',
    lines: [
      { path: 'signWithin', label: '签收时限', unit: '小时', hint: '自然小时，节假日不停' },
      { path: 'takenWithin', label: '市中心转办多久以内可接收', unit: '天', hint: '更早转办的工单不予接收' },
      ...CATEGORIES.map(handling),
      { path: 'dayEndsAtMinute', label: '最后一个工作日的截止时间', unit: '时刻', hint: '24:00 为当日结束' },
      { path: 'progressEveryWorkdays', label: '复杂工单进度更新间隔', unit: '个工作日' },
    ],
  },
  {
    name: '延期与退回',
    lines: [
      { path: 'extendBefore', label: '延期申请须提前', unit: '小时' },
      { path: 'extensionsAtMost', label: '原则上延期次数', unit: '次' },
      { path: 'returnWithin', label: '签收后可申请退回', unit: '小时' },
      { path: 'decideReturnWorkdays', label: '退回审核时限', unit: '个工作日' },
      { path: 'disputeAfterReturns', label: '退回几次转为异议工单', unit: '次' },
    ],
    choices: [
      {
        path: 'thirdExtension',
        label: '用完后例外再延期一次',
        options: [
          { value: 'false', text: '不允许' },
          { value: 'true', text: '有市中心文件的允许' },
        ],
      },
    ],
  },
  {
    name: '提级、评议与回访',
    lines: [
      { path: 'inspectAfter.repeats', label: '同一事项重复反映', unit: '件', hint: '达到即提级核查' },
      { path: 'inspectAfter.repeatWithin', label: '重复反映统计期', unit: '天' },
      {
        path: 'sameCaller.within',
        label: '查找同一诉求人的工单',
        unit: '天',
        hint: '核实时提示可能重复的工单',
      },
      { path: 'sameCaller.closedWithin', label: '其中已结束的', unit: '天' },
      { path: 'inspectAfter.dissatisfied', label: '回访不满意', unit: '次', hint: '达到即提级核查' },
      { path: 'inspectAfter.redos', label: '发回重办', unit: '次', hint: '达到即提级核查' },
      { path: 'inspectAfter.returns', label: '同意退回', unit: '次', hint: '达到即提级核查' },
      { path: 'panelAtLeast', label: '质效评议最少人数', unit: '人' },
      { path: 'callbackAttempts', label: '回访未接通可归档', unit: '次' },
    ],
    choices: [
      ...[
        { name: 'odd', label: '评价员人数', yes: '须为单数', no: '不限' },
        { name: 'twoKinds', label: '评价员类别', yes: '须来自两类以上人员', no: '不限' },
        { name: 'notJudged', label: '被评议单位的人员', yes: '须回避', no: '可以参加' },
      ].map(({ name, label, yes, no }) => ({
        path: `panel.${name}`,
        label,
        options: [
          { value: 'true', text: yes },
          { value: 'false', text: no },
        ],
      })),
      {
        path: 'inspectedBy',
        label: '提级核查部门',
        hint: '热线中心没有另行移交时',
        options: [
          { value: 'both', text: '督查室或派驻纪检组' },
          { value: 'supervision', text: ROLE.supervision },
          { value: 'discipline', text: ROLE.discipline },
        ],
      },
      {
        path: 'satisfiedGrades',
        label: '计为满意的评价',
        hint: '未评价的不计入满意率',
        list: true,
        // A policy from before the choice counts all three.
        options: [3, 2, 1].map((best) => {
          const grades = SATISFIED_GRADES.slice(0, best)
          return { value: grades.join(','), text: grades.map((grade) => GRADE[grade]).join('、') }
        }),
      },
    ],
  },
  {
    name: '热线中心各环节时限',
    lines: STAGE_WORKDAY_KINDS.map(stage),
  },
  {
    name: '紧急工单',
    lines: [
      {
        path: 'urgency.signWithin',
        label: '紧急签收时限',
        unit: '小时',
        hint: '热线中心从转办起、单位从分派起；自然小时，原签收时限照旧',
      },
      {
        path: 'urgency.contactWithin',
        label: '首次联系时限',
        unit: '小时',
        hint: '从分派起，到记录告知诉求人',
      },
      {
        path: 'urgency.progressWithin',
        label: '紧急进展时限',
        unit: '小时',
        hint: '从分派起，到记录办理进展',
      },
    ],
    named: [
      {
        path: 'urgency.kinds',
        label: '紧急情形',
        hint: '每行一种，写作“代码 名称”，如“life 人身安全”；代码用小写英文字母',
      },
    ],
  },
  {
    name: '佐证材料',
    lines: [
      { path: 'evidence.maxBytes', label: '单份材料大小上限', unit: '兆字节' },
      { path: 'evidence.perOrder', label: '每件工单材料上限', unit: '件' },
    ],
  },
  {
    name: '办公时间',
    lines: [
      { path: 'officeHours.from', label: '上班', unit: '时刻', hint: '办公时间以外不发提醒' },
      { path: 'officeHours.to', label: '下班', unit: '时刻' },
    ],
  },
  {
    name: '安全与保密',
    lines: [
      { path: 'guard.looks.perHour', label: '每人每小时查看上限', unit: '次', hint: '诉求人信息和佐证材料' },
      { path: 'guard.looks.perDay', label: '每人每天查看上限', unit: '次', hint: '不少于每小时上限' },
      { path: 'guard.idleMinutes', label: '无操作自动退出', unit: '分钟' },
    ],
    choices: [
      {
        path: 'guard.secondPerson',
        label: '重要岗位须两人办理',
        hint: '能看到诉求人或举报的岗位、管理员本人的岗位，由另一位管理员同意后生效',
        options: [
          { value: 'true', text: '须另一位管理员同意' },
          { value: 'false', text: '一人办理即生效' },
        ],
      },
      {
        path: 'guard.lostOrders',
        label: '单位不再承办的工单',
        options: LOST_ORDERS.map((value) => ({ value, text: LOST_ORDER_SHOWS[value] })),
      },
      {
        path: 'guard.secondFactorOf',
        label: '登录须动态验证码',
        options: SECOND_FACTOR_OF.map((value) => ({ value, text: SECOND_FACTOR[value] })),
      },
    ],
  },
]
const LINES = GROUPS.flatMap(({ lines }) => lines)
const CHOICES = GROUPS.flatMap(({ choices = [] }) => choices)
const NAMED = GROUPS.flatMap(({ named = [] }) => named)

/** What is typed, by path. An alarm's reminders are one text, its climbs one for each level. */
export type Draft = Record<string, string>

const MEBIBYTE = 1024 * 1024
const FACTOR: Readonly<Partial<Record<Unit, number>>> = { 小时: HOUR, 天: DAY, 兆字节: MEBIBYTE }

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const shown = (value: number, unit: Unit): string =>
  unit === '时刻' ? clock(value) : String(value / (FACTOR[unit] ?? 1))

/** NaN where the text is not what the unit asks for; the server refuses it and names the setting. */
const typed = (text: string, unit: Unit): number => {
  const trimmed = text.trim().replace('：', ':')
  if (unit === '时刻') {
    const parts = /^(\d{1,2}):(\d{2})$/.exec(trimmed)
    return parts === null || Number(parts[2]) > 59 ? NaN : Number(parts[1]) * 60 + Number(parts[2])
  }
  if (!/^\d+(\.\d+)?$/.test(trimmed)) return NaN
  const factor = FACTOR[unit]
  if (factor === undefined) return Number(trimmed)
  // Times are whole minutes, sizes whole bytes.
  const grain = unit === '兆字节' ? 1 : MINUTE
  return Math.round((Number(trimmed) * factor) / grain) * grain
}

type Entry = { readonly code: string; readonly name: string }
type Value = number | string | boolean | readonly string[] | readonly Entry[]

const namedShown = (entries: readonly Entry[]): string =>
  entries.map(({ code, name }) => `${code} ${name}`).join('\n')
const namedTyped = (text: string): readonly Entry[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [code = '', ...name] = line.split(/\s+/)
      return { code, name: name.join(' ') }
    })
type Tree = { [name: string]: Value | Tree }

/** Undefined in a policy that was published before there was such a setting. */
const valueAt = (policy: object, path: string): Value | undefined =>
  path
    .split('.')
    .reduce<unknown>(
      (tree, name) => (tree as Readonly<Record<string, unknown>> | undefined)?.[name],
      policy,
    ) as Value | undefined

const put = (policy: Tree, path: string, value: Value): void => {
  const names = path.split('.')
  const last = names.pop() ?? ''
  let tree = policy
  for (const name of names) {
    const inside = tree[name]
    const next: Tree = typeof inside === 'object' && !Array.isArray(inside) ? (inside as Tree) : {}
    tree[name] = next
    tree = next
  }
  tree[last] = value
}

export const remindPath = (kind: ClockKind): string => `alarms.${kind}.remindBefore`
export const climbPath = (kind: ClockKind, level: Level): string => `alarms.${kind}.climbAfter.${level}`

export const draftOf = (policy: Policy): Draft => ({
  ...Object.fromEntries(LINES.map(({ path, unit }) => [path, shown(Number(valueAt(policy, path)), unit)])),
  ...Object.fromEntries(
    CHOICES.map(({ path, options }) => [
      path,
      String((valueAt(policy, path) as string | boolean | undefined) ?? options[0]?.value),
    ]),
  ),
  ...Object.fromEntries(
    NAMED.map(({ path }) => [path, namedShown((valueAt(policy, path) ?? []) as readonly Entry[])]),
  ),
  ...Object.fromEntries(
    CLOCK_KINDS.flatMap((kind): [string, string][] => {
      const { remindBefore, climbAfter } = policy.alarms[kind]
      return [
        [remindPath(kind), remindBefore.map((before) => shown(before, '小时')).join('、')],
        ...LEVELS.map((level): [string, string] => {
          const climb = climbAfter.find(({ to }) => to === level)
          return [climbPath(kind, level), climb === undefined ? '' : shown(climb.after, '小时')]
        }),
      ]
    }),
  ),
})

const alarmsOf = (draft: Draft, kind: ClockKind): Alarms => ({
  remindBefore: (draft[remindPath(kind)] ?? '')
    .split(/[、,，\s]+/)
    .filter((text) => text !== '')
    .map((text) => typed(text, '小时')),
  climbAfter: LEVELS.flatMap((to) => {
    const text = draft[climbPath(kind, to)] ?? ''
    return text.trim() === '' ? [] : [{ after: typed(text, '小时'), to }]
  }),
})

const chosen = (text: string): Value => (text === 'true' || text === 'false' ? text === 'true' : text)

export const policyOf = (draft: Draft): Omit<Policy, 'version'> => {
  const policy: Tree = {}
  for (const { path, unit } of LINES) put(policy, path, typed(draft[path] ?? '', unit))
  for (const { path, list } of CHOICES) {
    const text = draft[path] ?? ''
    put(policy, path, list === true ? text.split(',') : chosen(text))
  }
  for (const { path } of NAMED) put(policy, path, namedTyped(draft[path] ?? ''))
  return {
    ...(policy as unknown as Omit<Policy, 'version' | 'alarms'>),
    alarms: Object.fromEntries(
      CLOCK_KINDS.map((kind): [ClockKind, Alarms] => [kind, alarmsOf(draft, kind)]),
    ) as Policy['alarms'],
  }
}

/** Every text that cannot be read as what it should be. */
export const unreadable = (draft: Draft): readonly string[] => [
  ...LINES.filter(({ path, unit }) => Number.isNaN(typed(draft[path] ?? '', unit))).map(({ path }) => path),
  ...NAMED.filter(({ path }) => namedTyped(draft[path] ?? '').some(({ name }) => name === '')).map(
    ({ path }) => path,
  ),
  ...CLOCK_KINDS.flatMap((kind) => {
    const { remindBefore, climbAfter } = alarmsOf(draft, kind)
    return [
      ...(remindBefore.some(Number.isNaN) ? [remindPath(kind)] : []),
      ...climbAfter.filter(({ after }) => Number.isNaN(after)).map(({ to }) => climbPath(kind, to)),
    ]
  }),
]

/** Whether a refusal's field is about this line: the setting itself, or what holds it. */
export const isAbout = (field: string, path: string): boolean => {
  const named = field.replace(/^policy\./, '').replace(/\.\d+(\.\w+)?$/, '')
  return named === path || path.startsWith(`${named}.`)
}
