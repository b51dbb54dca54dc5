/**
 * The Chinese sentence for a person who may not do what they wanted. It is made only here, for the server's errors and
 * the web alike. A sentence says what is wrong and what to do about it.
 */
import type { AnsweredRefusal } from '../base/refusal'
import { type Code, isCode, type ParamNames } from '../base/refusals'
import {
  ASSIGNMENT_STATE,
  DUTY,
  EVIDENCE_KIND,
  fieldName,
  lackName,
  listName,
  ROLE,
  STAGE,
  termOf,
  UNSAFE_CONTENT,
} from './terms'
import { fullTime } from './times'

/**
 * Reads a refusal's parameters. The sentence does without a missing one: a newer server may send more or less than this
 * page knows.
 */
class Params<C extends Code> {
  constructor(private readonly given: AnsweredRefusal['params']) {}

  text(name: ParamNames<C, 'text' | 'number'>, otherwise: string): string {
    const value = this.given?.[name]
    return typeof value === 'string' && value.trim() !== ''
      ? value
      : typeof value === 'number'
        ? String(value)
        : otherwise
  }

  list(name: ParamNames<C, 'texts' | 'texts?'>, term: (value: string) => string, otherwise: string): string {
    const value = this.given?.[name]
    const values = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as unknown[]) : []
    const terms = new Set(values.filter((each): each is string => typeof each === 'string').map(term))
    return terms.size > 0 ? [...terms].join('、') : otherwise
  }

  /** `2026-02-30、2026-02-31没有这一天`, or nothing where the list is empty. */
  all(name: ParamNames<C, 'texts' | 'texts?'>, what: string): string {
    const values = this.list(name, (value) => value, '')
    return values === '' ? '' : `${values}${what}`
  }

  time(name: ParamNames<C, 'instant'>, otherwise: string): string {
    const value = this.given?.[name]
    const at = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : NaN
    return Math.abs(at) <= LAST_INSTANT ? fullTime(at) : otherwise
  }
}

/** The role alone: a post's unit is known here by its id only. */
const postName = (key: string): string => termOf(ROLE, key.split('@')[0] ?? '') ?? '所选的'

const extensionName = (extension: string): string =>
  extension === '' ? '不明' : ` ${extension.toUpperCase()} `

/** The end of 9999: beyond it dates are no longer written with four digits. */
const LAST_INSTANT = 253_402_271_999_000

