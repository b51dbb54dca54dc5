import type { CommandData, CommandType } from '../functions/src/domain/order/command'
import {
  dayNumberOf,
  dayOfNumber,
  HOUR,
  type Instant,
  startOfDayNumber,
} from '../functions/src/domain/base/instant'
import type { Post } from '../functions/src/domain/people/people'
import type { Act, Case } from './acts'

const CLERK: Post = { role: 'clerk', unit: null }
const ASSIST = 'mayi'
const MEETING_AT = 15 * HOUR

/** What stands beside the main road and needs no paper: 马影镇 has its share in it. */
export const exceptionsOn = ({ place, entry }: Case, now: Instant) => {
  const { matter, unit } = entry
  const act = <T extends CommandType>(by: Post, type: T, data: CommandData[T]) =>
    ({ by, type, data }) as unknown as Act
  const assisting: Post = { role: 'handler', unit: ASSIST }
  const today = dayNumberOf(now)

  return {
    addsAssist: act(CLERK, 'add-assist', {
      unit: ASSIST,
      basis: { kind: 'nearest-duty', justification: '地点在马影镇辖区，请协助现场疏导和日常巡查。' },
    }),
    assistSigns: act(assisting, 'unit-sign', {}),
    assistLooks: act(assisting, 'record-step', {
      step: 'handle',
      note: `便民服务中心已安排两名网格员每日到${place === '' ? '现场' : place}巡查，情况报主办单位。`,
    }),
    disputes: act(CLERK, 'open-dispute', {
      ground: 'hot',
      note: `${matter}涉及多家单位，初步联系均表示不属本单位职责。`,
    }),
    convenes: act(CLERK, 'convene', {
      lead: unit,
      units: [ASSIST, 'zhujian'],
      place: '县12345热线中心会议室',
      meetsAt: startOfDayNumber(today + 1) + MEETING_AT,
    }),
    refersToLeader: act(CLERK, 'refer-to-leader', {
      reason: `${matter}涉及水利、公安、自然资源等多个部门，没有单位可以单独承办，呈请指定牵头单位。`,
    }),
    asksForMoreTime: act({ role: 'handler', unit }, 'apply-extension', {
      workdays: 3,
      reason: '更换的部件须向厂家订制，到货后方能安装。',
      expectedOn: dayOfNumber(today + 11),
    }),
    flags: act(CLERK, 'flag', { ground: 'hot', note: '多名群众在网络平台反映同一问题，受到媒体关注。' }),
  }
}
export type Exceptions = ReturnType<typeof exceptionsOn>
