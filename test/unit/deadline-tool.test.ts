import { spawn } from 'node:child_process'
import { beforeAll, describe, expect, test } from 'vitest'

const TOOL = ['--import', 'tsx', 'scripts/deadline/main.ts']

interface Run {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** @param readAtMost closes the tool's output once so many characters were read, as `head` does. */
const run = (input: string | Buffer, readAtMost = Infinity): Promise<Run> =>
  new Promise((resolve, reject) => {
    // Far from Shanghai on purpose: no answer may depend on where the machine believes it is.
    const child = spawn(process.execPath, TOOL, { env: { ...process.env, TZ: 'America/New_York' } })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (stdout.length >= readAtMost) child.stdout.destroy()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject).on('close', (status) => resolve({ status, stdout, stderr }))
    // The tool may stop reading before all is written; that is what one of the tests is about.
    child.stdin.on('error', () => undefined).end(input)
  })

const good = { category: 'consultation', dispatchedAt: '2026-11-24T10:00:00+08:00' }
const goodAnswer = {
  signBy: '2026-11-25T10:00:00+08:00',
  handleBy: '2026-11-27T00:00:00+08:00',
  extendBy: '2026-11-26T00:00:00+08:00',
  provisional: false,
}
const day = (date: string, workday: unknown) => ({ date, workday })
const bad = (code: string, names: string[], rule = 'input') => ({ code, names, rule })

/** Every case is one line; the answer is either the whole answer or what its error names. */
const CASES: readonly (readonly [title: string, line: unknown, answer: object | ReturnType<typeof bad>])[] = [
  ['[R5.1] two workdays from a Tuesday', good, goodAnswer],
  [
    '[R1.3] an instant in UTC, with milliseconds',
    { ...good, dispatchedAt: '2026-11-24T01:59:59.999Z' },
    { ...goodAnswer, signBy: '2026-11-25T09:59:59.999+08:00' },
  ],
  ['[R1.3] seconds may be left out', { ...good, dispatchedAt: '2026-11-24T10:00+08:00' }, goodAnswer],
  [
    '[R5.1] it is the Shanghai day that counts',
    { ...good, dispatchedAt: '2026-11-23T16:00:00Z' },
    { ...goodAnswer, signBy: '2026-11-25T00:00:00+08:00' },
  ],
  [
    '[R5.4] an extension',
    { ...good, extensions: [2] },
    { ...goodAnswer, handleBy: '2026-12-01T00:00:00+08:00', extendBy: '2026-11-30T00:00:00+08:00' },
  ],
  [
    '[R5.1] the county’s own days',
    { ...good, calendarDays: [day('2026-11-26', false), day('2026-11-28', true)] },
    { ...goodAnswer, handleBy: '2026-11-28T00:00:00+08:00', extendBy: '2026-11-27T00:00:00+08:00' },
  ],
  [
    '[R5.1] a year not published is provisional',
    { ...good, dispatchedAt: '2090-06-01T10:00:00+08:00' },
    {
      signBy: '2090-06-02T10:00:00+08:00',
      handleBy: '2090-06-06T00:00:00+08:00',
      extendBy: '2090-06-05T00:00:00+08:00',
      provisional: true,
    },
  ],
  [
    '[R5.1] days the county names are not',
    {
      ...good,
      dispatchedAt: '2090-06-01T10:00:00+08:00',
      calendarDays: ['02', '03', '04', '05'].map((d) => day(`2090-06-${d}`, d !== '04' && d !== '03')),
    },
    {
      signBy: '2090-06-02T10:00:00+08:00',
      handleBy: '2090-06-06T00:00:00+08:00',
      extendBy: '2090-06-05T00:00:00+08:00',
      provisional: false,
    },
  ],
  ['one line’s county days do not touch the next line', good, goodAnswer],
  [
    'saying the same of a day twice is no contradiction',
    { ...good, calendarDays: [day('2026-11-25', true), day('2026-11-25', true)] },
    goodAnswer,
  ],

  [
    '[R5.4] three extensions',
    { ...good, extensions: [1, 1, 1] },
    bad('extensions-too-many', ['extensions', '3', '2'], 'R5.4'),
  ],
  [
    '[R5.4] one longer than the limit',
    { ...good, extensions: [1, 3] },
    bad('extension-too-long', ['extensions', '第 2 次', '3'], 'R5.4'),
  ],
  [
    '[R5.4] half a day',
    { ...good, extensions: [0.5] },
    bad('extension-not-whole', ['extensions', '第 1 次'], 'R5.4'),
  ],
  [
    '[R5.4] minus nothing',
    '{"category":"help","dispatchedAt":"2026-11-24T10:00:00Z","extensions":[-0]}',
    bad('extension-not-whole', ['extensions'], 'R5.4'),
  ],
  [
    '[R5.1] every day off for years',
    {
      ...good,
      calendarDays: Array.from({ length: 900 }, (_, i) =>
        day(new Date(Date.UTC(2026, 10, 1 + i)).toISOString().slice(0, 10), false),
      ),
    },
    bad('no-workday-in-reach', ['calendarDays'], 'state'),
  ],

  ['an empty line', '', bad('blank-line', [])],
  ['a line of blanks', ' \t ', bad('blank-line', [])],
  ['no JSON', '{"category":', bad('not-json', [])],
  ['JSON nested very deep', '['.repeat(200_000), bad('not-json', [])],
  ['deep and closed', '['.repeat(100_000) + ']'.repeat(100_000), bad('not-an-object', [])],
  [
    'deep in a field',
    { ...good, extensions: JSON.parse('['.repeat(2000) + ']'.repeat(2000)) as unknown },
    bad('wrong-type', ['extensions[0]']),
  ],
  ['an array', [good], bad('not-an-object', [])],
  ['null', 'null', bad('not-an-object', [])],
  ['nothing said', {}, bad('missing', ['category', 'dispatchedAt'])],
  [
    'several faults are all named',
    {
      category: 'praise',
      dispatchedAt: 5,
      extensions: ['1'],
      calendarDays: [day('2026-02-30', 'no')],
      who: 1,
    },
    bad('unknown-category', [
      'category',
      'dispatchedAt',
      'extensions[0]',
      'calendarDays[0].date',
      'calendarDays[0].workday',
      'who',
    ]),
  ],
  ['a field of Object', { ...good, category: 'toString' }, bad('unknown-category', ['category'])],
  ['an unknown field', { ...good, unit: 'mayi' }, bad('unknown-field', ['unit'])],
  [
    'an unknown field inside',
    { ...good, calendarDays: [{ ...day('2026-11-25', true), name: 'x' }] },
    bad('unknown-field', ['calendarDays[0].name']),
  ],
  [
    '__proto__ is an unknown field like any other',
    '{"__proto__":{"category":"help"},"dispatchedAt":"2026-11-24T10:00:00Z"}',
    bad('missing', ['category', '__proto__']),
  ],
  [
    'null is not left out',
    { ...good, extensions: null, calendarDays: null },
    bad('wrong-type', ['extensions', 'calendarDays']),
  ],
  [
    'a number too large to be one',
    '{"category":"help","dispatchedAt":"2026-11-24T10:00:00Z","extensions":[1e400]}',
    bad('wrong-type', ['extensions[0]']),
  ],
  [
    'a day that does not exist',
    { ...good, dispatchedAt: '2026-02-30T10:00:00+08:00' },
    bad('not-real', ['dispatchedAt']),
  ],
  [
    'February 29 of a common year',
    { ...good, dispatchedAt: '2100-02-29T10:00:00Z' },
    bad('not-real', ['dispatchedAt']),
  ],
  ['hour 24', { ...good, dispatchedAt: '2026-11-24T24:00:00+08:00' }, bad('not-real', ['dispatchedAt'])],
  ['no offset', { ...good, dispatchedAt: '2026-11-24T10:00:00' }, bad('no-offset', ['dispatchedAt'])],
  [
    'neither offset nor day',
    { ...good, dispatchedAt: '2026-02-30T10:00:00' },
    bad('not-real', ['dispatchedAt', '时区']),
  ],
  ['a day without a time', { ...good, dispatchedAt: '2026-11-24' }, bad('not-date-time', ['dispatchedAt'])],
  [
    'before 2000',
    { ...good, dispatchedAt: '1999-12-31T23:59:59+08:00' },
    bad('out-of-range', ['dispatchedAt']),
  ],
  [
    'from 2100 on',
    { ...good, dispatchedAt: '2100-01-01T00:00:00+08:00' },
    bad('out-of-range', ['dispatchedAt']),
  ],
  [
    'one day both worked and off',
    { ...good, calendarDays: [day('2026-11-25', true), day('2026-11-25', false)] },
    bad('contradiction', ['calendarDays[1].date']),
  ],
  [
    'more days than a century has',
    { ...good, calendarDays: Array(50_000).fill(day('x', 1)) },
    bad('too-many', ['calendarDays']),
  ],
  [
    'a great many faults',
    { ...good, calendarDays: Array(30_000).fill(day('x', 1)) },
    bad('not-a-day', ['calendarDays[0].date', '另有']),
  ],
  ['a line too long to be meant', { ...good, note: 'x'.repeat(9 * 1024 * 1024) }, bad('line-too-long', [])],
  ['and the line after all that', good, goodAnswer],
]

