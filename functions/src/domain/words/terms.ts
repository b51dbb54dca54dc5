/**
 * The Chinese terms of the county's plan for what the code names in English. `Record` over the domain's own types, so
 * that a value without a term does not compile.
 */
import type { Category } from '../category'
import type { CommandType } from '../commands/command'
import { RATES } from '../figures'
import type { NoticeKind } from '../notices'
import type { Assignment, AssignmentState, Basis, Clock, Order, Stage, Step } from '../order'
import { isUnitRole, type Post, postOfKey, type Role } from '../people'
import type { Level } from '../policy'
import type { Unit } from '../unit'

export const STAGE: Readonly<Record<Stage, string>> = {
  'to-sign': '待中心签收',
  'to-verify': '待核实',
  'to-dispatch': '待分派',
  handling: '办理中',
  'first-review': '待初审',
  callback: '待回访',
  'to-archive': '待归档',
  archived: '已归档',
}

export const CATEGORY: Readonly<Record<Category, string>> = {
  consultation: '咨询',
  help: '求助',
  complaint: '投诉',
  report: '举报',
  suggestion: '建议',
}

export const ROLE: Readonly<Record<Role, string>> = {
  clerk: '热线中心受理员',
  reviewer: '热线中心审核员',
  handler: '经办人',
  'leader-in-charge': '分管领导',
  'principal-leader': '主要领导',
  'county-leader': '县领导',
  supervision: '两办督查室',
  discipline: '派驻纪检组',
  city: '市12345热线中心',
  administrator: '系统管理员',
}

/** What a button that gives the command says. */
export const COMMAND: Readonly<Record<CommandType, string>> = {
  'centre-sign': '签收',
  verify: '核实信息',
  dispatch: '分派',
  'unit-sign': '签收',
  'record-step': '记录进展',
  'submit-feedback': '提交办理结果',
  'review-in-unit': '单位内审核',
  'first-review': '初审',
  'call-back': '回访',
  archive: '归档',
}

export const STEP: Readonly<Record<Step, string>> = {
  inform: '告知',
  submit: '呈批',
  handle: '办理',
  answer: '答复',
}

/** What each step of the inner loop means, for whoever has to choose one. */
export const STEP_HINT: Readonly<Record<Step, string>> = {
  inform: '联系诉求人，告知已受理和办理安排',
  submit: '报请单位领导批示',
  handle: '现场检查、调查处理等办理情况',
  answer: '向诉求人答复办理结果',
}

/** Every field of a form that a refusal may name. */
export const FIELD = {
  title: '标题',
  text: '诉求内容',
  category: '诉求类别',
  matter: '诉求事项',
  township: '所属乡镇',
  place: '具体地点',
  unit: '承办单位',
  basis: '分派依据',
  entry: '派单目录条目',
  name: '法规或职责清单名称',
  justification: '就近职责说明',
  step: '办理环节',
  note: '说明',
  situation: '基本情况及现场检查情况',
  result: '处理结果及与诉求人沟通情况',
  answer: '拟答复口径',
  pass: '审核结论',
  reasons: '理由',
  complete: '要件完整',
  reasonable: '处理合理',
  wellFormed: '格式规范',
  reached: '是否接通',
  solved: '是否解决',
  satisfied: '是否满意',
  why: '查看事由',
  cityNumber: '市工单编号',
  transferredAt: '转办时间',
  phone: '联系电话',
  idNumber: '身份证号',
  address: '住址',
} as const satisfies Readonly<Record<string, string>>
/** The term for a key that came from outside and may be none. (`Object.hasOwn` is younger than the office's browsers.) */
export const termOf = (terms: Readonly<Record<string, string>>, key: string): string | null =>
  Object.entries(terms).find(([each]) => each === key)?.[1] ?? null

/** The term for a field, which may be a path such as `data.basis.justification`; its last known part decides. */
export const fieldName = (path: string): string =>
  path
    .split('.')
    .reverse()
    .map((part) => termOf(FIELD, part))
    .find((term) => term !== null) ?? '其他内容'

/** The questions of the first review's checklist (R9.2). */
export const CHECKLIST: Readonly<Record<'complete' | 'reasonable' | 'wellFormed', string>> = {
  complete: '要件完整：三项内容齐全，诉求逐项有回应',
  reasonable: '处理合理：事实清楚，处理于法于理有据',
  wellFormed: '格式规范：表述规范，答复口径可直接使用',
}

/** What a unit lacks before it may be given orders (R6.1), as `lacking` names it. */
const LACK: Readonly<Record<string, string>> = {
  'leader-in-charge': '分管领导',
  section: '承办股室',
  handler: '在岗经办人',
}
export const lackName = (lack: string): string => termOf(LACK, lack) ?? '必要的人员安排'

export const CLOCK: Readonly<Record<Clock['kind'], string>> = { sign: '签收时限', handle: '办理时限' }

const LEVEL: Readonly<Record<Level, string>> = {
  handler: '经办人',
  'leader-in-charge': '分管领导',
  'principal-leader': '主要领导',
  county: '县领导',
}
/** The hotline centre has clerks and reviewers where a unit has handlers and leaders. */
const CENTRE_LEVEL: Readonly<Record<Level, string>> = {
  handler: ROLE.clerk,
  'leader-in-charge': ROLE.reviewer,
  'principal-leader': ROLE.reviewer,
  county: ROLE['county-leader'],
}
/** Who an overdue limit of this holder has climbed to (R17). */
export const levelName = (level: Level, holder: string): string =>
  (holder === 'centre' ? CENTRE_LEVEL : LEVEL)[level]

export const ASSIGNMENT_STATE: Readonly<Record<AssignmentState, string>> = {
  'to-sign': '待单位签收',
  handling: '办理中',
  'in-unit-review': '待单位内审核',
  'left-unit': '已报热线中心',
  passed: '初审通过',
}

export const PART: Readonly<Record<Assignment['part'], string>> = { host: '主办', assist: '协办' }

export const BASIS: Readonly<Record<Basis['kind'], string>> = {
  catalogue: '派单目录',
  regulation: '法规或职责清单',
  'nearest-duty': '就近职责',
}

export const SOURCE: Readonly<Record<Order['source'], string>> = {
  'city-feed': '市热线系统转办',
  file: '文件导入',
}

export const UNIT_KIND: Readonly<Record<Unit['kind'], string>> = { township: '乡镇', department: '部门' }

export const NOTICE: Readonly<Record<NoticeKind, string>> = {
  dispatched: '新工单',
  'sent-back': '审核退回',
  redo: '发回重办',
  remind: '到期提醒',
  breach: '超时',
  climb: '超时上报',
}

export const RATE: Readonly<Record<keyof typeof RATES, string>> = {
  signing: '按时接收率',
  completion: '按时办结率',
  satisfaction: '满意率',
}

export const CENTRE = '县12345热线中心'

/** Gives a unit's name for its id. */
export type UnitName = (unit: string) => string

export const postName = ({ role, unit }: Post, unitName: UnitName): string =>
  isUnitRole(role) && unit !== null ? `${unitName(unit)}${ROLE[role]}` : ROLE[role]

/** Who did something, as events name it: a post's key, or `system` for what happens by itself. */
export const actorName = (actingAs: string, unitName: UnitName): string => {
  const post = postOfKey(actingAs)
  return post === null ? '系统' : postName(post, unitName)
}
