import { HOUR, MINUTE } from '../functions/src/domain/base/instant'
import type { Acts } from './acts'
import type { Exceptions } from './exceptions'
import { SAMPLE_MESSAGES } from './messages'

type ActName = keyof Acts | keyof Exceptions

/** An order that a newcomer finds: whose message, how long ago the city transferred it, and what was done since. */
export interface SampleOrder {
  readonly cityNumber: string
  readonly message: (typeof SAMPLE_MESSAGES)[number]
  readonly transferredAgo: number
  /** Left blank by the city in some orders, so that verifying has something to do. */
  readonly categorised: boolean
  readonly acts: readonly ActName[]
}

const TO_VERIFY: readonly ActName[] = ['centreSigns']
const TO_DISPATCH: readonly ActName[] = [...TO_VERIFY, 'verifies']
const DISPATCHED: readonly ActName[] = [...TO_DISPATCH, 'dispatches']
const SIGNED: readonly ActName[] = [...DISPATCHED, 'unitSigns', 'informs']
const DRAFTED: readonly ActName[] = [...SIGNED, 'looks', 'answers']
const ANSWERED: readonly ActName[] = [...DRAFTED, 'leaderPasses']
const PASSED: readonly ActName[] = [...ANSWERED, 'passes']

const order = (
  title: string,
  transferredAgo: number,
  acts: readonly ActName[],
): Omit<SampleOrder, 'cityNumber' | 'categorised'> => {
  const message = SAMPLE_MESSAGES.find((each) => each.title === title)
  if (message === undefined) throw new Error(`no sample message is called ${title}`)
  return { message, transferredAgo, acts }
}

/** At every stage some; 马影镇 has its share at each stage a unit sees. */
export const SAMPLE_ORDERS: readonly SampleOrder[] = [
  // For the centre to sign: one is overdue and has climbed to the reviewer, two are due soon.
  order('工地干了三个月，工资只给了五千', 27 * HOUR, []),
  order('KTV半夜两点还在放音响', 22.5 * HOUR, []),
  order('村里修路的账从来没有公布过', 21 * HOUR, []),
  order('主干道一整排路灯不亮', 20 * MINUTE, []),
  order('五楼六楼每天傍晚没有水', 3 * HOUR, TO_VERIFY),
  order('小区电动门坏了两个月，物业一直不修', 5 * HOUR, TO_VERIFY),
  order('外地户口的孩子明年上一年级要准备什么材料', 2 * HOUR, TO_DISPATCH),
  order('邻居把公共巷道圈进自家院子', 6 * HOUR, TO_DISPATCH),
  order('村里电压太低，晚上电饭煲都煮不熟饭', 4 * HOUR, TO_DISPATCH),
  order('菜市场后面的垃圾堆了一个星期没人拉', 7 * HOUR, DISPATCHED),
  order('新房交付半年，三个房间墙面渗水', 8 * HOUR, DISPATCHED),
  order('放学时间校门口两边停满车，孩子走马路中间', 9 * HOUR, DISPATCHED),
  order('门口水塘成了臭水塘，夏天蚊子多得睡不着', 10 * HOUR, SIGNED),
  order('通村公路塌了半边，请设警示', 12 * HOUR, [...SIGNED, 'looks']),
  order('建议把废弃的旱厕拆掉种树', 12 * HOUR, SIGNED),
  order('在外地住院的费用怎么报销', 11 * HOUR, SIGNED),
  order('村小撤并后孩子上学要走四公里，有没有校车', 13 * HOUR, DRAFTED),
  order('健身房换了老板，以前的年卡不认', 14 * HOUR, DRAFTED),
  order('低保名单不公示，听说村干部亲戚也在里面', 14 * HOUR, [...DRAFTED, 'leaderSendsBack']),
  order('夜里一股刺鼻的塑料味，孩子一直咳嗽', 15 * HOUR, ANSWERED),
  order('早市把两条车道占得只剩一条', 16 * HOUR, [...ANSWERED, 'sendsForRedo']),
  order('父亲中风后家里没有收入，想申请低保', 17 * HOUR, PASSED),
  order('自来水发黄有铁锈味', 18 * HOUR, [...PASSED, 'reachesNobody']),
  order('新买的冰箱不制冷，店家只修不换', 19 * HOUR, [...PASSED, 'hearsDissatisfied']),
  order('电线杆被车撞歪，电线离地只有两米多', 20 * HOUR, [...PASSED, 'hearsSatisfied', 'archives']),
  order('买旋耕机有没有农机补贴，怎么申请', 20 * HOUR, [...PASSED, 'hearsDissatisfied', 'archives']),
  // Beside the main road: a joint order, a dispute, one that nobody can be given, one that needs more time, a flagged one.
  order('货车长期停在消防通道上', 9 * HOUR, [...SIGNED, 'addsAssist', 'assistSigns', 'assistLooks']),
  order('一下雨下穿道就积水，电动车泡坏好几辆', 8 * HOUR, [...TO_DISPATCH, 'disputes', 'convenes']),
  order('有人夜里用船在河里抽沙', 7 * HOUR, [...TO_DISPATCH, 'refersToLeader']),
  order('水闸的启闭机坏了，一下大雨田里就淹', 15 * HOUR, [...SIGNED, 'looks', 'asksForMoreTime']),
  order('公墓墓穴价格和公示不一样', 16 * HOUR, [...SIGNED, 'flags']),
].map((each, index) => ({
  ...each,
  cityNumber: `JJ12345-${String(index + 1).padStart(4, '0')}`,
  categorised: index % 4 !== 0,
}))
