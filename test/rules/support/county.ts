import { createHash } from 'node:crypto'
import { FIRST_MATTERS } from '../../../emulator-data/matters'
import { treeOf } from '../../../functions/src/domain/matters/tree'
import type { Mark, SignedIn } from '../../../functions/src/contract/documents'
import { listingsOf } from '../../../functions/src/domain/listings/listing'
import { type Apart, apart, forInspectors } from '../../../functions/src/domain/order/apart'
import { factsAmong, type Records } from '../../../functions/src/domain/commands/facts'
import type { Command, CommandData, CommandType } from '../../../functions/src/domain/order/command'
import type { OrderEvent } from '../../../functions/src/domain/order/events'
import { evidenceReaders } from '../../../functions/src/domain/confidential/evidence-access'
import { type Handled, handle, receive, ringDue } from '../../../functions/src/domain/commands/handle'
import { DAY, HOUR, type Instant } from '../../../functions/src/domain/base/instant'
import { noticesOf } from '../../../functions/src/domain/notices/notices'
import { officialCalendar } from '../../../functions/src/domain/time/official-calendar'
import type { Order } from '../../../functions/src/domain/order/order'
import { postOfKey, type Who } from '../../../functions/src/domain/people/people'
import { DEFAULT_POLICY } from '../../../functions/src/domain/policy/policy'
import type { Result } from '../../../functions/src/domain/base/refusal'
import type { CatalogueEntry, Unit } from '../../../functions/src/domain/people/unit'
import type {
  AccountDocument,
  AdministrationDocument,
  CalendarDocument,
  CallerDocument,
  ChannelDocument,
  EvidenceDocument,
  JobDocument,
  LookDocument,
  NoticeDocument,
  OutboxDocument,
  ProposalDocument,
  SettingsDocument,
  StatsDocument,
  UploadDocument,
} from '../../../functions/src/schema/documents'
import { deliveryReaders, noticeReaders } from '../../../functions/src/domain/order/readers'
import { PEOPLE, persona, type Person } from './people'

/**
 * The county the rules are tried on. Orders, events and notices come out of the domain, so that a change of who reads
 * them is felt here and not only where it was made.
 */
const MONDAY: Instant = Date.UTC(2026, 2, 2, 1)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const worked = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`the county cannot be built: ${result.refusal.code}`)
  return result.value
}

const who = (uid: string, key: string): Who => {
  const post = postOfKey(key)
  if (post === null) throw new Error(`no such post: ${key}`)
  return { uid, post }
}
const CLERK = who('clerk', 'clerk')

const unit = (id: string): Unit => ({
  id,
  name: id,
  kind: 'township',
  section: '便民服务中心',
  leadersInCharge: [`leader-in-charge-of-${id}`],
  principalLeaders: [`principal-leader-of-${id}`],
  handlers: [`handler-of-${id}`],
})

const RECORDS: Records = {
  units: ['mayi', 'liusi', 'shuangzhong'].map(unit),
  persons: ['accused-clerk', 'accused-handler-of-liusi'].map((uid) => ({ uid, name: uid })),
  catalogue: [],
  evidence: [],
  matters: treeOf(FIRST_MATTERS),
  sameMatter: () => 0,
  order: () => null,
}

/** An order as its commands make it, one after the other. */
class History {
  private now = MONDAY
  private handled: Handled

  constructor(id: string) {
    const facts = {
      cityNumber: id,
      source: 'city-feed',
      title: '夜间施工噪声',
      text: '来电人反映夜间施工噪声扰民。',
      category: null,
      matterSaid: null,
      township: null,
      place: null,
      contactable: true,
      transferredAt: MONDAY,
      calledAt: null,
      cityDeadline: null,
    } as const
    const author = {
      now: MONDAY,
      who: who('city-feed', 'city'),
      policy: DEFAULT_POLICY,
      calendar: officialCalendar(),
    }
    this.handled = worked(receive(id, `transfer-${id}`, facts, author, sha256))
  }

