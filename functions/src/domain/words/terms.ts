/**
 * The Chinese terms of the county's plan for the English names in the code. They are `Record`s over the domain's own
 * types, so a value without a term does not compile.
 */
import type { AppealGround } from '../order/appeal'
import type { BoundedList } from '../order/bounds'
import type { AskedBy, Solution } from '../order/callback'
import type { Grade } from '../policy/grades'
import type { Category } from '../matters/category'
import type { ChannelKind } from '../notices/channels'
import type { CommandType } from '../order/command'
import type { Duty } from '../order/duty'
import type { DisputeGround } from '../order/consultation'
import type { EvaluatorKind } from '../order/evaluation'
import type { EvidenceKind } from '../evidence/evidence'
import { RATES } from '../figures/figures'
import type { Accountability, FlagGround } from '../order/inspection'
import type { NoticeKind } from '../notices/notices'
import type {
  Assignment,
  AssignmentState,
  Basis,
  Clock,
  DeclineGround,
  Ending,
  Order,
  Stage,
  Step,
} from '../order/order'
import { isUnitRole, type Post, postOfKey, type Role } from '../people/people'
import type { OutcomeKind } from '../order/outcome'
import type { Queue } from '../people/queues'
import type { ClockKind, Level, LostOrders, SecondFactorOf } from '../policy/policy'
import type { ReturnGround } from '../order/return'
import type { TakenAct } from '../order/taking-back'
import type { Mechanism, Unit } from '../people/unit'
import type { BrowserFamily, SystemFamily } from '../people/session'
import type { Unsafe } from '../evidence/unsafe-content'

export const STAGE: Readonly<Record<Stage, string>> = {
  'to-sign': '待中心签收',
  'to-verify': '待核实',
  'to-dispatch': '待分派',
  'to-instruct': '待县领导批示',
  disputed: '异议待会商',
  consulting: '会商中',
  handling: '办理中',
  'first-review': '待初审',
  callback: '待回访',
  evaluating: '质效评议中',
  'to-archive': '待归档',
  archived: '已归档',
}

/** The names of the queues in a work list. */
export const QUEUE: Readonly<Record<Queue, string>> = {
  instruction: '待批示',
  climbed: '超时上报',
  consultation: '参加会商',
  'approve-appeal': '待审核申诉',
  'unit-review': '待单位内审核',
  'first-review': '待初审',
  'decide-return': '待审核退回',
  sign: '待签收',
  verify: '待核实',
  dispatch: '待分派',
  convene: '待召集会商',
  consulting: '会商中',
  instruct: '待登记批示',
  panel: '待组织评价会',
  verdict: '待登记评议',
  'call-back': '待回访',
  archive: '待归档',
  'decide-extension': '延期待批',
  'decide-appeal': '申诉待批',
  'open-inspection': '待启动核查',
  inspecting: '核查中',
  'close-inspection': '待核查结案',
  handling: '办理中',
}

export const CATEGORY: Readonly<Record<Category, string>> = {
  consultation: '咨询',
  help: '求助',
  complaint: '投诉',
  report: '举报',
  suggestion: '建议',
}

export const ROLE: Readonly<Record<Role, string>> = {
  clerk: '热线中心受理员',
  reviewer: '热线中心审核员',
  handler: '经办人',
  'leader-in-charge': '分管领导',
  'principal-leader': '主要领导',
  'county-leader': '县领导',
  supervision: '两办督查室',
  discipline: '派驻纪检组',
  city: '市12345热线中心',
  administrator: '系统管理员',
}

/** What can be taken back by itself. */
export const TAKEN_ACT: Readonly<Record<TakenAct, string>> = {
  'step-recorded': '最近一次办理进展',
  'feedback-submitted': '提交的办理结果',
  'unit-reviewed': '已报出的办理结果',
  'return-applied': '退回申请',
  'extension-applied': '延期申请',
  'appeal-prepared': '申诉材料',
  'appeal-approved': '已上报的申诉',
  'evaluation-requested': '质效评议申请',
  'referred-to-leader': '呈请县领导批示',
  instructed: '登记的领导批示',
  disputed: '转为异议工单',
  convened: '召集的会商',
  'panel-convened': '组织的评价会',
  flagged: '提级核查标记',
  'inspection-directed': '移交核查',
  urged: '登记的催单',
  supplemented: '登记的补充诉求',
}

