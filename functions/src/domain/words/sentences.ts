/**
 * What is said to people, in Chinese, made here only: for the server's errors and the web alike. A sentence of a
 * refusal says what is wrong and what to do about it.
 */
import type { Happening } from '../events'
import type { Notice } from '../notices'
import type { Refusal } from '../refusal'
import {
  ASSIGNMENT_STATE,
  CENTRE,
  fieldName,
  levelName,
  lackName,
  ROLE,
  STAGE,
  STEP,
  termOf,
  type UnitName,
} from './terms'
import { deadlineTime, fullTime } from './times'

/** Reads a refusal's parameters. What is missing is spoken around: a newer server may know less or more than this page. */
class Params {
  constructor(private readonly given: Refusal['params']) {}

  text(name: string, otherwise: string): string {
    const value = this.given?.[name]
    return typeof value === 'string' && value.trim() !== ''
      ? value
      : typeof value === 'number'
        ? String(value)
        : otherwise
  }

  list(name: string, term: (value: string) => string, otherwise: string): string {
    const value = this.given?.[name]
    const values = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as unknown[]) : []
    const terms = new Set(values.filter((each): each is string => typeof each === 'string').map(term))
    return terms.size > 0 ? [...terms].join('、') : otherwise
  }

  time(name: string, otherwise: string): string {
    const value = this.given?.[name]
    const at = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : NaN
    return Math.abs(at) <= LAST_INSTANT ? fullTime(at) : otherwise
  }
}

/** The role alone: a post's unit is known here by its id only. */
const postIn = (params: Params): string =>
  termOf(ROLE, params.text('post', '').split('@')[0] ?? '') ?? '所选的'

/** The end of 9999: beyond it dates are no longer written with four digits. */
const LAST_INSTANT = 253_402_271_999_000