  does<T extends CommandType>(author: Who, type: T, data: CommandData[T]): this {
    this.now += HOUR
    const { order } = this.handled
    const id = `${order.version}-${type}`
    const command = { id, type, expectedVersion: order.version, data } as unknown as Command
    const context = {
      now: this.now,
      who: author,
      policy: DEFAULT_POLICY,
      guard: DEFAULT_POLICY.guard,
      calendar: officialCalendar(),
      caller: null,
      ...factsAmong(RECORDS, order, command),
    }
    this.add(worked(handle(order, command, context, sha256)))
    return this
  }

  dispatchedTo(
    id: string,
    accused: Pick<CommandData['verify'], 'accused' | 'persons'> = { accused: [] },
  ): this {
    return this.does(CLERK, 'centre-sign', {})
      .does(CLERK, 'verify', {
        title: '夜间施工噪声',
        category: 'complaint',
        matter: '040203',
        township: '360429',
        place: '',
        ...accused,
      })
      .does(CLERK, 'dispatch', { unit: id, basis: { kind: 'nearest-duty', justification: '就近处置' } })
  }

  joinedBy(id: string): this {
    return this.does(CLERK, 'add-assist', {
      unit: id,
      basis: { kind: 'nearest-duty', justification: '一并处置' },
    })
  }

  passes(time: number): this {
    this.now += time
    this.add(
      ringDue(this.handled.order, this.now, { policy: DEFAULT_POLICY, calendar: officialCalendar() }, sha256),
    )
    return this
  }

  documents(): [string, object][] {
    const { order, events } = this.handled
    const notices = events.flatMap((event) => noticesOf(order, event))
    const { shown, records } = apart(order)
    const { listing, inspection } = listingsOf(order)
    return [
      [`orders/${order.id}`, shown],
      [`listings/${order.id}`, listing],
      ...(inspection === null ? [] : [[`inspectionListings/${order.id}`, inspection] as [string, object]]),
      ...records.map((record): [string, object] => [`orders/${order.id}/restricted/${record.id}`, record]),
      ...[forInspectors(order)].flatMap((inspected): [string, object][] =>
        inspected === null ? [] : [[`inspections/${order.id}`, inspected]],
      ),
      ...events.map((event): [string, object] => [`orders/${order.id}/events/${event.version}`, event]),
      ...notices.map((notice): [string, object] => {
        const document: NoticeDocument = { ...notice, readers: noticeReaders(order, notice.to) }
        return [`notices/${notice.id}`, document]
      }),
    ]
  }

  versionOf(type: OrderEvent['type']): number {
    const event = this.handled.events.findLast((each) => each.type === type)
    if (event === undefined) throw new Error(`order ${this.handled.order.id} has no event ${type}`)
    return event.version
  }

  private add({ order, events }: Handled): void {
    this.handled = { order, events: [...this.handled.events, ...events] }
  }
}

const worksAt = (order: History, id: string): History =>
  order
    .does(who(`handler-of-${id}`, `handler@${id}`), 'unit-sign', {})
    .does(who(`handler-of-${id}`, `handler@${id}`), 'record-step', { step: 'inform', note: '已电话告知' })

