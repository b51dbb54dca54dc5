import { readFileSync } from 'node:fs'
import { DEFAULT_POLICY, LEVELS, type Policy } from '../../functions/src/domain/policy'

/** The file is not a policy; the message says where and why. */
export class NotAPolicy extends Error {
  override readonly name = 'NotAPolicy'
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** No limit, count or time of a policy is longer; in ms it is a year. */
const AT_MOST = 366 * 24 * 3_600_000

const wholeNumber = (value: unknown, field: string): number => {
  const least = field === 'extensionsAtMost' || field === 'officeHours.from' ? 0 : 1
  const most = /^handlingWorkdays\.|Workdays$/.test(field) ? 60 : field.endsWith('Minute') ? 1440 : AT_MOST
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least || value > most)
    throw new NotAPolicy(`${field}：应为 ${least} 至 ${most} 的整数`)
  return value
}

const list = (value: unknown, field: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new NotAPolicy(`${field}：应为数组`)
  return value
}

/** The lists of a policy, each with how its items are read. */
const LISTS: Readonly<Record<string, (item: unknown, field: string) => unknown>> = {
  remindBefore: wholeNumber,
  climbAfter: (item, field) => {
    const { after, to, ...more } = isFields(item) ? item : {}
    const level = LEVELS.find((each) => each === to)
    if (level === undefined || Object.keys(more).length > 0)
      throw new NotAPolicy(
        `${field}：应为 { "after": 毫秒, "to": ${LEVELS.map((each) => `"${each}"`).join(' 或 ')} }`,
      )
    return { after: wholeNumber(after, `${field}.after`), to: level }
  },
}

/** What is given over what is there; a field that is not there, or of another sort, is named. */
const laidOver = (there: Fields, given: unknown, path: string): Fields => {
  if (!isFields(given)) throw new NotAPolicy(`${path === '' ? '整个文件' : path}：应为 JSON 对象`)
  const laid: Record<string, unknown> = { ...there }
  for (const [name, value] of Object.entries(given)) {
    const field = path === '' ? name : `${path}.${name}`
    if (!Object.hasOwn(there, name)) throw new NotAPolicy(`${field}：政策里没有这一项`)
    const old = there[name]
    const ofList = LISTS[name]
    if (ofList !== undefined)
      laid[name] = list(value, field).map((item, index) => ofList(item, `${field}[${index}]`))
    else if (isFields(old)) laid[name] = laidOver(old, value, field)
    else if (typeof old === 'number') laid[name] = wholeNumber(value, field)
    else if (typeof value === 'string' && value !== '') laid[name] = value
    else throw new NotAPolicy(`${field}：应为文字`)
  }
  return laid
}

/** A policy that says only what differs from the county's own. */
export const policyOver = (base: Policy, given: unknown): Policy => {
  const version =
    isFields(given) && Object.hasOwn(given, 'version') ? {} : { version: `${base.version}-what-if` }
  const policy = laidOver({ ...base, ...version } as unknown as Fields, given, '') as unknown as Policy
  const { officeHours, dayEndsAtMinute } = policy
  if (officeHours.to > 1440 || officeHours.from >= officeHours.to)
    throw new NotAPolicy('officeHours：上班时间应早于下班时间，且不超过 1440 分钟')
  if (dayEndsAtMinute <= officeHours.from) throw new NotAPolicy('dayEndsAtMinute：时限不能在上班之前届满')
  return policy
}

export const policyIn = (file: string): Policy => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new NotAPolicy('读不了这个文件')
  }
  let given: unknown
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new NotAPolicy('不是有效的 JSON')
  }
  return policyOver(DEFAULT_POLICY, given)
}