/** The label of the button for each command. */
export const COMMAND: Readonly<Record<CommandType, string>> = {
  'centre-sign': '签收',
  verify: '核实信息',
  dispatch: '分派',
  'unit-sign': '签收',
  'assign-in-unit': '内部交办',
  'record-step': '记录进展',
  'submit-feedback': '提交办理结果',
  'review-in-unit': '单位内审核',
  'first-review': '初审',
  'call-back': '回访',
  'correct-callback': '更正回访结果',
  'order-redo': '发回重办',
  archive: '归档',

  'refer-to-leader': '呈请县领导批示',
  'record-instruction': '登记领导批示',
  'open-dispute': '转为异议工单',
  convene: '召集会商',
  'conclude-consultation': '登记会商结果',
  'add-assist': '增派协办单位',
  'withdraw-dispatch': '撤回分派',
  'apply-return': '申请退回',
  'decide-return': '审核退回申请',
  'apply-extension': '申请延期',
  'decide-extension': '延期审批',
  'declare-complex': '认定复杂工单',
  'mark-urgent': '标记紧急',
  'lay-plan': '制定办理方案',
  'report-progress': '更新办理进度',
  'prepare-appeal': '提出申诉',
  'approve-appeal': '审核申诉材料',
  'decide-appeal': '申诉审批',
  'request-evaluation': '申请质效评议',
  'convene-panel': '组织评价会',
  'record-verdict': '登记评议结论',
  flag: '标记提级核查',
  'direct-inspection': '移交核查',
  'open-inspection': '启动提级核查',
  'record-finding': '登记核查情况',
  'serve-inspection': '送达承办单位',
  'close-inspection': '核查结案',
  'name-accused': '登记被举报对象',
  'correct-category': '更正类别',
  'correct-matter': '更正事项或地点',
  urge: '登记催单',
  supplement: '登记补充诉求',
  merge: '并入作为补充',
  unmerge: '撤销并入',
  decline: '不予受理',
  recall: '登记市中心收回',
  'withdraw-by-caller': '登记诉求人撤回',
  reopen: '重新打开',
  'take-back': '撤回操作',
}

export const STEP: Readonly<Record<Step, string>> = {
  inform: '告知',
  submit: '呈批',
  handle: '办理',
  answer: '答复',
}

/** What each step of the inner loop means, for the person who chooses one. */
export const STEP_HINT: Readonly<Record<Step, string>> = {
  inform: '联系诉求人，告知已受理和办理安排',
  submit: '报请单位领导批示',
  handle: '现场检查、调查处理等办理情况',
  answer: '向诉求人答复办理结果',
}