const untouched = new History('untouched').passes(3 * DAY)
const ofMayi = worksAt(new History('of-mayi').dispatchedTo('mayi'), 'mayi').passes(30 * DAY)
const ofLiusi = worksAt(new History('of-liusi').dispatchedTo('liusi'), 'liusi').passes(30 * DAY)
const joint = worksAt(worksAt(new History('joint').dispatchedTo('mayi').joinedBy('liusi'), 'mayi'), 'liusi')
/** Handled by 马影镇, which then turned out to be accused in it (R16.2). */
const accusing = worksAt(new History('accusing').dispatchedTo('mayi'), 'mayi').does(CLERK, 'name-accused', {
  units: ['mayi'],
  reason: '诉求人补充举报',
})
/** Accuses 双钟镇 from the beginning, and is handled by 流泗镇. */
const accusingShuangzhong = worksAt(
  new History('accusing-shuangzhong').dispatchedTo('liusi', { accused: ['shuangzhong'] }).joinedBy('mayi'),
  'liusi',
)
/** Accuses two people by name, and no unit; handled by the unit of one of them. */
const accusingPeople = worksAt(
  new History('accusing-people').dispatchedTo('liusi', {
    accused: [],
    persons: ['accused-clerk', 'accused-handler-of-liusi'],
  }),
  'liusi',
)
const REVIEWER = who('reviewer', 'reviewer')
const SUPERVISION = who('supervision', 'supervision')
/** 流泗镇 assisted in it for a while. */
const inspected = worksAt(new History('inspected').dispatchedTo('mayi').joinedBy('liusi'), 'mayi')
  .does(REVIEWER, 'withdraw-dispatch', { no: 2, reason: '分派有误' })
  .does(CLERK, 'flag', { ground: 'hot', note: '媒体关注' })
  .does(SUPERVISION, 'open-inspection', {})
  .does(SUPERVISION, 'record-finding', {
    finding: '未到现场',
    demand: '重新核查',
    accountability: 'perfunctory',
  })
/** 马影镇 signed and worked at it, and it was taken back; 流泗镇 has it now. */
const returned = worksAt(
  worksAt(new History('returned').dispatchedTo('mayi'), 'mayi')
    .does(REVIEWER, 'withdraw-dispatch', { no: 1, reason: '分派有误' })
    .does(CLERK, 'dispatch', {
      unit: 'liusi',
      basis: { kind: 'nearest-duty', justification: '就近处置' },
    }),
  'liusi',
)
const HISTORIES = [
  untouched,
  ofMayi,
  ofLiusi,
  joint,
  accusing,
  accusingShuangzhong,
  accusingPeople,
  inspected,
  returned,
]

const mayiStep = joint.versionOf('step-recorded') - 2
const documents = new Map<string, object>(HISTORIES.flatMap((history) => history.documents()))

/** Where things lie, by what they are. */
export const PATHS = {
  untouched: 'orders/untouched',
  ofMayi: 'orders/of-mayi',
  ofLiusi: 'orders/of-liusi',
  joint: 'orders/joint',
  absent: 'orders/absent',
  callerOfMayi: 'orders/of-mayi/private/caller',
  evidenceOfMayi: 'orders/of-mayi/evidence/photo',
  /** Of the centre: the unit that has the order does not read it. */
  evidenceOfCentre: 'orders/of-mayi/evidence/instruction',
  /** Written down as Mayi's before it lost the order. */
  evidenceLeftBehind: 'orders/of-liusi/evidence/left-behind',
  jointEvidenceOfMayi: 'orders/joint/evidence/photo-of-mayi',
  jointEvidenceOfLiusi: 'orders/joint/evidence/photo-of-liusi',
  absentEvidence: 'orders/of-mayi/evidence/absent',
  verified: `orders/of-mayi/events/${ofMayi.versionOf('verified')}`,
  dispatchedToMayi: `orders/of-mayi/events/${ofMayi.versionOf('dispatched')}`,
  stepOfMayi: `orders/of-mayi/events/${ofMayi.versionOf('step-recorded')}`,
  breachOfMayi: `orders/of-mayi/events/${ofMayi.versionOf('rang')}`,
  absentEvent: 'orders/of-mayi/events/999',
  jointStepOfMayi: `orders/joint/events/${mayiStep}`,
  jointStepOfLiusi: `orders/joint/events/${joint.versionOf('step-recorded')}`,
  accusing: 'orders/accusing',
  accusingShuangzhong: 'orders/accusing-shuangzhong',
  accusingPeople: 'orders/accusing-people',
  dispatchedInAccusing: `orders/accusing-shuangzhong/events/${accusingShuangzhong.versionOf('dispatched') - 1}`,
  stepInAccusingPeople: `orders/accusing-people/events/${accusingPeople.versionOf('step-recorded')}`,
  verifiedInAccusingPeople: `orders/accusing-people/events/${accusingPeople.versionOf('verified')}`,
  wordsInAccusing: 'orders/accusing-shuangzhong/restricted/unit:liusi',
  evidenceInAccusing: 'orders/accusing-shuangzhong/evidence/photo',
  dispatchedToAccused: `orders/accusing/events/${accusing.versionOf('dispatched')}`,
  inspected: 'orders/inspected',
  inspection: 'inspections/inspected',
  listingOfMayi: 'listings/of-mayi',
  inspectionListing: 'inspectionListings/inspected',
  absentInspection: 'inspections/of-mayi',
  dispatchLostInspected: `orders/inspected/events/${inspected.versionOf('dispatched')}`,
  stepInspected: `orders/inspected/events/${inspected.versionOf('step-recorded')}`,
  evidenceInspected: 'orders/inspected/evidence/photo',
  flagsOfMayi: 'orders/inspected/restricted/flags',
  inspectionOfMayi: 'orders/inspected/restricted/inspection',
  returned: 'orders/returned',
  /** Of the unit that lost the order, and of the one that has it now. */
  returnedStepOfMayi: `orders/returned/events/${returned.versionOf('step-recorded') - 4}`,
  returnedStepOfLiusi: `orders/returned/events/${returned.versionOf('step-recorded')}`,
  returnedVerified: `orders/returned/events/${returned.versionOf('verified')}`,
  absentRecord: 'orders/joint/restricted/absent',
  jointWordsOfMayi: 'orders/joint/restricted/unit:mayi',
  jointWordsOfLiusi: 'orders/joint/restricted/unit:liusi',
  /** Written down as Mayi's before it lost the order. */
  wordsLeftBehind: 'orders/of-liusi/restricted/unit:mayi',
  jointDispatch: `orders/joint/events/${joint.versionOf('dispatched')}`,
} as const