const lineOf = (line: unknown) => (typeof line === 'string' ? line : JSON.stringify(line))

describe('a whole stream', () => {
  let all: Run
  let answers: unknown[]

  const MANY = 20_000
  const many = `${JSON.stringify(good)}\n`.repeat(MANY)

  beforeAll(async () => {
    // A byte order mark at the start, CRLF in the cases, and a last line nobody ended.
    const cases = CASES.map(([, line]) => `${lineOf(line)}\r\n`).join('')
    all = await run(`\uFEFF${cases}${many}${JSON.stringify({ ...good, category: '咨询' })}`)
    answers = all.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as unknown)
  }, 30_000)

  test('has one answer per line, in order, and succeeds', () => {
    expect(all).toMatchObject({ status: 0, stderr: '' })
    expect(answers).toHaveLength(CASES.length + MANY + 1)
    expect(answers.slice(CASES.length, -1)).toEqual(Array(MANY).fill(goodAnswer))
    expect(answers.at(-1)).toMatchObject({ error: { code: 'unknown-category' } })
  })

  test.each(CASES.map(([title, , answer], index) => ({ title, answer, index })))(
    '$title',
    ({ answer, index }) => {
      if (!('code' in answer)) {
        expect(answers[index]).toEqual(answer)
        return
      }
      const { code, names, rule } = answer
      const { error } = answers[index] as { error: { code: string; rule: string; message: string } }
      expect(error).toMatchObject({ code, rule })
      // A sentence for people, never a bare code, and never a page long.
      expect(error.message).toMatch(/\p{Script=Han}/u)
      expect(error.message.length).toBeLessThan(2000)
      for (const name of names) expect(error.message).toContain(name)
    },
  )
})

test('nothing in, nothing out; and a reader that leaves early is no failure', async () => {
  const [empty, cut] = await Promise.all([run(''), run(`${JSON.stringify(good)}\n`.repeat(60_000), 1)])
  expect(empty).toEqual({ status: 0, stdout: '', stderr: '' })
  expect(cut).toMatchObject({ status: 0, stderr: '' })
}, 30_000)