/** Every field of a form that a refusal may name. */
export const FIELD = {
  id: '代码',
  title: '标题',
  text: '诉求内容',
  category: '诉求类别',
  matter: '诉求事项',
  from: '生效日期',
  township: '所属乡镇',
  village: '村或社区',
  place: '具体地点',
  unit: '承办单位',
  basis: '分派依据',
  entry: '派单目录条目',
  name: '依据名称',
  overridden: '交乡镇承办的理由',
  duties: '履职事项清单',
  disciplineGroup: '归口派驻纪检组',
  to: '核查部门',
  mechanisms: '工作机制',
  justification: '就近职责说明',
  handlers: '经办人',
  section: '股室',
  instruction: '批示',
  step: '办理环节',
  note: '说明',
  situation: '基本情况及现场检查情况',
  result: '处理结果及与诉求人沟通情况',
  answer: '拟答复口径',
  contact: '联系方式',
  pass: '审核结论',
  reasons: '理由',
  complete: '要件完整',
  reasonable: '处理合理',
  wellFormed: '格式规范',
  outcome: '办理结果类别',
  outcomeFits: '结果类别相符',
  told: '向诉求人告知的内容',
  grounds: '法律政策依据',
  explained: '向诉求人解释的情况',
  reached: '是否接通',
  solution: '是否解决',
  grade: '是否满意',
  askedBy: '由谁回访',
  why: '查看事由',
  cityNumber: '市工单编号',
  transferredAt: '转办时间',
  phone: '联系电话',
  idNumber: '身份证号',
  address: '住址',
  reason: '理由',
  accused: '被举报单位',
  persons: '被举报人员',
  units: '单位',
  lead: '行业管理部门',
  host: '主办单位',
  assists: '协办单位',
  leader: '批示领导',
  date: '日期',
  scan: '批示件扫描件',
  ground: '理由类别',
  suggestedUnit: '改派建议单位',
  opinion: '改派意见',
  form: '退回申请表扫描件',
  minutes: '会议纪要',
  workdays: '延期工作日',
  expectedOn: '预计办结日期',
  document: '市中心文号',
  meetsAt: '会议时间',
  what: '步骤内容',
  by: '完成日期',
  steps: '方案步骤',
  proof: '佐证材料',
  evaluators: '评价员',
  votes: '评议票',
  solveBy: '限期解决日期',
  finding: '核查情况',
  demand: '整改要求',
  accountability: '问责情形',
  route: '告知的途径',
  into: '并入的工单',
  act: '撤回的操作',
  parts: '发回的单位',
  channel: '消息通道',
  url: '通道地址',
  secret: '签名密钥',
  year: '年份',
  days: '日期',
  workday: '是否上班',
  signWithin: '签收时限',
  handlingWorkdays: '办理时限',
  dayEndsAtMinute: '最后一日截止时间',
  extendBefore: '延期申请提前时间',
  extensionsAtMost: '延期次数',
  thirdExtension: '例外再延期一次',
  returnWithin: '退回申请时限',
  decideReturnWorkdays: '退回审核时限',
  urgency: '紧急工单',
  kinds: '紧急情形',
  kind: '紧急情形',
  contactWithin: '首次联系时限',
  progressWithin: '紧急进展时限',
  urgent: '紧急情形',
  disputeAfterReturns: '转为异议工单的退回次数',
  progressEveryWorkdays: '进度更新间隔',
  inspectAfter: '提级核查条件',
  repeats: '重复反映件数',
  repeatWithin: '重复反映统计期',
  within: '同一诉求人的工单查找范围',
  closedWithin: '已结束工单的查找范围',
  dissatisfied: '回访不满意次数',
  redos: '发回重办次数',
  returns: '退回次数',
  inspectedBy: '提级核查部门',
  panelAtLeast: '评议人员最少人数',
  satisfiedGrades: '计为满意的评价',
  panel: '评议人员组成',
  odd: '人数须为单数',
  twoKinds: '须来自两类以上人员',
  notJudged: '被评议单位的人员回避',
  evidence: '佐证材料',
  maxBytes: '单份材料大小上限',
  perOrder: '每件工单材料上限',
  officeHours: '办公时间',
  alarms: '提醒与上报',
  remindBefore: '到期前提醒',
  climbAfter: '超时后上报',
  callbackAttempts: '回访次数',
  guard: '安全与保密',
  secondPerson: '重要岗位须两人办理',
  lostOrders: '单位不再承办的工单',
  looks: '查看上限',
  perHour: '每小时查看上限',
  perDay: '每天查看上限',
  idleMinutes: '无操作自动退出',
  secondFactorOf: '登录须动态验证码',
  basedOn: '所依据的政策版本',
  fileName: '文件名',
  email: '登录邮箱',
  hosts: '允许发往的域名',
  posts: '岗位',
  active: '在岗',
  uid: '人员',
  emergency: '紧急原因',
  token: '邀请链接',
  password: '密码（至少 10 位，含小写字母和数字）',
} as const satisfies Readonly<Record<string, string>>
/** The term for a key from outside, which may not exist. (`Object.hasOwn` is newer than the office's browsers.) */
export const termOf = (terms: Readonly<Record<string, string>>, key: string): string | null =>
  Object.entries(terms).find(([each]) => each === key)?.[1] ?? null