const noticeTo = (order: string, to: string, nth = 0): string => {
  const found = [...documents.keys()].filter(
    (path) => path.startsWith(`notices/${order}~`) && path.endsWith(`~${to}`),
  )
  const path = found[nth]
  if (path === undefined) throw new Error(`order ${order} has told ${to} no ${nth + 1} times`)
  return path.slice('notices/'.length)
}

/** Notices, by whom they are for. */
export const NOTICES = {
  marked: noticeTo('of-mayi', 'handler@mayi'),
  unmarked: noticeTo('of-mayi', 'handler@mayi', 1),
  toLeaderInChargeOfMayi: noticeTo('of-mayi', 'leader-in-charge@mayi'),
  toPrincipalOfMayi: noticeTo('of-mayi', 'principal-leader@mayi'),
  toHandlerOfLiusi: noticeTo('of-liusi', 'handler@liusi'),
  toHandlerInAccusing: noticeTo('accusing-shuangzhong', 'handler@liusi'),
  toCountyLeader: noticeTo('of-mayi', 'county-leader'),
  toClerk: noticeTo('untouched', 'clerk'),
} as const

const marks = (person: Person, notice: string): string => `staff/${persona(person).uid}/marks/${notice}`
const FORMER_HANDLERS_MARK = marks('formerHandlerOfMayi', NOTICES.marked)

export const MARKS = {
  made: marks('handlerOfMayi', NOTICES.marked),
  notYetMade: marks('handlerOfMayi', NOTICES.unmarked),
  onLiusisNotice: marks('handlerOfMayi', NOTICES.toHandlerOfLiusi),
  ofSupervision: marks('supervision', noticeTo('inspected', 'supervision')),
  onAbsentNotice: marks('handlerOfMayi', 'absent'),
  /** In whose own folder depends on who asks. */
  ownMade: `staff/~/marks/${NOTICES.marked}`,
} as const

/** Sign-ins, by whose they are. */
export const SESSIONS = {
  ofHandlerOfMayi: `staff/${persona('handlerOfMayi').uid}/sessions/desk`,
  ofHandlerWithAGivenPassword: `staff/${persona('handlerWithAGivenPassword').uid}/sessions/desk`,
} as const
const session: SignedIn = { at: MONDAY, browser: 'chrome', system: 'windows', network: '10.1.*.*' }

