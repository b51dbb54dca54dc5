/** What a person reads when they may do nothing to an order at the moment: whose turn it is. */
import type { Instant } from '@domain/base/instant'
import { forbidden } from '@domain/commands/may'
import { activeParts, hostOf, type Order } from '@domain/order/order'
import type { Who } from '@domain/people/people'
import { sentence } from '@domain/words/sentences'
import { ENDING, type UnitName } from '@domain/words/terms'

export const whoseTurn = (order: Order, who: Who, unitName: UnitName, now: Instant): string => {
  const own = forbidden('review-in-unit', order, who, now)
  if (own?.code === 'review.own-feedback') return sentence(own)
  const host = hostOf(order)
  const unit = host === null ? '承办单位' : unitName(host.unit)
  switch (order.stage) {
    case 'to-sign':
      return '等待县热线中心签收。'
    case 'to-verify':
      return '等待县热线中心核实信息。'
    case 'to-dispatch':
      return '等待县热线中心分派。'
    case 'to-instruct':
      return '等待县领导批示。'
    case 'disputed':
      return '异议工单，等待县热线中心召集会商。'
    case 'consulting':
      return '等待会商结果。'
    case 'handling': {
      if (host?.state === 'to-sign') return `等待${unit}签收。`
      if (host?.state === 'in-unit-review') return `办理结果已提交，等待${unit}的领导审核。`
      // R2.3: the host's feedback waits for those who assist.
      const assisting = activeParts(order).filter(
        ({ part, state }) => part === 'assist' && state !== 'left-unit' && state !== 'passed',
      )
      return host?.state === 'left-unit' && assisting.length > 0
        ? `${unit}已反馈，等待协办单位${assisting.map((part) => unitName(part.unit)).join('、')}反馈。`
        : `${unit}正在办理。`
    }
    case 'first-review':
      return '办理结果已报县热线中心，等待审核员初审。'
    case 'callback':
      return '初审已通过，等待县热线中心回访诉求人。'
    case 'evaluating':
      return order.evaluations.at(-1)?.panel === null
        ? '等待县热线中心组织第三方评价会。'
        : '等待第三方评价会的结论。'
    case 'to-archive':
      return '回访已结束，等待县热线中心归档。'
    case 'archived':
      return order.ending === 'done' || order.ending === null
        ? '工单已办结归档。'
        : `工单已归档：${ENDING[order.ending]}。`
  }
}
