import type { DueCounts, Notice, Unusual } from '../notices/notices'
import { postOfKey } from '../people/people'
import { type UnitName, holderName, lackName, overdue, postName } from './terms'
import { deadlineTime } from './times'

type Said = Pick<
  Notice,
  | 'kind'
  | 'clock'
  | 'holder'
  | 'dueAt'
  | 'urgent'
  | 'counts'
  | 'accusing'
  | 'posts'
  | 'faults'
  | 'looks'
  | 'vacant'
  | 'lacks'
>

/** One line for the bell. `now` decides whether a deadline needs its year. */
export const noticeSentence = (notice: Said, unitName: UnitName, now: number): string => {
  const { vacant = [] } = notice
  const said = `${notice.urgent === true ? '【紧急】' : ''}${whatIsTold(notice, unitName, now)}`
  return vacant.length === 0 ? said : `${said}（${postNames(vacant, unitName)}岗位空缺，转报您处理）`
}

const whatIsTold = (
  { kind, clock, holder, dueAt, counts, accusing, posts = [], faults, looks, lacks = [] }: Said,
  unitName: UnitName,
  now: number,
): string => {
  const who = holderName(holder, unitName)
  const due = dueAt === null ? '规定时间' : deadlineTime(dueAt, now)
  /** A deadline by its day and hour; an older notice may not know it. */
  const by = (named: string, unknown: string): string => (dueAt === null ? unknown : named)
  switch (kind) {
    case 'dispatched':
      return `有新的工单分派到本单位，${by(`请在 ${due} 前签收`, '请尽快签收')}。`
    case 'assigned-in-unit':
      return `单位领导将工单交您（或您所在股室）办理，${by(`请在 ${due} 前办结`, '请按时限办理')}。`
    case 'sent-back':
      return '办理结果被单位领导退回，请按意见修改后重新提交。'
    case 'redo':
      return `热线中心初审未通过，工单发回重办，办理时限${by(`（${due}）`, '')}不变。`
    case 'remind':
      return `${who}须在 ${due} 前${overdue(clock)}，请抓紧办理。`
    case 'breach':
      return `${who}未在 ${due} 前${overdue(clock)}，已记为超时，请立即办理。`
    case 'climb':
      return `${who}超时仍未${overdue(clock)}（应于 ${due} 前），现向您上报，请督促办理。`
    case 'return-applied':
      return `承办单位申请退回工单，${by(`请在 ${due} 前审核`, '请及时审核')}。`
    case 'return-approved':
      return '退回申请已批准，本单位不再承办该工单。'
    case 'return-rejected':
      return `退回申请未获批准，请继续办理，时限${by(`（${due}）`, '')}不变。`
    case 'dispatch-withdrawn':
      return '热线中心撤回了对本单位的分派，本单位不再承办该工单。'
    case 'extension-applied':
      return '承办单位申请延期，请审批。'
    case 'extension-approved':
      return `延期申请已批准，${by(`请在 ${due} 前办结`, '请按新的时限办结')}。`
    case 'extension-rejected':
      return `延期申请未获批准，${by(`仍须在 ${due} 前办结`, '仍按原时限办结')}。`
    case 'complex-declared':
      return `热线中心认定工单为复杂工单，${by(`请在 ${due} 前制定办理方案`, '请制定办理方案')}，并定期更新进度。`
    case 'marked-urgent':
      return by(
        `工单已标为紧急，${who}须在 ${due} 前${overdue(clock)}，夜间和节假日不停。`,
        '工单已标为紧急，请立即办理。',
      )
    case 'urgency-lifted':
      return `工单已取消紧急标记，${by(`仍须在 ${due} 前${overdue(clock)}`, '按一般时限办理')}。`
    case 'disputed':
      return '工单存在异议，请召集行业管理部门会商。'
    case 'convened':
      return by(
        `本单位须参加工单会商，时间 ${due}，地点请看工单。`,
        '本单位须参加工单会商，请查看时间和地点。',
      )
    case 'consultation-broken-off':
      return '工单会商已中止，原定会议不再进行，请等候热线中心通知。'
    case 'referred-to-leader':
      return '有工单无法分派，呈请您批示交办。'
    case 'instructed':
      return '县领导已批示，请按批示分派工单。'
    case 'appeal-to-approve':
      return '承办单位准备提出申诉，请审核申诉材料。'
    case 'appeal-refused':
      return '申诉材料未通过主要领导审核，请继续办理。'
    case 'appeal-applied':
      return '承办单位提出申诉，请审批。'
    case 'appeal-approved':
      return '申诉已批准，工单归档，不计入满意度统计。'
    case 'appeal-rejected':
      return '申诉未获批准，请按原要求继续办理。'
    case 'evaluation-requested':
      return '承办单位申请质效评议，请组织评价会。'
    case 'panel-broken-off':
      return '评价会已中止，有评价员须回避，请另行组织评价会。'
    case 'judged-reasonable':
      return `评议认定为合理诉求，${by(`请在 ${due} 前解决`, '请在限期内解决')}。`
    case 'judged-unreasonable':
      return '评议认定为不合理诉求，可以据此提出申诉。'
    case 'flagged':
      return '有工单列入提级核查范围，请研究是否启动核查。'
    case 'inspection-directed':
      return '热线中心移交一件工单，请研究启动提级核查。'
    case 'inspection-served':
      return '提级核查情况已送达本单位，请查看并按要求整改。'
    case 'deadline-moved':
      return `工单时限有调整，${by(`现须在 ${due} 前办结`, '请查看新的时限')}。`
    case 'ended':
      return '工单已结束，不用再办理，请查看原因。'
    case 'doubled':
      return '市里推送的工单与先前导入的同号工单内容不同，请核对，收回不实的一件。'
    case 'urged':
      return '诉求人来电催办，请抓紧办理并告知进展。'
    case 'supplemented':
      return '诉求人来电补充了诉求，请查看后一并办理。'
    case 'unmerged':
      return '先前并入本件作为补充的工单已另行办理，那部分诉求不用在本件中答复。'
    case 'morning-list':
      return `${who}今日${accusing ? '另有限定知悉范围的工单' : '待办'}：${dueCounts(counts)}，请及早安排。`
    case 'seal-faults':
      return `夜间核对发现 ${faults ?? '若干'} 处记录与封存不符，可能被改动或删除，请会同系统维护人员查明。`
    case 'unusual-looks':
      return `工作人员 ${looks?.by ?? '（不详）'} 的查看情况异常：${UNUSUAL[looks?.unusual ?? 'many']}，请调阅查看登记核实。`
    case 'staff-proposed':
      return `有人员岗位变更（${postNames(posts, unitName)}）待另一位系统管理员同意，请核对后办理。`
    case 'policy-proposed':
      return '有系统管理员提出放宽安全设置（重要岗位两人办理、动态口令，或消息服务器名单），须另一位系统管理员同意才生效，请关注。'
    case 'staff-changed':
      return `系统管理员办理了人员变更，现有岗位：${postNames(posts, unitName)}。详情请看管理记录。`
    case 'staff-emergency':
      return `系统管理员未经第二人同意，紧急办理了人员变更，现有岗位：${postNames(posts, unitName)}。请立即核查管理记录。`
    case 'unit-not-ready':
      return `${who}不再具备承办条件（缺${lacks.map(lackName).join('、')}），不能再分派工单；在办工单的通知改报上一级，请尽快补齐人员。`
  }
}