const SENTENCES: Readonly<Record<string, (params: Params) => string>> = {
  'access.not-signed-in': () => '登录已失效，请重新登录后再操作。',
  'access.no-post': (params) =>
    `您没有${postIn(params)}岗位，或该岗位已停用。请切换到自己的岗位，或联系系统管理员。`,
  'staff.unknown-post': (params) =>
    `${postIn(params)}岗位的写法有误，或该岗位所在的单位尚未建立。请核对后再保存，必要时先建立单位。`,
  'staff.own-administration': () => '不能停用自己的账号或取消自己的管理员岗位。请由另一位管理员操作。',
  'access.unknown-order': () => '找不到这件工单，或您无权查看。请核对工单编号，或从工单列表进入。',
  'access.not-your-order': () => '这件工单没有分派给您所在的单位，不能由您办理。如有疑问，请联系县热线中心。',
  'access.wrong-role': (params) =>
    `${termOf(ROLE, params.text('role', '')) ?? '当前'}岗位不能进行这项操作。请切换岗位，或转请有权限的同事办理。`,

  'state.wrong-stage': (params) =>
    `工单目前处于“${termOf(STAGE, params.text('stage', '')) ?? '其他'}”阶段，不能进行这项操作。请按页面上的最新状态办理。`,
  'state.wrong-part': (params) =>
    `本单位的办理状态是“${termOf(ASSIGNMENT_STATE, params.text('state', '')) ?? '其他'}”，不能进行这项操作。请按页面上的最新状态办理。`,

  'version.missing': () => '提交时没有带上您看到的工单版本。请刷新页面，看过最新内容后再提交。',
  'version.changed': (params) =>
    `您查看之后，工单有了新的变化（您看到的是第 ${params.text('seen', '？')} 版，现在是第 ${params.text('current', '？')} 版）。已填内容仍保留，请看过最新内容后再提交。`,
  'version.unknown': (params) =>
    `提交的工单版本（第 ${params.text('seen', '？')} 版）比系统中的（第 ${params.text('current', '？')} 版）还新。请刷新页面后再提交。`,

  'text.personal-data': (params) =>
    `“${fieldName(params.text('field', ''))}”中含有身份证号或手机号码。为保护个人信息，请删去后再提交。`,
  'input.invalid': (params) =>
    `以下内容填写有误：${params.list('fields', fieldName, '提交的内容')}。请改正后再提交。`,
  'transfer.in-the-future': (params) =>
    `转办时间（${params.time('at', '所填时间')}）晚于现在。请核对转办时间后重新报送。`,

  'transfer.other-content': (params) =>
    `编号为 ${params.text('number', '所填编号')} 的工单已收到过，内容与这次报送的不同。请核对编号，更正内容请由市热线系统另行办理。`,
  'feed.replayed': () => '这次报送的签名已经用过，未重复接收。请重新签名后再报送。',

  'verify.missing': (params) =>
    `工单信息不完整，缺少：${params.list('fields', fieldName, '必填内容')}。请补全后再核实通过。`,
  'verify.unknown-township': (params) =>
    `所属乡镇代码“${params.text('township', '（空）')}”不在本县名录中。请从列表中重新选择。`,

  'dispatch.not-verified': () => '工单尚未核实，不能分派。请先签收并核实工单信息。',
  'dispatch.unknown-unit': (params) =>
    `找不到承办单位“${params.text('unit', '（空）')}”。请从单位列表中重新选择。`,
  'dispatch.unit-not-ready': (params) =>
    `${params.text('unit', '该单位')}缺少${params.list('lacks', lackName, '必要的人员安排')}，暂不能派单。请通知该单位补齐，或改派其他单位。`,
  'dispatch.unknown-entry': (params) =>
    `派单目录中没有所选条目（${params.text('entry', '未选择')}），可能已调整。请重新选择分派依据。`,
  'dispatch.entry-of-another-unit': (params) =>
    `派单目录中“${params.text('entry', '该事项')}”属于其他单位。请改选对应的单位，或改用其他分派依据。`,
  'dispatch.basis-missing': () => '没有写明分派依据。请填写所依据的法规或职责清单名称。',
  'dispatch.justification-missing': () => '按就近职责分派需要书面说明。请写明为什么由该单位承办。',

  'step.note-missing': () => '没有填写进展说明。请写明做了什么、结果如何。',
  'feedback.missing': (params) =>
    `办理结果反馈不完整，缺少：${params.list('fields', fieldName, '必填内容')}。请补全后再提交。`,
  'review.own-feedback': () => '办理结果是您本人提交的，须由本单位其他领导审核。请转请其他领导办理。',
  'review.reasons-missing': () => '没有写明退回理由。请写清楚需要补充或改正的内容。',
  'review.checklist-open': () => '清单中还有未达到的项目，不能通过。请逐项核对，或选择发回重办并写明理由。',
  'review.nothing-wrong': () => '清单各项均已达到，不能发回重办。请取消未达到项目的勾选，或选择通过。',
  'callback.answers-missing': () => '已接通的回访须记录是否解决、是否满意。请补全后再提交。',
  'callback.not-reached': () => '未接通的回访不能记录是否解决、是否满意。请取消这两项，或改为已接通。',

  'extensions-too-many': (params) =>
    `已延期 ${params.text('granted', '多')} 次，最多只能延期 ${params.text('atMost', '规定的')} 次。请按现有时限办结。`,
  'extension-not-whole': (params) =>
    `第 ${params.text('place', '？')} 次延期的天数（${params.text('workdays', '未填')}）不是正整数。请填写工作日天数。`,
  'extension-too-long': (params) =>
    `第 ${params.text('place', '？')} 次延期 ${params.text('workdays', '若干')} 个工作日，超过了原办理时限 ${params.text('atMost', '规定的')} 个工作日。请缩短延期。`,
  'workdays-not-countable': (params) =>
    `工作日天数（${params.text('workdays', '未填')}）无法计算。请填写正整数。`,
  'no-workday-in-reach': (params) =>
    `在 ${params.text('days', '规定的')} 天内数不出 ${params.text('workdays', '所需的')} 个工作日。请检查本县的节假日设置。`,

  'look.why-missing': () => '没有填写查看事由。请写明因何需要查看诉求人信息。',
  'look.not-yours': (params) =>
    `以${postIn(params)}岗位目前不能查看这件工单的诉求人信息。确需查看的，请联系县热线中心。`,
  'system.unavailable': () =>
    '系统暂时无法处理，您填写的内容没有丢失。请稍后重试；多次不成功请联系系统管理员。',
}

/** Codes are shown only if they look like ours: whatever else arrives is not for reading. */
const CODE = /^(?!undefined$|null$)[a-z][a-z-]{0,30}(?:\.[a-z][a-z-]{0,40})?$/

const GENERAL = '操作没有成功。请刷新页面后重试；仍不成功请联系系统管理员。'

export const KNOWN_CODES: readonly string[] = Object.keys(SENTENCES)

