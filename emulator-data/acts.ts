import type { CommandData, CommandType } from '../functions/src/domain/order/command'
import type { Order } from '../functions/src/domain/order/order'
import type { Post } from '../functions/src/domain/people/people'
import { TOWNSHIPS } from '../functions/src/domain/matters/townships'
import type { CatalogueEntry } from '../functions/src/domain/people/unit'
import { SAMPLE_CATALOGUE } from './catalogue'
import { UNIT_NAMES } from './unit-names'

/** A command and the post it is given in. */
export type Act = {
  [T in CommandType]: { readonly by: Post; readonly type: T; readonly data: CommandData[T] }
}[CommandType]

/** What the people say of an order when they handle it. */
export interface Case {
  readonly title: string
  readonly category: NonNullable<Order['category']>
  readonly township: string
  readonly place: string
  readonly entry: CatalogueEntry
}

/** The unit whose matter it is. A matter that every township handles itself goes to the township it happened in. */
export const entryFor = (matter: string, township: string): CatalogueEntry => {
  const entries = SAMPLE_CATALOGUE.filter((entry) => entry.matter === matter)
  const local = UNIT_NAMES.find(({ name }) => name === TOWNSHIPS[township])?.id
  const entry = entries.length === 1 ? entries[0] : entries.find(({ unit }) => unit === local)
  if (entry === undefined) throw new Error(`the sample catalogue has no ${matter} for ${township}`)
  return entry
}

const CLERK: Post = { role: 'clerk', unit: null }
const REVIEWER: Post = { role: 'reviewer', unit: null }

const FINDINGS = ['情况属实', '情况基本属实', '部分属实'] as const

/** The contacts that a unit of the sample county gives; the numbers are nobody's. */
const contactOf = (name: string, section: string): string => `${name}${section} 0792-6330000`

/** Everything the people of the sample county can do with one order, in the words they would use. */
export const actsOn = ({ title, category, township, place, entry }: Case) => {
  const { code, matter, unit } = entry
  const { name, section } = UNIT_NAMES.find(({ id }) => id === unit)!
  const handler: Post = { role: 'handler', unit }
  const leader: Post = { role: 'leader-in-charge', unit }
  const where = place === '' ? '现场' : place
  const act = <T extends CommandType>(by: Post, type: T, data: CommandData[T]) =>
    ({ by, type, data }) as unknown as Act
  const finding = FINDINGS[title.length % FINDINGS.length]!

  return {
    centreSigns: act(CLERK, 'centre-sign', {}),
    verifies: act(CLERK, 'verify', { title, category, matter: code, township, place, accused: [] }),
    dispatches: act(CLERK, 'dispatch', { unit, basis: { kind: 'catalogue', entry: entry.id } }),
    unitSigns: act(handler, 'unit-sign', {}),
    informs: act(handler, 'record-step', {
      step: 'inform',
      note: `已电话告知诉求人，${name}已受理，由${section}办理。`,
    }),
    looks: act(handler, 'record-step', {
      step: 'handle',
      note: `${section}两名工作人员到${where}查看，已拍照留存并提出处理意见。`,
    }),
    answers: act(handler, 'submit-feedback', {
      situation: `接单后${section}到${where}核查，诉求人反映的${matter}问题${finding}。`,
      result: '已与有关方面当面商定处理办法并督促落实，经电话与诉求人沟通，其表示知晓。',
      answer: `您好，您反映的${matter}问题我们已到现场核查处理，后续如再出现，可随时拨打12345或到${name}${section}反映。`,
      contact: contactOf(name, section),
      outcome: { kind: 'solved' },
    }),
    answersAgain: act(handler, 'submit-feedback', {
      situation: `${section}再次到${where}核查，补充了现场照片和有关记录，${matter}问题${finding}。`,
      result: '处理措施已逐项落实，完成时间已写明，并当面向诉求人说明，其对处理结果无异议。',
      answer: `您好，您反映的${matter}问题已处理完毕，具体处理情况和完成时间已当面向您说明，感谢您的监督。`,
      contact: contactOf(name, section),
      outcome: { kind: 'solved' },
    }),
    leaderPasses: act(leader, 'review-in-unit', { pass: true, reasons: '' }),
    leaderSendsBack: act(leader, 'review-in-unit', {
      pass: false,
      reasons: '处理结果写得太笼统，请写明采取了什么措施、什么时候完成。',
    }),
    passes: act(REVIEWER, 'first-review', {
      pass: true,
      complete: true,
      reasonable: true,
      wellFormed: true,
      outcomeFits: true,
      reasons: '',
      parts: [],
    }),
    sendsForRedo: act(REVIEWER, 'first-review', {
      pass: false,
      complete: false,
      reasonable: true,
      wellFormed: true,
      outcomeFits: true,
      reasons: '没有写明整改完成时间，也没有附与诉求人沟通的情况，请补充后重新上报。',
      parts: [],
    }),
    hearsSatisfied: act(CLERK, 'call-back', {
      reached: true,
      solution: 'solved',
      grade: 'satisfied',
      note: '问题已解决，对办理表示感谢。',
    }),
    hearsDissatisfied: act(CLERK, 'call-back', {
      reached: true,
      solution: 'unsolved',
      grade: 'dissatisfied',
      note: '诉求人认为问题没有根本解决，来了人但过两天又恢复原样。',
    }),
    reachesNobody: act(CLERK, 'call-back', {
      reached: false,
      solution: null,
      grade: null,
      note: '电话无人接听。',
    }),
    archives: act(CLERK, 'archive', { note: '' }),
  }
}
export type Acts = ReturnType<typeof actsOn>