/** `evaluators.2.name` is an evaluator's name: a field of an entry has the term of its list. */
const partsNaming = (path: string): string[] => {
  const parts = path.split('.')
  const index = parts.findIndex((part) => /^\d+$/.test(part))
  return index < 1 ? parts : parts.slice(0, index)
}

/** The term for a field, which may be a path such as `data.basis.justification`; its last known part decides. */
export const fieldName = (path: string): string =>
  partsNaming(path)
    .reverse()
    .map((part) => termOf(FIELD, part))
    .find((term) => term !== null) ?? '其他内容'

const LIST: Readonly<Record<BoundedList, string>> = {
  assignments: '分派记录',
  given: '内部交办',
  steps: '办理进展',
  progress: '进度更新',
  consultations: '会商记录',
  returns: '退回申请',
  extensions: '延期申请',
  appeals: '申诉',
  formerInspections: '提级核查',
  callbacks: '回访记录',
  clocks: '时限记录',
  urgings: '催单记录',
  supplements: '补充诉求记录',
}
/** The lists of an order that are bounded. */
export const listName = (list: string): string => termOf(LIST, list) ?? '记录'

/** The questions of the first review's checklist (R9.2); the last only where the feedback says its outcome (R19). */
export const CHECKLIST: Readonly<Record<'complete' | 'reasonable' | 'wellFormed' | 'outcomeFits', string>> = {
  complete: '要件完整：三项内容齐全，诉求逐项有回应',
  reasonable: '处理合理：事实清楚，处理于法于理有据',
  wellFormed: '格式规范：表述规范，答复口径可直接使用',
  outcomeFits: '结果类别相符：类别与实际办理一致，所附方案、依据和告知情况属实',
}

/** 满意度评价 */
export const GRADE: Readonly<Record<Grade, string>> = {
  'very-satisfied': '非常满意',
  satisfied: '满意',
  'fairly-satisfied': '基本满意',
  dissatisfied: '不满意',
  'very-dissatisfied': '非常不满意',
  'not-rated': '未评价',
}

/** 解决情况 */
export const SOLUTION: Readonly<Record<Solution, string>> = {
  solved: '已解决',
  partly: '部分解决',
  unsolved: '未解决',
}

/** 回访方式 */
export const ASKED: Readonly<Record<AskedBy, string>> = {
  county: '县中心回访',
  city: '市中心回访',
  'text-message': '短信评价',
}

/** 办理结果类别 (R19) */
export const OUTCOME: Readonly<Record<OutcomeKind, string>> = {
  solved: '已解决',
  'in-steps': '分步解决',
  'not-possible': '无法解决或不符合政策',
}

/** What a unit lacks before it may be given orders (R6.1), as `lacking` names it. */
const LACK: Readonly<Record<string, string>> = {
  'leader-in-charge': '分管领导',
  section: '承办股室',
  handler: '在岗经办人',
}
export const MECHANISM: Readonly<Record<Mechanism, string>> = {
  accept: '受理',
  inform: '告知',
  submit: '呈批',
  handle: '办理',
  answer: '答复',
  complete: '办结',
  secrecy: '保密',
  assessment: '考核',
  accountability: '问责',
}

export const lackName = (lack: string): string => termOf(LACK, lack) ?? '必要的人员安排'

/** What is timed, as the office calls it. */
export const TIMED: Readonly<Record<Clock['kind'], string>> = {
  sign: '签收',
  handle: '办理',
  'decide-return': '退回审核',
  progress: '进度更新',
  solve: '限期解决',
  verify: '核实',
  dispatch: '分派',
  reassign: '改派',
  instruct: '领导批示',
  convene: '召集会商',
  consult: '会商',
  'first-review': '初审',
  'call-back': '回访',
  evaluate: '质效评议',
  archive: '归档',
  'urgent-sign': '紧急签收',
  'first-contact': '首次联系',
  'urgent-progress': '紧急进展',
}

/** The limit itself. */
export const limitName = (kind: Clock['kind']): string => `${TIMED[kind]}时限`

