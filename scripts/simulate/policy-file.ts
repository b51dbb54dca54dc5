import { readFileSync } from 'node:fs'
import { DEFAULT_POLICY, type Policy } from '../../functions/src/domain/policy/policy'
import { policySettings } from '../../functions/src/schema/policy'

/** The file is not a policy; the message says where and why. */
export class NotAPolicy extends Error {
  override readonly name = 'NotAPolicy'
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is given over what is there, field by field and at every depth; a list replaces a list. */
const laidOver = (there: unknown, given: unknown): unknown => {
  if (!isFields(there) || !isFields(given)) return given
  const laid: Record<string, unknown> = { ...there }
  for (const [name, value] of Object.entries(given)) laid[name] = laidOver(there[name], value)
  return laid
}

type Issue = NonNullable<ReturnType<typeof policySettings.safeParse>['error']>['issues'][number]

const fieldOf = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? '整个文件' : path.map(String).join('.')

const sentence = (issue: Issue): string => {
  const field = fieldOf(issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${fieldOf([...issue.path, issue.keys[0]!])}：政策里没有这一项`
    case 'invalid_type':
      return `${field}：类型不对，参见现行政策的写法`
    case 'too_small':
      return `${field}：不得小于 ${issue.minimum}`
    case 'too_big':
      return `${field}：不得大于 ${issue.maximum}`
    case 'not_multiple_of':
      return `${field}：应为 ${issue.divisor} 的整数倍（毫秒）`
    default:
      return `${field}：取值不对，参见现行政策的写法`
  }
}

/** A policy that says only what differs from another. */
export const policyOver = (base: Policy, given: unknown): Policy => {
  if (!isFields(given)) throw new NotAPolicy('整个文件：应为 JSON 对象')
  const { version, ...settings } = base
  const { version: named = `${version}-what-if`, ...changes } = given
  if (typeof named !== 'string' || named === '') throw new NotAPolicy('version：应为文字')
  const parsed = policySettings.safeParse(laidOver(settings, changes))
  if (!parsed.success) throw new NotAPolicy(sentence(parsed.error.issues[0]!))
  return { ...parsed.data, version: named }
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
