/** What a person reads who may do nothing to an order at the moment: whose turn it is. */
import { forbidden } from '@domain/may'
import { hostOf, type Order } from '@domain/order'
import type { Who } from '@domain/people'
import { sentence } from '@domain/words/sentences'
import type { UnitName } from '@domain/words/terms'

export const whoseTurn = (order: Order, who: Who, unitName: UnitName): string => {
  const own = forbidden('review-in-unit', order, who)
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
    case 'handling':
      if (host?.state === 'to-sign') return `等待${unit}签收。`
      return host?.state === 'in-unit-review'
        ? `办理结果已提交，等待${unit}的领导审核。`
        : `${unit}正在办理。`
    case 'first-review':
      return '办理结果已报县热线中心，等待审核员初审。'
    case 'callback':
      return '初审已通过，等待县热线中心回访诉求人。'
    case 'to-archive':
      return '回访已结束，等待县热线中心归档。'
    case 'archived':
      return '工单已办结归档。'
  }
}
