/**
 * Deadlines for auditors: JSON lines in, JSON lines out, one answer per line and in the same order.
 *
 *   echo '{"category":"help","dispatchedAt":"2026-09-30T10:00:00+08:00"}' | npm run --silent deadline
 *
 * It holds no rule of its own; what it answers is what the system itself would set.
 */
import { once } from 'node:events'
import { handlingLimit, signBy } from '../../functions/src/domain/time/deadline'
import { toIso } from '../../functions/src/domain/base/instant'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import type { Refusal } from '../../functions/src/domain/base/refusal'
import { parseDeadlineRequest, type Problem } from '../../functions/src/schema/deadline-request'

/** Characters. The longest sensible line, with every day of a century named, has a quarter of it. */
const LINE_AT_MOST = 8 * 1024 * 1024
const PROBLEMS_SHOWN = 20
const FIELD_SHOWN = 60

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  boolean: ' true 或 false',
  array: '数组',
  object: '对象',
}

type Params = Readonly<Record<string, unknown>>

/* eslint-disable @typescript-eslint/restrict-template-expressions -- the tests let each sentence be said with all it names */
/** Every sentence the tool can say, by code. */
const SENTENCES: Readonly<Record<string, (params: Params) => string>> = {
  'blank-line': () => '这一行是空的，每行应是一个 JSON 对象',
  'line-too-long': () => `这一行超过 ${LINE_AT_MOST} 个字符，没有读取`,
  'not-json': () => '这一行不是有效的 JSON',
  'not-an-object': () => '这一行应是一个 JSON 对象',
  missing: ({ field }) => `${field}：缺少该字段`,
  'wrong-type': ({ field, expected }) => `${field}：应为${TYPES[String(expected)] ?? expected}`,
  'unknown-field': ({ field }) => `${field}：不认识的字段`,
  'unknown-category': ({ field }) => `${field}：应为 consultation、help、complaint、report、suggestion 之一`,
  'too-many': ({ field, expected }) => `${field}：最多 ${expected} 项`,
  'not-date-time': ({ field }) => `${field}：应为 ISO 日期时间，如 2026-09-30T10:00:00+08:00`,
  'no-offset': ({ field }) => `${field}：缺少时区偏移（如 +08:00 或 Z），无法确定是哪一时刻`,
  'not-real': ({ field }) => `${field}：没有这样的日期或时间`,
  'out-of-range': ({ field }) => `${field}：应不早于 2000-01-01 且早于 2100-01-01（北京时间）`,
  'not-a-day': ({ field }) => `${field}：应为真实存在的日期，格式 YYYY-MM-DD`,
  contradiction: ({ field }) => `${field}：同一天先后说法相反`,
  'extensions-too-many': ({ granted, atMost }) => `extensions：延期 ${granted} 次，最多 ${atMost} 次`,
  'extension-not-whole': ({ place }) => `extensions：第 ${place} 次延期应为不少于 1 的整数个工作日`,
  'extension-too-long': ({ place, workdays, atMost }) =>
    `extensions：第 ${place} 次延期 ${workdays} 个工作日，超过原办理时限 ${atMost} 个工作日`,
  'no-workday-in-reach': ({ workdays, days }) =>
    `calendarDays：此后 ${days} 天内数不满 ${workdays} 个工作日，请检查所给的日期`,
}

/* eslint-enable @typescript-eslint/restrict-template-expressions */

const sentence = (code: string, params: Params): string => SENTENCES[code]?.(params) ?? code

const failed = (code: string, rule: string, message: string) => ({ error: { code, rule, message } })

const malformed = (code: string) => failed(code, 'input', sentence(code, {}))

/** The code is that of the first problem; the message names them all, unless there are absurdly many. */
const invalid = (problems: readonly Problem[]) => {
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(({ code, field, expected }) => {
    const short = field.length > FIELD_SHOWN ? `${field.slice(0, FIELD_SHOWN)}…` : field
    return sentence(code, { field: short, expected })
  })
  if (problems.length > shown.length) shown.push(`另有 ${problems.length - shown.length} 处问题`)
  return failed(problems[0]?.code ?? 'invalid', 'input', shown.join('；'))
}

const refused = ({ code, rule, params }: Refusal) => failed(code, rule, sentence(code, params ?? {}))

/** JSON.parse, with nothing where the text is not JSON or is nested too deep to be read. */
const readJson = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

const answer = (line: string): object => {
  if (line.trim() === '') return malformed('blank-line')
  const json = readJson(line)
  if (!json) return malformed('not-json')
  const parsed = parseDeadlineRequest(json.value)
  if ('problems' in parsed) return invalid(parsed.problems)

  const { calendarDays, ...handling } = parsed.request
  const limit = handlingLimit(handling, DEFAULT_POLICY, officialCalendar().withCountyDays(calendarDays))
  if (!limit.ok) return refused(limit.refusal)
  const { handleBy, extendBy, provisional } = limit.value
  return {
    signBy: toIso(signBy(handling.dispatchedAt, DEFAULT_POLICY)),
    handleBy: toIso(handleBy),
    extendBy: toIso(extendBy),
    provisional,
  }
}

/**
 * The answers to the lines each chunk completes. Lines end at `\n` alone – a `\r` before it is white space to
 * JSON – and what follows the last one is a line only if there is something there.
 */
async function* answers(chunks: AsyncIterable<string>): AsyncGenerator<object[]> {
  let unfinished = ''
  let isTooLong = false
  let isFirst = true

  const extend = (text: string) => {
    isTooLong ||= unfinished.length + text.length > LINE_AT_MOST
    unfinished = isTooLong ? '' : unfinished + text
  }
  const finish = (): object => {
    const result = isTooLong ? malformed('line-too-long') : answer(unfinished)
    unfinished = ''
    isTooLong = false
    return result
  }

  for await (const chunk of chunks) {
    const [head = '', ...rest] = chunk.split('\n')
    extend(isFirst ? head.replace(/^\uFEFF/, '') : head)
    isFirst = false
    yield rest.map((text) => {
      const result = finish()
      extend(text)
      return result
    })
  }
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- `extend` and `finish` set it, unseen by the checker
  if (isTooLong || unfinished !== '') yield [finish()]
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.stdin.setEncoding('utf8')
for await (const batch of answers(process.stdin as AsyncIterable<string>)) {
  const text = batch.map((result) => `${JSON.stringify(result)}\n`).join('')
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}