/** What must be done before such a clock runs out. */
export const CLOCK_ACT: Readonly<Record<Clock['kind'], string>> = {
  sign: '签收',
  handle: '办结',
  'decide-return': '审核退回申请',
  progress: '更新办理进度',
  solve: '解决问题',
  verify: '核实工单信息',
  dispatch: '分派工单',
  reassign: '改派工单',
  instruct: '取得并录入领导批示',
  convene: '召集会商',
  consult: '完成会商',
  'first-review': '完成初审',
  'call-back': '回访诉求人',
  evaluate: '完成质效评议',
  archive: '归档',
  'urgent-sign': '签收紧急工单',
  'first-contact': '联系诉求人并记录告知',
  'urgent-progress': '记录紧急工单的办理进展',
}

const LEVEL: Readonly<Record<Level, string>> = {
  handler: '经办人',
  'leader-in-charge': '分管领导',
  'principal-leader': '主要领导',
  county: '县领导',
}
/** The hotline centre has clerks and reviewers where a unit has handlers and leaders. */
const CENTRE_LEVEL: Readonly<Record<Level, string>> = {
  handler: ROLE.clerk,
  'leader-in-charge': ROLE.reviewer,
  'principal-leader': ROLE.reviewer,
  county: ROLE['county-leader'],
}
/** The person to whom an overdue limit of this holder has climbed (R17). */
export const levelName = (level: Level, holder: string): string =>
  (holder === 'centre' ? CENTRE_LEVEL : LEVEL)[level]

/** What somebody did to an order, for acts that one person must not combine (`duties.ts`). */
export const DUTY: Readonly<Record<Duty, string>> = {
  handler: '单位办理',
  author: '办理结果撰写',
  'unit-reviewer': '单位内审核',
  applicant: '退回或延期申请',
  appellant: '申诉准备',
  approver: '申诉审批',
  'first-reviewer': '初审',
  'caller-back': '回访',
  decider: '申请审定或批复登记',
  inspector: '提级核查',
  evaluator: '质效评议组织',
}

export const ASSIGNMENT_STATE: Readonly<Record<AssignmentState, string>> = {
  'to-sign': '待单位签收',
  handling: '办理中',
  'in-unit-review': '待单位内审核',
  'left-unit': '已报热线中心',
  passed: '初审通过',
  returned: '已退回',
  withdrawn: '已撤回',
}

export const PART: Readonly<Record<Assignment['part'], string>> = { host: '主办', assist: '协办' }

export const BASIS: Readonly<Record<Basis['kind'], string>> = {
  catalogue: '派单目录',
  law: '法律法规',
  duty: '“三定”职责',
  'township-list': '乡镇履职事项清单',
  regulation: '法规或职责清单',
  'nearest-duty': '就近职责',
  consultation: '会商结果',
  instruction: '县领导批示',
}

/** 退回理由 (R3.2) */
export const RETURN_GROUND: Readonly<Record<ReturnGround, string>> = {
  'not-its-duty': '不属本单位职责范围',
  'not-its-place': '不属本单位管辖区域',
  'another-lead': '应由其他单位牵头',
  duplicate: '与已办工单重复',
  unclear: '诉求要素不清，无法办理',
}

/** 异议原因 (R4.1) */
export const DISPUTE_GROUND: Readonly<Record<DisputeGround, string>> = {
  passing: '单位之间相互推诿',
  'no-lead': '会商无单位牵头',
  hot: '热点难点、重大关切无人受理',
}

/** 申诉理由 (R8.1, R11.2) */
export const APPEAL_GROUND: Readonly<Record<AppealGround, string>> = {
  'no-room': '无办理空间',
  'no-basis': '无政策和法律法规依据',
  mediation: '行政调解类',
  'law-enforcement': '执法办案类',
  'suggestion-explained': '建议未采纳且已解释答复',
  'judged-unreasonable': '经第三方评议为不合理诉求',
}

