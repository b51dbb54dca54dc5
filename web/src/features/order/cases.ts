/**
 * What stands beside an order's main road – instructions, disputes, applications, judgements –, one card for each kind that
 * the order has. Pure, so that it can be proved who is shown what.
 */
import type { Instant } from '@domain/base/instant'
import { inspectionsOf } from '@domain/order/inspection'
import type { Order } from '@domain/order/order'
import { CENTRE_ROLES, isUnitRole, type Role, type Who } from '@domain/people/people'
import { DISPUTE_GROUND, EVALUATOR, FIELD, FLAG_GROUND, ROLE, type UnitName } from '@domain/words/terms'
import { shortTime } from '@domain/words/times'
import { appealDetails, extensionDetails, returnDetails } from './application-details'
import { type Detail, findingDetails } from './event-details'

export interface Case {
  readonly title: string
  readonly state: string
  readonly tone: 'near' | 'met' | 'over' | 'quiet'
  readonly details: readonly Detail[]
}
export interface CaseCard {
  readonly id: string
  readonly title: string
  readonly cases: readonly Case[]
}

interface View {
  readonly order: Order
  readonly who: Who
  readonly unit: UnitName
  readonly now: Instant
}

const detail = (name: string, text: string | null): Detail[] =>
  text === null || text === '' ? [] : [{ name, text }]

type Judged = Pick<Case, 'state' | 'tone'>
const judged = (
  { approved, lapsed }: { readonly approved: boolean; readonly lapsed: boolean },
  yes: string,
  no: string,
): Judged =>
  lapsed
    ? { state: '已失效', tone: 'quiet' }
    : approved
      ? { state: yes, tone: 'met' }
      : { state: no, tone: 'over' }

const inCentre = (role: Role): boolean => (CENTRE_ROLES as readonly Role[]).includes(role)

/** A unit of a joint order does not read what another applies for; everybody else who reads the order does. */
const own =
  ({ post }: Who) =>
  ({ unit }: { readonly unit: string }): boolean =>
    !isUnitRole(post.role) || post.unit === unit

const instruction = ({ order, who }: View): Case[] => {
  const { referredFor, instruction: given } = order
  if (referredFor === null) return []
  const reason = isUnitRole(who.post.role) ? [] : detail('呈请理由', referredFor)
  return given === null
    ? [{ title: '呈请县领导批示', state: '待批示', tone: 'near', details: reason }]
    : [
        {
          title: given.leader,
          state: given.date,
          tone: 'quiet',
          details: [...detail('批示内容', given.text), ...reason],
        },
      ]
}

const consultations = ({ order, unit, now }: View): Case[] => [
  ...(order.dispute === null
    ? []
    : [
        {
          title: '异议工单',
          state: order.stage === 'consulting' ? '会商中' : '待会商',
          tone: 'near' as const,
          details: [
            ...detail('情形', DISPUTE_GROUND[order.dispute.ground]),
            ...detail(FIELD.note, order.dispute.note),
          ],
        },
      ]),
  ...order.consultations.map(({ kind, lead, units, place, meetsAt, outcome, brokenOffAt }): Case => ({
    title: kind === 'joint' ? '联合办理会商' : '异议会商',
    ...(outcome === null
      ? brokenOffAt === null
        ? { state: '会商中', tone: 'near' }
        : { state: '已中止', tone: 'quiet' }
      : outcome.agreed
        ? { state: '达成一致', tone: 'met' }
        : { state: '未达成一致', tone: 'near' }),
    details: [
      ...detail('牵头单位', lead === null ? null : unit(lead)),
      ...detail('参加单位', units.map(unit).join('、')),
      ...detail('时间地点', `${shortTime(meetsAt, now)}，${place}`),
      ...detail('会商意见', outcome?.note ?? null),
    ],
  })),
]

const returns = ({ order, who, unit, now }: View): Case[] =>
  order.returns.filter(own(who)).map((each): Case => ({
    title: unit(each.unit),
    ...(each.decision === null
      ? { state: '待审核', tone: 'near' }
      : judged(each.decision, '同意退回', '已驳回')),
    details: [...returnDetails(each, unit, now), ...detail('审核意见', each.decision?.reasons ?? null)],
  }))

const extensions = ({ order, who, unit, now }: View): Case[] =>
  order.extensions.filter(own(who)).map((each): Case => ({
    title: unit(each.unit),
    ...(each.decision === null
      ? { state: '待市中心审批', tone: 'near' }
      : judged(each.decision, '已批准', '未批准')),
    details: [
      ...extensionDetails(each, now),
      ...detail(FIELD.document, each.decision?.document ?? null),
      ...detail('审批说明', each.decision?.note ?? null),
    ],
  }))

const appeals = ({ order, who, unit, now }: View): Case[] =>
  order.appeals
    .filter(own(who))
    // Until its principal leader approves, it stays in the unit; only the county centre above knows of it as well.
    .map((each): Case => {
      const { approval, decision } = each
      const state: Judged =
        decision !== null
          ? judged(decision, '已批准', '未批准')
          : approval === null
            ? { state: '待主要领导审核', tone: 'near' }
            : approval.approved
              ? { state: '待市中心审批', tone: 'near' }
              : { state: '单位未同意', tone: 'quiet' }
      return {
        title: unit(each.unit),
        ...state,
        details: [
          ...appealDetails(each, now),
          ...detail('主要领导意见', approval?.note ?? null),
          ...detail(FIELD.document, decision?.document ?? null),
          ...detail('审批说明', decision?.note ?? null),
        ],
      }
    })