const caller: CallerDocument = {
  name: '张三丰',
  phone: '13800000000',
  idNumber: '',
  address: '双钟镇石钟路 1 号',
  title: '夜间施工噪声',
  text: '张三丰反映夜间施工噪声扰民。',
  digest: '',
}
const leftBehind: Apart = {
  id: 'unit:mayi',
  readers: ['centre', 'leaders', 'unit:mayi'],
  watched: null,
  inspection: null,
  words: [],
}
const evidence = (path: string, unit: string | null, readers?: readonly string[]): [string, object] => {
  const [, order = '', , id = ''] = path.split('/')
  const document: EvidenceDocument = {
    id,
    order,
    kind: unit === null ? 'instruction' : 'proof',
    name: '现场照片.jpg',
    type: 'image/jpeg',
    bytes: 1,
    sha256: '',
    by: unit === null ? 'clerk' : `handler-of-${unit}`,
    unit,
    at: MONDAY,
    object: `evidence/${order}/${id}/1`,
    storedSha256: '',
    readers: readers ?? evidenceReaders(documents.get(`orders/${order}`) as Order, { unit }),
  }
  return [path, document]
}
const upload: UploadDocument = {
  order: 'of-mayi',
  kind: 'proof',
  name: '现场照片.jpg',
  bytes: 1,
  sha256: '',
  by: 'handler-of-mayi',
  actingAs: 'handler@mayi',
  until: MONDAY,
  expiresAt: new Date(MONDAY),
}
const look: LookDocument = {
  order: 'of-mayi',
  what: 'caller',
  by: 'handler-of-mayi',
  actingAs: 'handler@mayi',
  at: MONDAY,
  why: '回访核实',
  readers: ['supervision', 'discipline'],
  ledger: 'looks~handler-of-mayi',
  no: 1,
  prevHash: '',
  hash: '',
}
const administration: AdministrationDocument = {
  by: 'administrator',
  did: 'set-staff',
  whom: 'handler-of-mayi',
  byName: 'administrator',
  before: null,
  after: { name: 'handler-of-mayi', active: true, invited: false, posts: ['handler@mayi'] },
  at: MONDAY,
  readers: ['supervision', 'discipline', 'administration'],
  ledger: 'administrations',
  no: 1,
  prevHash: '',
  hash: '',
}
const account: AccountDocument = {
  email: 'handler-of-mayi@hotline.example',
  invitedAt: MONDAY,
  invitation: { hash: 'to be guessed', until: MONDAY },
  claimedAt: null,
}
const proposal: ProposalDocument = {
  id: '1',
  type: 'set-staff',
  by: 'administrator',
  byName: 'administrator',
  at: MONDAY,
  until: MONDAY + DAY,
  state: 'open',
  decidedBy: null,
  decidedByName: null,
  decidedAt: null,
  whom: 'clerk',
  email: null,
  before: null,
  after: { name: 'clerk', active: true, posts: ['clerk'] },
  invite: false,
  expiresAt: new Date(MONDAY),
  readers: ['supervision', 'discipline', 'administration'],
}
const delivery: OutboxDocument = {
  id: '1',
  notice: 'of-mayi~4~dispatched~handler@mayi',
  order: 'of-mayi',
  kind: 'dispatched',
  to: 'handler@mayi',
  uid: 'handler-of-mayi',
  channel: 'wecom',
  state: 'dead',
  attempts: 10,
  sendAfter: null,
  turn: 21,
  problem: 'timeout',
  plannedAt: MONDAY,
  endedAt: MONDAY + DAY,
  readers: ['administration'],
}
const channel: ChannelDocument = {
  kind: 'wecom',
  url: 'https://robot.example.cn/send?key=to-be-guessed',
  by: 'handler-of-mayi',
  at: MONDAY,
}
const stats = (scope: string, readers: readonly string[]): StatsDocument => ({
  month: '2026-03',
  scope,
  bucket: 0,
  categories: {},
  readers,
})
const mark: Mark = { at: MONDAY }
const settings: SettingsDocument = {
  policyVersion: DEFAULT_POLICY.version,
  policyForOpen: null,
  calendarVersion: 0,
  calendarYears: [],
  calendarDays: [],
}
const calendar: CalendarDocument = {
  version: 1,
  calendarYears: [],
  calendarDays: [],
  by: 'administrator',
  at: MONDAY,
  did: 'set-county-days',
}
const job: JobDocument = {
  id: 'calendar-1',
  state: 'running',
  total: 3,
  seen: 1,
  changed: 1,
  cursor: 'joint',
  failed: [],
  startedAt: MONDAY,
  finishedAt: null,
  readers: ['administration'],
}
const entry: CatalogueEntry = {
  id: 'noise',
  code: '040203',
  matter: '噪声扰民',
  unit: 'mayi',
  basis: '《噪声污染防治法》',
}

