import { fullTime } from './times'
import type { Order } from '../order/order'
import { assignmentOf } from '../order/order'
import type { ReturnGround } from '../order/return'
import { CATEGORY, RETURN_GROUND, type UnitName } from './terms'

/** The applicant's words; the rest of the form is known. */
export interface ReturnFormDraft {
  readonly ground: ReturnGround | null
  readonly reason: string
  readonly suggestedUnit: string | null
  readonly opinion: string
}

/** One line of the form. `tall` ones are for long texts and for signing. */
export interface FormLine {
  readonly label: string
  readonly text: string
  readonly tall: boolean
}

export const RETURN_FORM_TITLE = '湖口县12345热线工单退回申请表'

/** The end of the line for the person who signs: name, seal and date are written by hand (R3.2). */
const SIGNATURE = '签字（盖章）：　　　　　　　　　　　　年　　月　　日'

/**
 * 《湖口县12345热线工单退回申请表》, filled in with the order's data and the unit's words (R3.2). The order's text is the masked one:
 * many hands hold this form, so it names no caller.
 */
export const returnForm = (
  order: Order,
  unit: string,
  draft: ReturnFormDraft,
  unitName: UnitName,
): readonly FormLine[] => {
  const part = assignmentOf(order, unit)
  const line = (label: string, text: string): FormLine => ({ label, text, tall: false })
  const block = (label: string, text: string): FormLine => ({ label, text, tall: true })
  const reason = [draft.ground === null ? '' : `${RETURN_GROUND[draft.ground]}。`, draft.reason.trim()]
  const opinion = [
    draft.suggestedUnit === null ? '' : `建议改派${unitName(draft.suggestedUnit)}办理。`,
    draft.opinion.trim(),
  ]
  return [
    line('申请单位', unitName(unit)),
    line('工单编号', order.cityNumber),
    line('工单标题', order.title),
    line('诉求类别', order.category === null ? '' : CATEGORY[order.category]),
    line('分派时间', part === null ? '' : fullTime(part.dispatchedAt)),
    line('签收时间', part?.signedAt == null ? '' : fullTime(part.signedAt)),
    block('诉求内容', order.text),
    block('申请退回理由', reason.join('')),
    block('改派意见', opinion.filter(Boolean).join('')),
    block('单位主要领导意见', SIGNATURE),
    block('县热线中心研判意见', SIGNATURE),
  ]
}