const evaluations = ({ order, unit, now }: View): Case[] =>
  order.evaluations.map(({ unit: of, reason, panel, verdict }): Case => {
    const yes = verdict?.votes.filter((vote) => vote).length ?? 0
    return {
      title: unit(of),
      ...(verdict !== null
        ? verdict.reasonable
          ? { state: '合理诉求，限期解决', tone: 'near' }
          : { state: '不合理诉求', tone: 'quiet' }
        : { state: panel === null ? '待组织评价会' : '待评议', tone: 'near' }),
      details: [
        ...detail('申请理由', reason),
        ...(panel === null
          ? []
          : [
              ...detail('时间地点', `${shortTime(panel.meetsAt, now)}，${panel.place}`),
              ...detail(
                FIELD.evaluators,
                panel.evaluators
                  .map(({ name, kind, unit: from }) =>
                    from === null
                      ? `${name}（${EVALUATOR[kind]}）`
                      : `${name}（${unit(from)}，${EVALUATOR[kind]}）`,
                  )
                  .join('、'),
              ),
            ]),
        ...(verdict === null
          ? []
          : [
              ...detail(FIELD.votes, `合理 ${yes} 票，不合理 ${verdict.votes.length - yes} 票`),
              ...detail(FIELD.solveBy, verdict.solveBy),
              ...detail('评议意见', verdict.note),
            ]),
      ],
    }
  })

/** R10.2: before an inspection is served on it, a unit knows nothing of it – not even that there is one. */
const inspections = ({ order, who, unit, now }: View): Case[] => {
  const { flags, directed, inspection } = order
  const isUnit = isUnitRole(who.post.role)
  const awaited: Case[] =
    isUnit || flags.length === 0 || inspection !== null
      ? []
      : [
          {
            title: directed == null ? '列入核查范围' : `移交${ROLE[directed.to]}`,
            state: '待启动',
            tone: 'near',
            details: [
              ...detail(FIELD.unit, directed?.unit == null ? null : unit(directed.unit)),
              ...detail(FIELD.disciplineGroup, directed?.group ?? null),
              ...flags.map(({ ground, at }) => ({ name: shortTime(at, now), text: FLAG_GROUND[ground] })),
            ],
          },
        ]
  const opened = inspectionsOf(order).filter(({ servedAt }) => !isUnit || servedAt !== null)
  return [
    ...opened.map(({ by, openedAt, found, servedAt, closed }): Case => ({
      title: ROLE[by],
      ...(closed !== null
        ? { state: '已结案', tone: 'quiet' }
        : servedAt !== null
          ? { state: '已送达', tone: 'over' }
          : { state: '核查中', tone: 'near' }),
      details: [
        ...detail('核查情形', isUnit ? null : flags.map(({ ground }) => FLAG_GROUND[ground]).join('、')),
        ...detail('启动时间', isUnit ? null : shortTime(openedAt, now)),
        ...(found === null ? [] : findingDetails(found)),
        ...detail('送达时间', servedAt === null ? null : shortTime(servedAt, now)),
        ...detail('结案结果', closed?.result ?? null),
      ],
    })),
    ...awaited,
  ]
}

/** R21: what the caller added is part of the demand: everybody who reads the order reads it. */
const supplements = ({ order, now }: View): Case[] =>
  (order.supplements ?? []).map(({ at, text, from }): Case => ({
    title: from === undefined ? shortTime(at, now) : `${shortTime(at, now)} 由工单 ${from} 并入`,
    ...(from !== undefined && order.mergedFrom?.includes(from) !== true
      ? { state: '并入已撤销', tone: 'over' }
      : { state: '已转告', tone: 'quiet' }),
    details: detail('内容', text === '' ? '见办理经过' : text),
  }))

const accused = ({ order, who, unit }: View): Case[] =>
  inCentre(who.post.role)
    ? [
        ...order.accused.map(unit),
        ...(order.accusedPersons.length > 0 ? [`${FIELD.persons} ${order.accusedPersons.length} 名`] : []),
      ].map((title) => ({ title, state: '不得参与办理', tone: 'over', details: [] }))
    : []

const CARDS: readonly (readonly [id: string, title: string, cases: (view: View) => Case[]])[] = [
  ['supplements', '诉求人补充', supplements],
  ['inspection', '提级核查', inspections],
  ['accused', '被举报对象', accused],
  ['instruction', '领导批示', instruction],
  ['consultations', '异议与会商', consultations],
  ['returns', '退回申请', returns],
  ['extensions', '延期申请', extensions],
  ['evaluations', '质效评议', evaluations],
  ['appeals', '申诉', appeals],
]

export const caseCards = (view: View): readonly CaseCard[] =>
  CARDS.map(([id, title, cases]) => ({ id, title, cases: [...cases(view)].reverse() })).filter(
    (card) => card.cases.length > 0,
  )