/** What is wrong and what to do about it. A code nobody wrote a sentence for still gets a safe one. */
export const sentence = ({ code, params }: Refusal): string => {
  const known = KNOWN_CODES.includes(code) ? SENTENCES[code] : undefined
  if (known !== undefined) return known(new Params(params))
  return CODE.test(code) ? `${GENERAL}（代码：${code}）` : GENERAL
}

const holderName = (holder: string | null, unitName: UnitName): string =>
  holder === null || holder === 'centre' ? CENTRE : unitName(holder)

const overdue = (clock: 'sign' | 'handle' | null): string => (clock === 'sign' ? '签收' : '办结')

/** One line for the bell. `now` decides whether a deadline needs its year. */
export const noticeSentence = (
  { kind, clock, holder, dueAt }: Pick<Notice, 'kind' | 'clock' | 'holder' | 'dueAt'>,
  unitName: UnitName,
  now: number,
): string => {
  const who = holderName(holder, unitName)
  const due = dueAt === null ? '规定时间' : deadlineTime(dueAt, now)
  switch (kind) {
    case 'dispatched':
      return '有新的工单分派到本单位，请在 24 小时内签收。'
    case 'sent-back':
      return '办理结果被单位领导退回，请按意见修改后重新提交。'
    case 'redo':
      return '热线中心初审未通过，工单发回重办，办理时限不变。'
    case 'remind':
      return `${who}须在 ${due} 前${overdue(clock)}，请抓紧办理。`
    case 'breach':
      return `${who}未在 ${due} 前${overdue(clock)}，已记为超时，请立即办理。`
    case 'climb':
      return `${who}超时仍未${overdue(clock)}（应于 ${due} 前），现向您上报，请督促办理。`
  }
}

/** The names a happening's sentence needs: it knows units by id and parts of an order by number. */
export interface Names {
  readonly unit: UnitName
  /** The unit of the order's assignment with that number. */
  readonly part: (no: number) => string
}

/** One line of an order's history; the texts people wrote stand beside it and are not repeated here. */
export const happeningSentence = (happening: Happening, names: Names, now: number): string => {
  switch (happening.type) {
    case 'transferred':
      return '市12345热线中心转来工单'
    case 'centre-signed':
      return '热线中心签收工单'
    case 'verified':
      return '热线中心核实工单信息，信息完整'
    case 'dispatched': {
      const { unit, part, limitWorkdays, handle } = happening.data
      const provisional = handle.provisional ? '，暂定' : ''
      return `分派给${names.unit(unit)}${part === 'host' ? '主办' : '协办'}，${limitWorkdays} 个工作日内办结（${deadlineTime(handle.dueAt, now)} 前${provisional}）`
    }
    case 'unit-signed':
      return `${names.part(happening.data.no)}签收工单`
    case 'step-recorded':
      return `${names.part(happening.data.no)}记录进展：${STEP[happening.data.step]}`
    case 'feedback-submitted':
      return `${names.part(happening.data.no)}提交办理结果，待单位内审核`
    case 'unit-reviewed':
      return happening.data.passed
        ? `${names.part(happening.data.no)}内部审核通过，报热线中心初审`
        : `${names.part(happening.data.no)}内部审核未通过，退回修改`
    case 'first-reviewed':
      return happening.data.passed ? '热线中心初审通过，转入回访' : '热线中心初审未通过，发回重办'
    case 'called-back':
      return calledBack(happening.data)
    case 'archived':
      return '工单归档'
    case 'rang': {
      const { what, kind, holder, dueAt, to } = happening.data
      const who = holderName(holder, names.unit)
      const due = deadlineTime(dueAt, now)
      if (what === 'remind') return `提醒：${who}须在 ${due} 前${overdue(kind)}`
      if (what === 'breach') return `${who}未在 ${due} 前${overdue(kind)}，记为超时`
      return `${who}超时未${overdue(kind)}，上报${levelName(to, holder)}`
    }
  }
}

const calledBack = ({
  reached,
  solved,
  satisfied,
  done,
}: {
  readonly reached: boolean
  readonly solved: boolean | null
  readonly satisfied: boolean | null
  readonly done: boolean
}): string => {
  if (!reached) return done ? '回访未接通，已达规定次数，转入归档' : '回访未接通，将再次回访'
  return `回访诉求人：${solved === true ? '问题已解决' : '问题未解决'}，${satisfied === true ? '满意' : '不满意'}`
}
