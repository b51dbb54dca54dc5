import { type Day, dayNumberOf, dayOfNumber, type Instant } from '../../functions/src/domain/base/instant'
import type { Feedback } from '../../functions/src/domain/order/order'
import type { Matter } from './matters'

/** What people write, made of the matter at hand. */
export const feedbackOn = ({ entry, place }: Matter, again: boolean): Feedback => {
  const where = place === '' ? '现场' : place
  return {
    situation: again
      ? `工作人员再次到${where}核查${entry.matter}问题，补充了照片和记录。`
      : `接单后到${where}核查，${entry.matter}问题情况属实。`,
    result: again
      ? '处理措施已逐项落实并写明完成时间，已当面向诉求人说明。'
      : '已与有关方面商定处理办法并督促落实，已电话告知诉求人。',
    answer: `您好，您反映的${entry.matter}问题已核查处理，感谢您的监督。`,
    contact: '县12345热线 12345',
  }
}

/** `九12345〔2025〕118号`: as the city numbers its documents. */
export const documentOf = (at: Instant, number: number): string =>
  `九12345〔${dayOf(at).slice(0, 4)}〕${number}号`

export const dayOf = (at: Instant): Day => dayOfNumber(dayNumberOf(at))

export const WHY = {
  instructed: '请抓紧核实办理，办结后报我。',
  dispute: '涉及多个单位，均认为不属本单位职责。',
  hot: '近期来电集中，群众关注度高。',
  noLead: '各单位职责均有涉及，未能就主办单位达成一致。',
  agreed: '经会商，明确主办单位和协办单位，分工已写入会议纪要。',
  whose: '按职责不属本单位，具体权属单位不清楚，请中心研判。',
  complex: '涉及多个部门和多户群众，须分步办理。',
  urgent: '来电人反映有危险，须立即处置。',
  notUrgent: '险情已经排除。',
  notComplex: '经进一步了解，情况并不复杂。',
  offList: '县级部门已书面委托该乡镇办理。',
  inspect: '涉及民生，办理过程有疑点，请核查。',
  referral: '职责不清，无法确定承办单位，呈请县领导批示。',
  nearest: '无对应职责条目，按就近职责分派。',
  accused: '诉求涉及该单位工作人员，应当回避。',
  misdispatched: '分派有误，撤回后重新分派。',
  unanswered: '单位长期未签收，撤回后改派。',
  category: '核实后认定类别有误，予以更正。',
  place: '核实后认定地点有误，予以更正。',
  declined: '已告知诉求人，不属热线受理范围。',
  route: '请通过法定途径解决',
  supplement: '诉求人补充：情况仍在继续，夜间更为严重。',
  merged: '同一诉求人反映同一事项，并入在前的工单一并办理。',
  unmerged: '经核实并非同一事项，单独办理。',
  recall: '市中心收回统一办理。',
  withdrawn: '诉求人来电表示问题已解决，申请撤回。',
  reopened: '归档有误，重新打开。',
  incomplete: '未写明完成时间和处理依据，请补充。',
  rejected: '经核查属于该单位职责范围，不予退回。',
  tooLate: '原办理时限已届满，不再延期。',
  notGranted: '理由不充分，不予批准。',
  moreTime: '需协调多方并组织施工，现有时限内无法完成。',
  told: '已电话告知诉求人分步安排和完成时间，其表示理解。',
  grounds: '现行政策没有相应规定，不具备办理条件。',
  explained: '已当面向诉求人说明政策规定并取得其理解。',
  byMistake: '误操作，予以撤回。',
  notSolved: '诉求人反映问题仍未解决，请重新办理。',
  slip: '上次评价录入有误，经再次联系诉求人更正。',
  evaluation: '本单位已依规办理，诉求人的要求缺乏依据，申请评议。',
  appeal: '办理依据充分，相关材料见附件，申请不计入满意度。',
} as const

export const TEXT_OF_INSTRUCTION = '请牵头单位抓紧研究处理，并将结果反馈诉求人。'
