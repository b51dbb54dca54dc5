import { askedByOf, gradeOf, type Heard, solutionOf } from '../order/callback'
import { atTheTable } from '../order/consultation'
import type { Happening } from '../order/events'
import {
  ACCOUNTABILITY_WORD,
  APPEAL_GROUND,
  ASKED,
  CATEGORY,
  DISPUTE_GROUND,
  ENDING,
  FLAG_GROUND,
  GRADE,
  OUTCOME,
  RETURN_GROUND,
  levelName,
  ROLE,
  SOLUTION,
  STEP,
  TAKEN_ACT,
  type UnitName,
  holderName,
  overdue,
} from './terms'
import { deadlineTime } from './times'

/** The names that a happening's sentence needs: the happening has only ids of units and numbers of parts. */
export interface Names {
  readonly unit: UnitName
  /** The unit of the order's assignment with that number. */
  readonly part: (no: number) => string
}

/** One line of an order's history. The texts that people wrote stand beside it and are not repeated here. */
export const happeningSentence = (happening: Happening, names: Names, now: number): string => {
  switch (happening.type) {
    case 'transferred':
      return happening.data.urgent === undefined
        ? '市12345热线中心转来工单'
        : `市12345热线中心转来紧急工单：${happening.data.urgent.kind.name}`
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
    case 'assigned-in-unit': {
      const { no, handlers, section } = happening.data
      if (handlers.length === 0) return `${names.part(no)}收回内部交办，由本单位办理`
      return `${names.part(no)}内部交办：${section === '' ? '指定经办人' : section}${section === '' ? '' : `（${handlers.length} 人）`}`
    }
    case 'step-recorded':
      return `${names.part(happening.data.no)}记录进展：${STEP[happening.data.step]}`
    case 'feedback-submitted': {
      const { no: part, outcome } = happening.data
      const kind = outcome == null ? '' : `（${OUTCOME[outcome.kind]}）`
      return `${names.part(part)}提交办理结果${kind}，待单位内审核`
    }
    case 'unit-reviewed':
      return happening.data.passed
        ? `${names.part(happening.data.no)}内部审核通过，报热线中心初审`
        : `${names.part(happening.data.no)}内部审核未通过，退回修改`
    case 'first-reviewed':
      return happening.data.passed ? '热线中心初审通过，转入回访' : '热线中心初审未通过，发回重办'
    case 'called-back':
      return calledBack(happening.data)
    case 'callback-corrected':
      return `回访结果更正为：问题${SOLUTION[happening.data.solution]}，${GRADE[happening.data.grade]}`
    case 'redo-ordered':
      return '热线中心发回重办，办理时限不变'
    case 'archived':
      if (happening.data.into !== undefined) return `并入工单 ${happening.data.into}，作为其补充`
      return happening.data.ending === 'done' ? '工单归档' : `工单归档：${ENDING[happening.data.ending]}`
    case 'referred-to-leader':
      return '无法分派，呈请县领导批示'
    case 'instructed':
      return `县领导${happening.data.leader}批示交办`
    case 'disputed':
      return `列为异议工单：${DISPUTE_GROUND[happening.data.ground]}`
    case 'convened': {
      const { lead, kind } = happening.data
      const all = atTheTable(happening.data).map(names.unit).join('、')
      return kind === 'joint' ? `热线中心召集会商：${all}` : `${names.unit(lead ?? '')}牵头会商：${all}`
    }
    case 'consulted':
      return happening.data.agreed ? '会商达成一致' : '会商未达成一致'
    case 'consultation-broken-off':
      return '会商中止，有参加单位须回避'
    case 'return-applied':
      return `${names.part(happening.data.no)}申请退回：${RETURN_GROUND[happening.data.ground]}`
    case 'return-decided':
      return `热线中心${happening.data.approved ? '同意' : '不同意'}${names.part(happening.data.no)}退回`
    case 'dispatch-withdrawn':
      return `热线中心撤回对${names.part(happening.data.no)}的分派`
    case 'extension-applied':
      return `${names.part(happening.data.no)}申请延期 ${happening.data.workdays} 个工作日`
    case 'extension-decided': {
      const { no: part, approved, clock } = happening.data
      return approved && clock !== null
        ? `批准${names.part(part)}延期，${deadlineTime(clock.dueAt, now)} 前办结`
        : `未批准${names.part(part)}延期，时限不变`
    }
    case 'complex-declared':
      return happening.data.complex
        ? '热线中心认定为复杂工单，主办单位须制定办理方案'
        : '热线中心取消复杂工单认定'
    case 'marked-urgent': {
      const { kind, clocks } = happening.data
      if (kind === null) return '热线中心取消紧急标记，紧急时限不再计算'
      return `热线中心标为紧急：${kind.name}${clocks.length === 0 ? '' : '，紧急时限开始计算'}`
    }
    case 'plan-laid':
      return `${names.part(happening.data.no)}制定办理方案，共 ${happening.data.steps.length} 步`
    case 'progress-reported':
      return `${names.part(happening.data.no)}更新办理进度`
    case 'appeal-prepared':
      return `${names.part(happening.data.no)}准备申诉：${APPEAL_GROUND[happening.data.ground]}`
    case 'appeal-passed-up':
      return `${names.part(happening.data.no)}无主要领导可以审核申诉（回避或空缺），报县领导审核`
    case 'appeal-approved':
      return `${names.part(happening.data.no)}申诉材料审核${happening.data.approved ? '同意' : '不同意'}`
    case 'appeal-decided':
      return happening.data.approved ? '申诉批准，不计入满意度统计' : '申诉未获批准，工单继续办理'
    case 'evaluation-requested':
      return `${names.part(happening.data.no)}申请质效评议`
    case 'panel-convened':
      return `组织第三方评价会，评价员 ${happening.data.evaluators.length} 人`
    case 'panel-broken-off':
      return '评价会中止，有评价员须回避'
    case 'judged':
      return happening.data.reasonable ? '评议为合理诉求，限期解决' : '评议为不合理诉求'
    case 'flagged':
      return `列入提级核查范围：${FLAG_GROUND[happening.data.ground]}`
    case 'inspection-directed':
      return `移交${ROLE[happening.data.to]}核查`
    case 'inspection-opened':
      return `${ROLE[happening.data.by]}启动提级核查`
    case 'inspection-found':
      return '登记核查情况'
    case 'inspection-served':
      return `核查情况送达承办单位：${ACCOUNTABILITY_WORD[happening.data.accountability]}`
    case 'inspection-closed':
      return '提级核查结案'
    case 'accused-named':
      return accusedNamed(happening.data.units.map(names.unit), happening.data.persons.length)
    case 'category-corrected':
      return `类别更正为${CATEGORY[happening.data.category]}，时限重新计算`
    case 'matter-corrected':
      return `事项或地点更正为${happening.data.matter.names.join(' / ')}`
    case 'urged':
      return '诉求人催单'
    case 'supplemented':
      return happening.data.from === undefined
        ? '诉求人补充诉求'
        : `工单 ${happening.data.from} 并入本件，作为补充诉求`
    case 'unmerged':
      return happening.data.into === null
        ? `工单 ${happening.data.from ?? ''} 的并入已撤销，另行办理`
        : `撤销并入工单 ${happening.data.into}，恢复办理，原时限不变`
    case 'rescheduled':
      return '工作日安排或政策调整，时限重新计算'
    case 'taken-back':
      return `撤回：${TAKEN_ACT[happening.data.act]}`
    case 'reopened':
      return '归档有误，重新打开'
    case 'sent-again':
      return happening.data.former === null
        ? `市里再次转来，另立工单 ${happening.data.again ?? ''} 重新计时`
        : `市里再次转来，原工单 ${happening.data.former} 已结束`
    case 'doubled':
      return `同一编号另有工单 ${happening.data.other}，内容不同，待核对`
    case 'rang': {
      const { what, kind, holder, dueAt, to } = happening.data
      const who = holderName(holder, names.unit)
      const due = deadlineTime(dueAt, now)
      if (what === 'remind') return `提醒：${who}须在 ${due} 前${overdue(kind)}`
      if (what === 'missed')
        return `提醒未发出：系统处理时已过时限或已下班（${who}须在 ${due} 前${overdue(kind)}）`
      if (what === 'breach') return `${who}未在 ${due} 前${overdue(kind)}，记为超时`
      return `${who}超时未${overdue(kind)}，上报${levelName(to, holder)}`
    }
  }
}

const calledBack = (heard: Heard & { readonly done: boolean }): string => {
  if (!heard.reached) return heard.done ? '回访未接通，已达规定次数，转入归档' : '回访未接通，将再次回访'
  const asked = askedByOf(heard)
  const who = asked === 'county' ? '回访诉求人' : ASKED[asked]
  return `${who}：问题${SOLUTION[solutionOf(heard) ?? 'unsolved']}，${GRADE[gradeOf(heard) ?? 'not-rated']}`
}

/** Says how many people, not who: an order does not hold their names. */
const accusedNamed = (units: readonly string[], persons: number): string =>
  [
    ...(units.length > 0 ? [`登记被举报单位：${units.join('、')}`] : []),
    ...(persons > 0 ? [`登记被举报人员 ${persons} 名`] : []),
  ].join('；')
