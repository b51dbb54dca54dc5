/** What a rarer act is for and, where it has an end, by when it may be done: one line beside its name. */
import { extensionRoom } from '@domain/commands/extending'
import type { CommandType } from '@domain/order/command'
import { returnBy } from '@domain/commands/returning'
import type { Instant } from '@domain/base/instant'
import { assignmentOf, type Order } from '@domain/order/order'
import type { Who } from '@domain/people/people'
import { deadlineTime, shortTime } from '@domain/words/times'

const HINTS: Readonly<Partial<Record<CommandType, string>>> = {
  convene: '涉及多个单位的，会商确定一个主办单位和协办单位',
  'refer-to-leader': '哪个单位都无法承办的，呈请批示交办',
  'open-dispute': '会商无主责单位，或热点难点无人承接，由行业管理部门牵头会商',
  'record-instruction': '附批示件扫描件',
  'add-assist': '增加一个协办单位，单独计算时限',
  'withdraw-dispatch': '分派有误的，撤回后重新分派',
  'decide-extension': '市中心已批复的，登记批复结果和文号',
  'decide-appeal': '市中心已批复的，登记批复结果和文号',
  'declare-complex': '情况复杂的，要求主办单位制定办理方案、定期更新进度',
  'mark-urgent': '危及人身安全、水电气中断等，另计签收、首次联系和进展时限',
  'lay-plan': '情况复杂的，列出步骤和完成日期，定期更新进度',
  'prepare-appeal': '确有法定情形的，附佐证材料，经主要领导审核后报市中心',
  'request-evaluation': '诉求人不满意而本单位认为处理得当的，申请第三方评议',
  'convene-panel': '重新登记评价员、时间和地点',
  flag: '反复投诉或热点难点，提请督查室、纪检组核查',
  'direct-inspection': '指定督查室或派驻纪检组核查；已结案的可以再次核查',
  'name-accused': '被举报的单位和人员不得参与办理，也看不到本件',
  'correct-category': '类别有误的，更正后重新计算时限',
  'correct-matter': '事项、乡镇或地点有误的，更正后保留原记录',
  urge: '诉求人再次来电催办的，记一次并提醒承办单位',
  supplement: '诉求人补充情况或材料的，记入本件，不另立工单',
  merge: '同一诉求人反映同一事项的，并入在前的工单，作为补充一并办理',
  unmerge: '并入有误的，恢复单独办理，原时限不变',
  decline: '紧急警情、诉讼信访、恶意骚扰等不属热线受理的，告知途径后结束',
  recall: '工单不再由本县办理，归档结束',
  'withdraw-by-caller': '诉求人不再要求办理，归档结束',
  reopen: '归档有误的，恢复到归档前的状态，时限不重新计算',
  'correct-callback': '回访结果登记有误的，更正后计入原回访',
  'order-redo': '问题未解决或初审有误的，发回承办单位重办，时限不变',
  'take-back': '误操作且他人尚未据此办理的，可以撤回',
}

export const actHint = (type: CommandType, order: Order, who: Who, now: Instant): string => {
  const part = assignmentOf(order, who.post.unit)
  if (part !== null && type === 'apply-return') {
    const by = returnBy(part)
    return by === null ? '' : `不属本单位职责的，可在 ${shortTime(by, now)} 前申请`
  }
  if (part !== null && type === 'apply-extension')
    return `时限内办不结的，可在 ${deadlineTime(extensionRoom(order, part).by, now)} 前申请`
  return HINTS[type] ?? ''
}