/** 提级核查情形 (R10.1) */
export const FLAG_GROUND: Readonly<Record<FlagGround, string>> = {
  repeated: '群众反复投诉',
  dissatisfied: '多次回访不满意',
  redos: '多次发回重办',
  passing: '推诿扯皮',
  assigned: '县领导签批交办',
  hot: '重大社会关切的热点难点',
}

/** 问责情形 (R10.2) */
export const ACCOUNTABILITY_WORD: Readonly<Record<Accountability, string>> = {
  none: '未发现问题',
  inaction: '不作为',
  slow: '慢作为',
  perfunctory: '走过场',
  harm: '损害群众企业利益',
}

/** 评价员 (R11.1) */
export const EVALUATOR: Readonly<Record<EvaluatorKind, string>> = {
  'section-head': '承办单位科室负责人',
  deputy: '人大代表',
  'cppcc-member': '政协委员',
  lawyer: '专业律师',
  teacher: '教师',
  'retired-cadre': '退休老干部',
  other: '其他',
}

export const ENDING: Readonly<Record<Ending, string>> = {
  done: '办结归档',
  recalled: '市中心收回',
  withdrawn: '诉求人撤回',
  excluded: '申诉通过，不计入满意度统计',
  'not-acceptable': '不予受理',
  merged: '并入其他工单',
}

/** 不予受理的情形 */
export const DECLINE_GROUND: Readonly<Record<DeclineGround, string>> = {
  emergency: '紧急警情、火情、急救等，应拨打 110、119、120 等',
  court: '已进入或应通过诉讼、仲裁、行政复议、纪检监察等法定途径解决',
  petition: '信访事项正在办理或已经办结',
  secret: '涉及国家秘密、商业秘密或个人隐私，依法不能办理',
  'no-demand': '没有具体诉求，或无法核实的信息',
  abuse: '恶意骚扰、辱骂或滥用热线',
}

/** 佐证材料 */
export const EVIDENCE_KIND: Readonly<Record<EvidenceKind, string>> = {
  'return-form': '签字盖章的退回申请表',
  instruction: '县领导批示件',
  minutes: '会议纪要',
  approval: '主要领导审核意见',
  'city-reply': '市中心批复',
  proof: '佐证材料',
}

export const UNSAFE_CONTENT: Readonly<Record<Unsafe, string>> = {
  macros: '宏（会自动运行的程序）',
  embedded: '嵌入的程序、对象或来历不明的部件',
  external: '会从外部自动读取内容的链接（如远程模板、外部数据）',
  commands: '会运行命令或读取其他文件的域或公式（如 DDE）',
  entities: 'XML 实体定义',
  hidden: '没有列入目录或前后不一致的内容',
  'too-much': '解开后异常庞大的内容',
  script: '脚本（如 JavaScript）',
  launch: '会启动程序、提交数据或打开其他文件的动作',
  attachment: '附件',
  encrypted: '密码或加密，无法检查的内容',
}

export const SOURCE: Readonly<Record<Order['source'], string>> = {
  'city-feed': '市热线系统转办',
  file: '文件导入',
}

export const UNIT_KIND: Readonly<Record<Unit['kind'], string>> = { township: '乡镇', department: '部门' }

export const NOTICE: Readonly<Record<NoticeKind, string>> = {
  dispatched: '新工单',
  'assigned-in-unit': '内部交办',
  'sent-back': '审核退回',
  redo: '发回重办',
  remind: '到期提醒',
  breach: '超时',
  climb: '超时上报',
  'return-applied': '申请退回',
  'return-approved': '同意退回',
  'return-rejected': '不同意退回',
  'dispatch-withdrawn': '撤回分派',
  'extension-applied': '申请延期',
  'extension-approved': '同意延期',
  'extension-rejected': '不同意延期',
  'complex-declared': '认定复杂工单',
  'marked-urgent': '标为紧急',
  'urgency-lifted': '取消紧急',
  disputed: '异议工单',
  convened: '参加会商',
  'consultation-broken-off': '会商中止',
  'referred-to-leader': '呈请批示',
  instructed: '领导批示',
  'appeal-to-approve': '申诉待审核',
  'appeal-refused': '申诉未通过',
  'appeal-applied': '提出申诉',
  'appeal-approved': '同意申诉',
  'appeal-rejected': '不同意申诉',
  'evaluation-requested': '申请评议',
  'panel-broken-off': '评价会中止',
  'judged-reasonable': '评议结论',
  'judged-unreasonable': '评议结论',
  flagged: '提级核查',
  'inspection-directed': '移交核查',
  'inspection-served': '核查送达',
  'deadline-moved': '时限调整',
  ended: '工单结束',
  doubled: '同号工单',
  urged: '催单',
  supplemented: '补充诉求',
  unmerged: '撤销并入',
  'morning-list': '今日待办',
  'seal-faults': '记录核对',
  'unusual-looks': '异常查看',
  'staff-proposed': '岗位变更待同意',
  'policy-proposed': '政策变更待同意',
  'staff-changed': '岗位变更',
  'staff-emergency': '紧急变更岗位',
  'unit-not-ready': '单位人员空缺',
}