const UNUSUAL: Readonly<Record<Unusual, string>> = {
  many: '短时间内查看多人',
  limit: '达到查看次数上限后仍要查看',
  night: '夜间查看',
  refused: '一天内多次要看不归其办理的工单，均被拒绝',
  neighbour: '查看了与本人同住一村（社区）的诉求人',
  'without-need': '一天内查看多件本人未经办或已归档的工单',
  again: '一天内反复查看同一诉求人',
}
const postNames = (keys: readonly string[], unitName: UnitName): string =>
  keys
    .flatMap((key) => {
      const post = postOfKey(key)
      return post === null ? [] : postName(post, unitName)
    })
    .join('、') || '无'

const dueCounts = (counts: DueCounts | undefined): string => {
  const { overdue: late = 0, today = 0, tomorrow = 0 } = counts ?? {}
  const parts = [
    [late, '已超时'],
    [today, '今天到期'],
    [tomorrow, '下一个工作日到期'],
  ] as const
  return parts.flatMap(([count, what]) => (count > 0 ? `${what} ${count} 件` : [])).join('，') || '0 件'
}

/** A notice as it leaves the system: the order's number and the sentence, and nothing of the caller or the text. */
export const pushedText = (notice: Said & Pick<Notice, 'order'>, unitName: UnitName, now: number): string =>
  `【湖口县12345热线】${notice.order === null ? '' : `工单 ${notice.order}：`}${noticeSentence(notice, unitName, now)}`