const SENTENCES: { readonly [C in Code]: (params: Params<C>) => string } = {
  'access.not-signed-in': () => '登录已失效，请重新登录后再操作。',
  'access.no-post': (params) =>
    `您没有${postName(params.text('post', ''))}岗位，或该岗位已停用。请切换到自己的岗位，或联系系统管理员。`,
  'access.session-ended': () => '这次登录已经结束，可能是您在别处结束了它。请重新登录后再操作。',
  'access.password-to-change': () => '您的密码须先修改才能使用系统。请在“我的账号”中修改密码。',
  'access.second-factor-missing': () => '您的岗位须以动态口令登录。请在“我的账号”中启用动态口令后重新登录。',
  'access.not-proved': () => '为确认是您本人操作，请重新输入当前密码后再试。',
  'session.unknown': () => '这次登录已经结束，或不是您的登录。请刷新页面查看。',
  'password.too-short': (params) => `密码至少 ${params.text('least', '10')} 位。请加长后再提交。`,
  'password.too-long': (params) => `密码最多 ${params.text('most', '128')} 位。请缩短后再提交。`,
  'password.guessable': () => '密码中含有账号名、12345、hukou，或重复字符过多，容易被猜到。请换一个密码。',
  'password.too-plain': () => '密码须含小写字母和数字；不满 16 位的，还须含大写字母或符号。请调整后再提交。',
  'unit.mechanism-twice': () => '同一项机制登记了两份文件。请每项只留一份现行文件。',
  'unit.mechanism-day': () => '机制文件的日期不是有效的日期，或晚于今天。请核对后再保存。',
  'unit.id-taken': () => '这个代码在系统中另有所指，不能作单位代码。请换一个，如单位名称的拼音。',
  'staff.unknown': () => '找不到这位工作人员，没有保存。请先登记人员。',
  'staff.unknown-post': (params) =>
    `${postName(params.text('post', ''))}岗位的写法有误，或该岗位所在的单位尚未建立。请核对后再保存，必要时先建立单位。`,
  'staff.address-taken': () =>
    '该邮箱已用于另一位工作人员的账号，没有保存。请核对邮箱；本人已在名单中的，请直接修改或重新邀请；原人员自行改动过邮箱的，请先对原人员“重新邀请”，邮箱即恢复为登记的地址。',
  'staff.changed': () => '这位人员或政策设置刚刚有了变化，没有保存。请刷新页面，看过最新内容后再操作。',
  'proposal.own': () => '自己提出的、或与本人有关的变更，须由另一位系统管理员同意。请联系其他管理员办理。',
  'proposal.over': () => '这项变更已经办理、撤回或超过 7 天未办。请刷新页面；仍需变更的，请重新提出。',
  'proposal.stale': () => '提出之后，这位人员的岗位已有变化，不能再同意。请不同意这项变更，需要的重新提出。',
  'invitation.over': () => '邀请链接无效、已经使用过或已超过 7 天。请联系系统管理员重新邀请。',
  'staff.incompatible-posts': (params) =>
    `${postName(params.text('post', ''))}与${termOf(ROLE, params.text('other', '').split('@')[0] ?? '') ?? '另一'}两个岗位不能由同一人担任。请只保留其中一个，另一个交由其他人担任。`,
  'duty.separate': (params) =>
    `您在本件中已承担过“${termOf(DUTY, params.text('did', '')) ?? '相关'}”，不能再由您进行“${termOf(DUTY, params.text('duty', '')) ?? '这一'}”。请转请没有参与过该环节的其他人员办理。`,
  'staff.own-administration': () => '不能停用自己的账号或取消自己的管理员岗位。请由另一位管理员操作。',
  'system.too-many': (params) =>
    `操作过于频繁，没有办理。请 ${params.text('seconds', '60')} 秒后再试，填写的内容还在。`,
  'channel.bad-url': () => '通道地址不是有效的网址。请从机器人或短信网关的设置页完整复制后再保存。',
  'channel.not-https': () => '通道地址须以 https:// 开头。请核对后再保存。',
  'channel.host-not-listed': (params) =>
    `通道地址“${params.text('host', '所填地址')}”不在本县允许的名单内，没有保存。请核对，或请系统管理员先把对方的域名加入名单。`,
  'hosts.bad-name': (params) =>
    `“${params.text('host', '所填内容')}”不能列入名单。请填写对方的域名，如 sms.example.cn，不能是 IP 地址；内部域名须注明“内网”。`,
  'hosts.changed': () => '提出之后，名单已被改动，没有保存。请撤回这一项，按现在的名单重新提出。',
  'hosts.twice': (params) => `“${params.text('host', '同一域名')}”写了两次。请只留一行。`,
  'channel.unknown-person': () => '找不到这位工作人员，没有保存。请先登记人员，再设置消息通道。',
  'delivery.not-dead': () => '这条消息不在未送达之列，可能已重新发送。请刷新页面查看。',
  'access.unknown-order': () => '找不到这件工单，或您无权查看。请核对工单编号，或从工单列表进入。',
  'access.not-your-order': () => '这件工单没有分派给您所在的单位，不能由您办理。如有疑问，请联系县热线中心。',
  'access.wrong-role': (params) =>
    `${termOf(ROLE, params.text('role', '')) ?? '当前'}岗位不能进行这项操作。请切换岗位，或转请有权限的同事办理。`,

  'state.wrong-stage': (params) =>
    `工单目前处于“${termOf(STAGE, params.text('stage', '')) ?? '其他'}”阶段，不能进行这项操作。请按页面上的最新状态办理。`,
  'state.wrong-part': (params) =>
    `本单位的办理状态是“${termOf(ASSIGNMENT_STATE, params.text('state', '')) ?? '其他'}”，不能进行这项操作。请按页面上的最新状态办理。`,

  'version.missing': () => '提交时没有带上您看到的工单版本。请刷新页面，看过最新内容后再提交。',
  'version.changed': (params) =>
    `您查看之后，工单有了新的变化（您看到的是第 ${params.text('seen', '？')} 版，现在是第 ${params.text('current', '？')} 版）。已填内容仍保留，请看过最新内容后再提交。`,
  'version.unknown': (params) =>
    `提交的工单版本（第 ${params.text('seen', '？')} 版）比系统中的（第 ${params.text('current', '？')} 版）还新。请刷新页面后再提交。`,

  'text.personal-data': (params) =>
    `“${fieldName(params.text('field', ''))}”中含有身份证号或手机号码。为保护个人信息，请删去后再提交。`,
  'text.caller-data': (params) =>
    `“${params.list('fields', fieldName, '所填内容')}”中含有诉求人的个人信息。为保护诉求人，请删去姓名、电话、住址等内容后再提交。`,
  'text.caller-data-often': () =>
    '您今天在这件工单中填写的内容多次含有诉求人的个人信息，今天不能再在本件中填写文字。请明天再提交，或转请同事办理。',
  'feedback.telephone': (params) =>
    `“${fieldName(params.text('field', ''))}”中含有电话号码。本单位的联系电话请填在“${fieldName('contact')}”栏，其他人的电话请删去后再提交。`,
  'feedback.contact': () =>
    `“${fieldName('contact')}”中没有可以拨打的电话。请填写本单位的科室名称和电话，如“党政办 0792-6332345”，或留空。`,
  'input.invalid': (params) => {
    const unseen = params.list('characters', fieldName, '')
    return unseen === ''
      ? `以下内容填写有误：${params.list('fields', fieldName, '提交的内容')}。请改正后再提交。`
      : `“${unseen}”中有看不见的字符、控制字符或残缺的字符。请清空后重新输入，不要从别处粘贴。`
  },
  'transfer.in-the-future': (params) =>
    `转办时间（${params.time('at', '所填时间')}）晚于现在。请核对转办时间后重新报送。`,

  'transfer.other-content': (params) =>
    `编号为 ${params.text('number', '所填编号')} 的工单已收到过，内容与这次报送的不同。请核对编号，更正内容请由市热线系统另行办理。`,
  'feed.replayed': () => '这次报送的签名已经用过，未重复接收。请重新签名后再报送。',

  'verify.missing': (params) =>
    `工单信息不完整，缺少：${params.list('fields', fieldName, '必填内容')}。请补全后再核实通过。`,
  'verify.unknown-matter': (params) =>
    `事项代码“${params.text('code', '（空）')}”不在本县事项目录中。请从目录中重新选择诉求事项。`,
  'verify.retired-matter': (params) =>
    `事项“${params.text('name', '所选事项')}”已停用，不能用于新核实的工单。请从目录中另选诉求事项。`,
  'verify.merged-matter': (params) =>
    `事项“${params.text('name', '所选事项')}”已并入“${params.text('into', '其他事项')}”。请改选并入后的事项。`,
  'verify.matter-not-last': (params) =>
    `“${params.text('name', '所选事项')}”下面还有更细的事项。请选到最末一级。`,
  'verify.unknown-township': (params) =>
    `所属乡镇代码“${params.text('township', '（空）')}”不在本县名录中。请从列表中重新选择。`,

  'dispatch.not-verified': () => '工单尚未核实，不能分派。请先签收并核实工单信息。',
  'dispatch.unknown-unit': (params) =>
    `找不到承办单位“${params.text('unit', '（空）')}”。请从单位列表中重新选择。`,
  'dispatch.unit-not-ready': (params) =>
    `${params.text('unit', '该单位')}缺少${params.list('lacks', lackName, '必要的人员安排')}，暂不能派单。请通知该单位补齐，或改派其他单位。`,
  'dispatch.unknown-entry': (params) =>
    `派单目录中没有所选条目（${params.text('entry', '未选择')}），可能已调整。请重新选择分派依据。`,
  'dispatch.entry-of-another-unit': (params) =>
    `派单目录中“${params.text('entry', '该事项')}”属于其他单位。请改选对应的单位，或改用其他分派依据。`,
  'dispatch.basis-missing': () => '没有写明分派依据。请填写所依据的法律法规、“三定”职责或清单事项的名称。',
  'dispatch.not-a-township': (params) =>
    `${params.text('unit', '该单位')}不是乡镇，不能以乡镇履职事项清单为依据。请改用“三定”职责或法律法规。`,
  'dispatch.not-on-list': (params) =>
    `该事项不在${params.text('unit', '该乡镇')}的履职事项清单中。请改派主管部门；确需由乡镇承办的，写明理由。`,
  'dispatch.justification-missing': () => '按就近职责分派需要书面说明。请写明为什么由该单位承办。',

  'dispatch.accused': (params) =>
    `${params.text('unit', '该单位')}是本件举报的对象，不得参与办理或会商。请另选单位，必要时转派驻纪检组办理。`,
  'dispatch.nobody-left': (params) =>
    `${params.text('unit', '该单位')}除被举报人员外，没有其他可以经办或审核本件的人员。请另选单位，或请该单位先补齐人员。`,
  'dispatch.unit-twice': (params) => `${params.text('unit', '同一单位')}被选了两次。请去掉重复的单位。`,
  'dispatch.has-part': (params) =>
    `${params.text('unit', '该单位')}已在承办本件。请另选单位；确需调整的，先撤回原来的分派。`,
  'dispatch.no-instruction': () => '本件没有登记县领导批示。请先呈请批示，或改用其他分派依据。',
  'access.host-only': () => '这项操作由主办单位进行。请联系主办单位，或把意见记入本单位的办理进展。',
  'state.no-such-part': () => '所选的承办单位已不在承办本件。请刷新页面，按最新情况操作。',
  'order.too-many': (params) =>
    `本件的${listName(params.text('list', ''))}已达 ${params.text('most', '规定的')} 条，不能再增加。请在现有内容的基础上办理；确需补充的，写入办理结果或作为佐证材料上传。`,
  'order.full': () =>
    '本件累计的文字已接近系统上限，不能再增加。请直接提交办理结果，其他内容作为佐证材料上传。',
  'state.no-part': () => '目前没有单位承办本件，没有可撤回的分派。请直接分派。',
  'input.missing': (params) =>
    `以下内容没有填写：${params.list('fields', fieldName, '必填内容')}。请补全后再提交。`,
  'evidence.missing': (params) =>
    `没有附上${termOf(EVIDENCE_KIND, params.text('kind', '')) ?? '必要的材料'}，或材料没有上传完。请上传完成后再提交。`,
  'evidence.other-kind': (params) =>
    `所附材料不是本单位上传的${termOf(EVIDENCE_KIND, params.text('kind', '')) ?? '所需材料'}。请重新选择后再提交。`,
  'city.document-missing': () => '没有填写市中心批复的文号。请填写后再登记。',

  'accused.unknown-unit': (params) =>
    `找不到被举报单位“${params.text('unit', '（空）')}”。请从单位列表中重新选择。`,
  'accused.unknown-person': () => '找不到所选的被举报人员。请从人员名单中重新选择。',
  'accused.merged': (params) =>
    `本件已经并入工单 ${params.text('into', '')}。请在那一件中登记被举报对象，或先撤销并入。`,
  'accused.nobody': () => '没有新增的被举报单位或人员。请选择尚未登记的单位或人员。',

  'consultation.lead-missing': () => '异议工单须由行业管理部门牵头会商。请选择牵头的行业管理部门。',
  'consultation.centre-leads': () =>
    '联合办理的会商由热线中心牵头。请不要另选牵头单位；有争议的请先转为异议工单。',
  'consultation.too-few': () => '会商至少要有两个单位参加。请补选参加单位。',
  'consultation.host-missing': () => '没有选定主办单位。请选定一个主办单位。',
  'consultation.host-assists': () => '同一单位不能既主办又协办。请从协办单位中去掉主办单位。',
  'consultation.no-assist': () =>
    '联合办理至少要有一个协办单位。只由一个单位办理的，请选定该单位后直接分派。',
  'consultation.stranger': (params) =>
    `${params.text('unit', '所选单位')}没有参加会商。主办和协办单位请从参加会商的单位中选定。`,

  'instruction.already': () => '本件已有县领导批示。请按批示分派。',
  'instruction.accused': () => '所填领导与本件的被举报人员同名，应当回避。请呈请其他县领导批示。',
  'instruction.date': () =>
    '批示日期不是有效的日期，或晚于今天，或早于工单转来的日期。请核对批示件后重新填写。',

  'return.assigned-by-leader': () =>
    '本件由县领导签批交办，不能退回。请按批示办理；确有困难的，请向批示领导报告。',
  'return.must-cooperate': () => '本件会商未达成一致，各单位均为责任单位，不能退回。请配合主办单位办理。',
  'return.already': () => '本单位的退回申请正在审核。请等待热线中心的决定。',
  'return.too-late': (params) =>
    `已过申请退回的时限（截至 ${params.time('by', '规定时间')}）。请按时限办理。`,
  'return.suggests-itself': () => '改派建议不能是本单位。请选择建议改派的单位；不清楚的，在改派意见中说明。',
  'return.opinion-missing': () =>
    '没有写改派意见。请选择建议改派的单位；不清楚该由谁办的，请在改派意见中写明原因。',
  'return.suggests-accused': () =>
    '建议改派的单位是本件举报的对象，应当回避。请另选单位；不清楚的，在改派意见中说明。',
  'return.ground-closed': () => '以同一理由的退回申请已被驳回，不能再次申请。请继续办理。',
  'return.all-grounds-closed': () => '各项退回理由均已被驳回，不能再申请退回。请继续办理。',
  'return.handled': () => '本单位的办理结果已通过初审，评议后须限期解决，不能再退回。请继续办理。',
  'return.none': () => '没有待审核的退回申请，可能已由同事处理。请刷新页面。',

  'extension.already': () => '本单位的延期申请正在审批。批准之前仍按原时限办理。',
  'extension.too-late': (params) =>
    `已过申请延期的时限（截至 ${params.time('by', '规定时间')}），现已不能申请。请抓紧办结。`,
  'extension.expected-day': () => '预计办结日期不是有效的日期，或早于今天，或在一年以后。请重新填写。',
  'extension.handled': () => '本单位的办理结果已通过初审，评议后须在限定日期前解决，不能申请延期。',
  'extension.document-missing': () =>
    '已用完原则上的延期次数，再次延期须有市中心同意的文件。请填写该文件的文号。',
  'extension.none': () => '没有待审批的延期申请，可能已由同事处理。请刷新页面。',
  'extension.deadline-passed': () => '原办理时限已过并已记为超时，不能再批准延期。请登记为不批准并说明。',

  'date.meeting': (params) =>
    `会议时间须在工单转来（${params.time('from', '转办时间')}）之后、一年之内。请核对年月日后重新填写。`,

  'plan.steps': (params) => `方案至少要有一个步骤，最多 ${params.text('most', '20')} 个。请调整后再提交。`,
  'plan.dates': (params) =>
    `第 ${params.text('place', '？')} 步的完成日期无效、早于今天、在一年以后，或早于前一步。请按先后填写日期。`,
  'plan.none': () => '本件还没有办理方案。请先制定办理方案，再更新进度。',

  'complex.already': () => '本件已是复杂工单。请关注主办单位的办理方案和进度更新。',
  'urgent.already': () => '本件已按此情形标为紧急。请刷新页面查看。',
  'urgent.none': () => '本件没有标为紧急，不用取消。请刷新页面查看。',
  'urgent.unknown-kind': () => '现行政策中没有这一紧急情形。请刷新页面后重新选择。',
  'complex.none': () => '本件没有被热线中心认定为复杂工单，不用取消。请刷新页面查看。',

  'appeal.already': () => '本件已有一件申诉在审核。请等待结果。',
  'appeal.none': () => '没有待审核的申诉，可能已由同事处理。请刷新页面。',
  'appeal.not-judged': () => '本件没有被第三方评议为不合理诉求，不能以此为由申诉。请另选理由。',
  'appeal.not-explained': () =>
    '以“建议未采纳且已解释答复”申诉的，须先有向诉求人解释的记录。请先在“记录进展”中登记告知或答复，写明日期和解释的内容，再提出申诉。',
  'appeal.ground-closed': () => '以同一理由的申诉未获批准，不能再次提出。请继续办理，或另选理由。',
  'appeal.all-grounds-closed': () => '各项申诉情形均未获批准，不能再提出申诉。请继续办理。',
  'appeal.undecided': () => '本件有申诉尚未审批，暂不能归档。请先登记申诉结果。',

  'evaluation.not-dissatisfied': () => '只有诉求人回访不满意的工单可以申请质效评议。',
  'evaluation.once': () => '本件已经评议过，不再重复评议。请按评议结论办理。',
  'panel.names': () => '评价员姓名有空缺或重复。请逐一填写。',
  'panel.size': (params) => `评价员至少 ${params.text('least', '3')} 人且为单数。请调整人数。`,
  'panel.few': (params) => `评价员至少 ${params.text('least', '3')} 人。请增加人数。`,
  'panel.kinds': () => '评价员须来自两类以上人员。请补充其他类别的评价员。',
  'panel.conflict': (params) => `评价员${params.text('name', '')}属于被评议的单位，应当回避。请另选评价员。`,
  'panel.accused': (params) =>
    `评价员${params.text('name', '')}属于本件的被举报单位，或与被举报人员同名，应当回避。请另选评价员。`,
  'panel.unit-missing': () => '科室负责人须注明所在单位。请补填。',
  'panel.none': () => '还没有组织评价会。请先登记评价员。',
  'panel.votes': () => '评议票数与评价员人数不符。请逐人登记意见。',
  'panel.solve-by': () => '评议为合理诉求的，请填写今天以后、一年以内的限期解决日期。',
  'panel.nothing-to-solve': () => '评议为不合理诉求的，不填写限期解决日期。请清空该日期。',

  'flag.already': () => '本件已按此情形标记提级核查，请不要重复标记。',
  'inspection.none': () => '本件没有启动提级核查。请先启动核查。',
  'inspection.of-another': () => '本件已交另一核查部门核查。请与该部门联系，或请热线中心改交。',
  'inspection.closed': () => '本件的提级核查已经结案，不能再修改。请以结案结果为准。',
  'inspection.not-flagged': () => '本件没有提级核查标记。请先由热线中心或县领导标记。',
  'inspection.already': () =>
    '本件已启动过提级核查。请在原核查中办理；已结案而需再次核查的，由热线中心移交。',
  'inspection.under-way': () => '本件的提级核查正在进行。请待结案后，再移交核查。',
  'inspection.whose-line': () => '没有选择核查哪个单位。移交派驻纪检组的，请从本件的单位中选定一个。',
  'inspection.served': () => '核查情况已送达承办单位，不能再修改或重复送达。请继续跟踪整改并结案。',
  'inspection.nothing-found': () => '还没有登记核查情况。请先登记核查情况和整改要求。',
  'inspection.not-served': () => '认定了问责情形的，请先送达承办单位，再结案。',

  'category.same': () => '类别没有变化。请选择正确的类别。',
  'matter.same': () => '事项、乡镇和地点都没有变化。请改正其中有误的内容。',
  'decline.dispatched': () => '本件已经分派过，不能再作不予受理。请撤回分派，或按退回、申诉等程序办理。',
  'feed.no-order': (params) =>
    `还没有编号为 ${params.text('number', '此号')} 的工单。请在工单送达后重新报送。`,
  'feed.other-message': (params) =>
    `报送编号 ${params.text('number', '')} 已经用过，且内容不同。请核对，或换一个报送编号。`,
  'merge.unknown': () => '没有这个编号的工单，或者您不能查看。请从列出的工单中选择，或核对编号。',
  'merge.itself': () => '不能并入本件自身。请填写在前工单的编号。',
  'merge.into-merged': (params) =>
    `该工单已经并入工单 ${params.text('into', '')}。请直接并入那一件，或先撤销它的并入。`,
  'merge.closed': () => '该工单已经结束，不能再作补充。确需并入的，请先重新打开该工单；否则请单独办理本件。',
  'merge.later': () => '该工单转办在本件之后。请反过来，把在后的一件并入在前的一件。',
  'merge.accused': () =>
    '两件工单登记的被举报对象不一致，不能并入，以免被举报的单位或人员看到。请单独办理，或先登记一致。',
  'merge.dispatched': () => '本件已经分派过，不能再并入。请由承办单位一并答复，或撤回后单独办理。',
  'merge.has-others': () => '已有其他工单并入本件，本件不能再并入别的工单。请先撤销那些并入。',
  'withdraw.others': (params) =>
    `工单 ${params.text('number', '')} 已并入本件，其诉求人没有撤回。请先撤销并入，再登记撤回。`,
  'unmerge.not-merged': () => '本件没有并入其他工单，不用撤销。请核对工单编号。',
  'reopen.not-done': () =>
    '本件不能重新打开：尚未归档，或是较早归档、没有记下归档前状态的工单。请核对工单的归档原因。',
  'reopen.sent-again': () => '市里已就本件另行转来新的工单，不能重新打开。请办理新的工单。',
  'reopen.by-the-city': () =>
    '本件由市12345热线中心收回或审批归档，不能由县里重新打开。确需继续办理的，请市里重新转办。',
  'reopen.accused': () =>
    '本件申诉获批归档后，承办单位被登记为被举报对象，不能重新打开。确需继续办理的，请市里重新转办。',
  'callback.none': () => '没有可以更正的回访：最近一次回访没有接通，或已据此进入质效评议。请重新回访。',
  'callback.same': () => '填写的结果与原来登记的相同。请核对后填写更正后的结果。',
  'callback.own-call': () => '由您回访登记的不满意，不能由您本人更正为满意。请由中心其他同事更正。',
  'taking-back.nothing': () =>
    '本件没有您可以撤回的操作：他人已据此办理的，不能再撤回。请按正常程序继续办理。',
  'taking-back.not-this': () => '这项操作不能撤回：他人已据此办理，或不是由您一方作出的。请选择列出的操作。',

  'in-unit.not-given': () => '本件没有交给个人或股室，不用收回。请选择经办人，或关闭本页。',
  'in-unit.not-a-handler': () => '所选人员不是本单位在岗的经办人。请从名单中另选。',
  'in-unit.accused': () => '所选人员须回避本件。请另选经办人。',
  'step.note-missing': () => '没有填写进展说明。请写明做了什么、结果如何。',
  'feedback.missing': (params) =>
    `办理结果反馈不完整，缺少：${params.list('fields', fieldName, '必填内容')}。请补全后再提交。`,
  'review.own-feedback': () => '办理结果是您本人提交的，须由本单位其他领导审核。请转请其他领导办理。',
  'review.reasons-missing': () => '没有写明退回理由。请写清楚需要补充或改正的内容。',
  'review.checklist-open': () => '清单中还有未达到的项目，不能通过。请逐项核对，或选择发回重办并写明理由。',
  'review.nothing-wrong': () => '清单各项均已达到，不能发回重办。请取消未达到项目的勾选，或选择通过。',
  'callback.answers-missing': () => '已接通的回访须记录是否解决、是否满意。请补全后再提交。',
  'callback.not-reached': () => '未接通的回访不能记录是否解决、是否满意。请取消这两项，或改为已接通。',

  'extensions-too-many': (params) =>
    `已延期 ${params.text('granted', '多')} 次，最多只能延期 ${params.text('atMost', '规定的')} 次。请按现有时限办结。`,
  'extension-not-whole': (params) =>
    `第 ${params.text('place', '？')} 次延期的天数（${params.text('workdays', '未填')}）不是正整数。请填写工作日天数。`,
  'extension-too-long': (params) =>
    `第 ${params.text('place', '？')} 次延期 ${params.text('workdays', '若干')} 个工作日，超过了原办理时限 ${params.text('atMost', '规定的')} 个工作日。请缩短延期。`,
  'workdays-not-countable': (params) =>
    `工作日天数（${params.text('workdays', '未填')}）无法计算。请填写正整数。`,
  'no-workday-in-reach': (params) =>
    `在 ${params.text('days', '规定的')} 天内数不出 ${params.text('workdays', '所需的')} 个工作日。请检查本县的节假日设置。`,

  'calendar.wrong-days': (params) =>
    [
      params.all('unreal', '没有这一天'),
      params.all('outside', '不在可填写的年份内'),
      params.all('repeated', '重复'),
      params.all('already', '本来就是这样，不必填写'),
    ]
      .filter((part) => part !== '')
      .map((part) => `${part}。`)
      .join('') + `日期填写有误（${params.list('fields', fieldName, '所填日期')}），请改正后再提交。`,
  'calendar.year-known': (params) =>
    `${params.text('year', '该')} 年的放假安排系统中已有，不能重新公布。个别日期有变化的，请在本县日期中调整。`,
  'calendar.year-not-next': (params) =>
    `不能公布 ${params.text('year', '所填')} 年：放假安排须逐年公布，下一个是 ${params.text('next', '最近未公布的')} 年。请核对年份。`,
  'calendar.nothing-off': (params) =>
    `${params.text('year', '所填')} 年的安排中没有任何一个工作日放假。请对照国务院办公厅的通知填写完整。`,
  'calendar.changed': (params) =>
    `您打开之后，工作日历已有变化（现行第 ${params.text('current', '？')} 版）。请刷新页面，看过最新内容后再提交。`,
  'matters.changed': (params) =>
    `您打开之后，事项目录已有变化（最新为第 ${params.text('current', '？')} 版）。请刷新页面，在最新版本上修改。`,
  'matters.nothing': () => '与最新版本相比没有任何变化，请修改后再保存。',
  'matters.from-too-early': (params) =>
    `生效日期不能早于 ${params.text('earliest', '今天')}。请改为当天或以后的日期。`,
  'matters.too-many': (params) => `事项总数超过 ${params.text('most', '规定')} 条。请合并或减少新增事项。`,
  'matters.bad-code': (params) =>
    `事项代码“${params.text('code', '（空）')}”有误。每级两位数字，请改为 2、4 或 6 位数字的代码。`,
  'matters.bad-name': (params) =>
    `代码 ${params.text('code', '（空）')} 的名称为空、过长（最多 ${params.text('most', '40')} 字）或含有看不见的字符。请改正名称。`,
  'matters.twice': (params) => `代码 ${params.text('code', '（空）')} 出现了两次。请只保留一条。`,
  'matters.same-name': (params) =>
    `代码 ${params.text('code', '（空）')} 与同一上级下的另一事项同名（${params.text('name', '同名')}）。请改名，或将其中一条并入另一条。`,
  'matters.no-parent': (params) =>
    `代码 ${params.text('code', '（空）')} 的上级 ${params.text('parent', '')} 不存在或已停用。请先增加或启用上级；停用上级前，先停用或并走其下的事项。`,
  'matters.bad-merge': (params) =>
    `代码 ${params.text('code', '（空）')} 不能并入 ${params.text('into', '所填事项')}。请将被并入的标为停用，并选另一条在用的事项作为并入对象。`,
  'policy.changed': (params) =>
    `您打开之后，政策设置已有变化（现行第 ${params.text('current', '？')} 版）。请刷新页面，看过最新内容后再提交。`,

  'look.why-missing': () => '没有填写查看事由。请写明因何需要查看诉求人信息。',
  'look.why-too-short': (params) =>
    `查看事由过于简单，至少要有 ${params.text('least', '4')} 个汉字或字母。请写明因何需要查看。`,
  'look.too-many': (params) =>
    `查看次数已达上限（每小时 ${params.text('perHour', '若干')} 次、每天 ${params.text('perDay', '若干')} 次），${params.time('again', '稍后')} 起可以继续查看。确需提前查看的，请联系两办督查室或派驻纪检组。`,
  'look.not-yours': (params) =>
    `以${postName(params.text('post', ''))}岗位目前不能查看这件工单的诉求人信息。确需查看的，请联系县热线中心。`,

  'evidence.kind-not-yours': (params) =>
    `${postName(params.text('post', ''))}岗位不能上传“${termOf(EVIDENCE_KIND, params.text('kind', '')) ?? '这类材料'}”。请改选材料种类，或转请有权限的同事上传。`,
  'evidence.too-large': (params) =>
    `文件超过了每份材料 ${params.text('mebibytes', '规定的')} MB 的上限。请压缩或分成几份后再上传。`,
  'evidence.too-many': (params) =>
    `这件工单的佐证材料已达到 ${params.text('pieces', '规定的')} 份的上限。请先移除不需要的材料，或把几份合成一份。`,
  'evidence.wrong-type': () =>
    '文件内容不是可以接收的格式。请上传 JPG、PNG、HEIC 图片，PDF，MP3、M4A、WAV、AMR 录音，MP4、MOV、3GP 视频，或 Word（DOCX）、Excel（XLSX）文件。',
  'evidence.name-hidden': () =>
    '文件名中有看不见的控制字符（可能把扩展名倒过来显示）。请把文件重新命名后再上传。',
  'evidence.name-signs': () => '文件名中不能有 \\ / : * ? " < > | 这些符号。请把文件重新命名后再上传。',
  'evidence.name-ends': () => '文件名的开头或结尾是空格或句点。请把文件重新命名后再上传。',
  'evidence.name-two': (params) =>
    `文件名带有两个扩展名（${extensionName(params.text('extension', ''))}），可能是伪装的文件。请核对文件，去掉多余的扩展名后再上传。`,
  'evidence.name-extension': (params) =>
    `不能接收扩展名为${extensionName(params.text('extension', ''))}的文件。请上传 JPG、PNG、HEIC 图片，PDF，MP3、M4A、WAV、AMR 录音，MP4、MOV、3GP 视频，或 Word（DOCX）、Excel（XLSX）文件。`,
  'evidence.name-other': (params) =>
    `文件名的扩展名是${extensionName(params.text('extension', ''))}，内容却是${extensionName(params.text('type', ''))}文件。请核对文件，改回正确的扩展名后再上传。`,
  'evidence.unsafe': (params) =>
    `文件中含有${termOf(UNSAFE_CONTENT, params.text('what', '')) ?? '不安全的内容'}，不能接收。请去掉后再上传；Word、Excel 文件也可以打印或导出为 PDF 后上传。`,
  'evidence.unreadable': () => '文件已损坏，或内部结构不完整，打不开。请重新导出或重新拍摄后再上传。',
  'evidence.too-many-pixels': (params) =>
    `照片的像素太多，超过了 ${params.text('megapixels', '规定的')} 百万像素。请缩小后再上传。`,
  'evidence.infected': () =>
    '病毒扫描发现文件带有病毒，没有保存。请先在本机查杀病毒，并告知系统管理员；确需提交的，请重新取得干净的文件。',
  'evidence.not-scanned': () => '病毒扫描暂时不可用，文件还没有保存，已上传的部分保留。请稍后再试。',
  'evidence.other-content': () =>
    '收到的文件与您选择的不一致，可能在选择后又被修改，或传输中损坏，没有保存。请重新选择文件上传。',
  'evidence.incomplete': (params) =>
    `文件还有 ${params.text('missing', '若干')} 段没有收到，不能保存。请继续上传。`,
  'evidence.wrong-part': () => '收到的文件分段长度不对，没有保存。请重新选择文件上传。',
  'evidence.not-begun': () => '这次上传已经失效。请重新选择文件上传。',
  'evidence.unknown': () => '找不到这份佐证材料，或您无权查看。请刷新页面后再试。',
  'evidence.why-missing': () => '没有填写查看事由。请写明因何需要查看这份材料。',
  'evidence.look-over': () => '这次查看已经结束。如仍需查看，请重新填写事由。',
  'evidence.not-yours': () => '这份材料是其他人上传的，不能移除。请联系上传人处理。',
  'evidence.in-use': () => '这份材料已随办理环节提交，成为办理依据，不能移除。如需补充，请另行上传。',
  'system.unavailable': () =>
    '系统暂时无法处理，您填写的内容没有丢失。请稍后重试；多次不成功请联系系统管理员。',
}

/** A code is shown only if it looks like ours; anything else is not meant for readers. */
const LIKE_OURS = /^(?!undefined$|null$)[a-z][a-z-]{0,30}(?:\.[a-z][a-z-]{0,40})?$/

const GENERAL = '操作没有成功。请刷新页面后重试；仍不成功请联系系统管理员。'

const said = <C extends Code>(code: C, params: Params<C>): string => SENTENCES[code](params)

/** What is wrong and what to do about it. A code that this page does not know still gets a safe sentence. */
export const sentence = ({ code, params }: AnsweredRefusal): string => {
  if (isCode(code)) return said(code, new Params(params))
  return LIKE_OURS.test(code) ? `${GENERAL}（代码：${code}）` : GENERAL
}