/** What a unit may read of an order that it lost. */
export const LOST_ORDER_SHOWS: Readonly<Record<LostOrders, string>> = {
  'own-acts': '只看本单位办理的内容',
  text: '还可以看工单正文',
}

/** Who needs a second factor. */
export const SECOND_FACTOR: Readonly<Record<SecondFactorOf, string>> = {
  nobody: '不要求',
  administrators: '系统管理员',
  lookers: '系统管理员和可查看诉求人信息的人员',
}

export const CHANNEL: Readonly<Record<ChannelKind, string>> = {
  wecom: '企业微信机器人',
  dingtalk: '钉钉机器人',
  sms: '短信',
}

/** Why a message did not arrive, for the person who must fix it. */
export const deliveryProblem = (problem: string | null): string => {
  const [kind = '', detail = ''] = problem?.split(':') ?? []
  switch (kind) {
    case 'http':
      return `对方返回状态码 ${detail}`
    case 'errcode':
      return `机器人拒收（错误码 ${detail}）`
    case 'timeout':
      return '对方在 10 秒内没有应答'
    case 'unreachable':
      return '连接不上对方'
    case 'internal-host':
      return '地址指向内部网络，不予发送'
    case 'host-not-listed':
      return '对方的域名不在允许的名单内，不予发送'
    case 'lost':
      return '多次发送中断，不知是否送达'
    default:
      return '原因不明'
  }
}

export const RATE: Readonly<Record<keyof typeof RATES, string>> = {
  signing: '按时接收率',
  completion: '按时办结率',
  satisfaction: '满意率',
}

export const CENTRE = '县12345热线中心'

/** Gives a unit's name for its id. */
export type UnitName = (unit: string) => string

/** The holder of a clock. */
export const holderName = (holder: string | null, unitName: UnitName): string =>
  holder === null || holder === 'centre' ? CENTRE : unitName(holder)

/** What was not done in time. */
export const overdue = (clock: ClockKind | null): string => CLOCK_ACT[clock ?? 'handle']

export const postName = ({ role, unit }: Post, unitName: UnitName): string =>
  isUnitRole(role) && unit !== null ? `${unitName(unit)}${ROLE[role]}` : ROLE[role]

/** The author of an act, as events name it: a post's key, or `system` for what happens by itself. */
export const actorName = (actingAs: string, unitName: UnitName): string => {
  const post = postOfKey(actingAs)
  return post === null ? '系统' : postName(post, unitName)
}

/** The device and browser of a sign-in, as its owner knows them. */
export const BROWSER: Readonly<Record<BrowserFamily, string>> = {
  '360': '360 浏览器',
  wechat: '微信',
  edge: 'Edge 浏览器',
  firefox: '火狐浏览器',
  chrome: 'Chrome 浏览器',
  safari: 'Safari 浏览器',
  other: '其他浏览器',
}
export const SYSTEM: Readonly<Record<SystemFamily, string>> = {
  android: '安卓',
  ios: '苹果手机或平板',
  windows: 'Windows',
  mac: 'Mac',
  linux: 'Linux',
  other: '其他系统',
}
