/** What an application says, for the card it stands on and for whoever has to decide it. */
import type { Appeal } from '@domain/order/appeal'
import type { ExtensionApplication } from '@domain/order/extension'
import type { Instant } from '@domain/base/instant'
import type { ReturnApplication } from '@domain/order/return'
import { APPEAL_GROUND, FIELD, RETURN_GROUND, type UnitName } from '@domain/words/terms'
import { shortTime } from '@domain/words/times'
import type { Detail } from './event-details'

export const returnDetails = (application: ReturnApplication, unit: UnitName, now: Instant): Detail[] => [
  { name: FIELD.ground, text: RETURN_GROUND[application.ground] },
  { name: FIELD.reason, text: application.reason },
  {
    name: FIELD.suggestedUnit,
    text: application.suggestedUnit === null ? '未指定' : unit(application.suggestedUnit),
  },
  ...(application.opinion ? [{ name: FIELD.opinion, text: application.opinion }] : []),
  { name: '申请时间', text: shortTime(application.appliedAt, now) },
]

export const extensionDetails = (application: ExtensionApplication, now: Instant): Detail[] => [
  { name: '申请延期', text: `${application.workdays} 个工作日` },
  { name: FIELD.expectedOn, text: application.expectedOn },
  ...(application.document ? [{ name: FIELD.document, text: application.document }] : []),
  { name: FIELD.reason, text: application.reason },
  { name: '申请时间', text: shortTime(application.appliedAt, now) },
]

export const appealDetails = (appeal: Appeal, now: Instant): Detail[] => [
  { name: FIELD.ground, text: APPEAL_GROUND[appeal.ground] },
  { name: FIELD.reason, text: appeal.reason },
  { name: FIELD.proof, text: `${appeal.proof.length} 份，见“佐证材料”` },
  { name: '提出时间', text: shortTime(appeal.preparedAt, now) },
]