for (const [path, document] of [
  [PATHS.callerOfMayi, caller],
  [PATHS.wordsLeftBehind, leftBehind],
  evidence(PATHS.evidenceOfMayi, 'mayi'),
  evidence(PATHS.evidenceOfCentre, null),
  evidence(PATHS.evidenceInAccusing, 'liusi'),
  evidence(PATHS.evidenceInspected, 'mayi'),
  evidence(PATHS.evidenceLeftBehind, 'mayi', ['centre', 'leaders', 'unit:mayi']),
  evidence(PATHS.jointEvidenceOfMayi, 'mayi'),
  evidence(PATHS.jointEvidenceOfLiusi, 'liusi'),
  ['uploads/1', upload],
  ['looks/1', look],
  ['administrations/1', administration],
  ['accounts/handler-of-mayi', account],
  ['proposals/1', proposal],
  ['outbox/1', delivery],
  ['outbox/2', { ...delivery, readers: deliveryReaders({ accused: ['mayi'], accusedPersons: [] }) }],
  ['channels/handler-of-mayi', channel],
  ['ledgers/looks~handler-of-mayi', { count: 1, hash: look.hash }],
  ['lookCounts/handler-of-mayi', { recent: [], told: { day: '', unusual: [] } }],
  ['tallies/of-mayi', { tallies: [], noticed: 1, months: [] }],
  ['stats/2026-03~county~0', stats('county', ['centre', 'leaders'])],
  ['stats/2026-03~mayi~0', stats('mayi', ['centre', 'leaders', 'unit:mayi'])],
  ['stats/2026-03~liusi~0', stats('liusi', ['centre', 'leaders', 'unit:liusi'])],
  ['stats/2026-03~liusi~accusing-0', stats('liusi', ['clear:centre', 'clear:leaders', 'clear:unit:liusi'])],
  ['units/mayi', unit('mayi')],
  ['rosters/mayi', { unit: 'mayi', readers: ['unit:mayi'], people: { 'handler-of-mayi': '张三' } }],
  ['rosters/liusi', { unit: 'liusi', readers: ['unit:liusi'], people: { 'handler-of-liusi': '李四' } }],
  ['catalogue/noise', entry],
  [`policies/${DEFAULT_POLICY.version}`, DEFAULT_POLICY],
  ['calendars/1', calendar],
  ['matters/1', FIRST_MATTERS],
  ['jobs/calendar-1', job],
  ['settings/county', settings],
  ['settings/feed', { secret: 'to be guessed' }],
  ['feedSignatures/1', { expiresAt: new Date(MONDAY) }],
  [MARKS.made, mark],
  [MARKS.ofSupervision, mark],
  [SESSIONS.ofHandlerOfMayi, session],
  [SESSIONS.ofHandlerWithAGivenPassword, session],
  [FORMER_HANDLERS_MARK, mark],
] as const)
  documents.set(path, document)

for (const person of Object.keys(PEOPLE) as Person[]) {
  const { uid, staff } = persona(person)
  if (staff !== undefined) documents.set(`staff/${uid}`, staff)
}

/** Every document of the county by its path. */
export const COUNTY: ReadonlyMap<string, object> = documents
