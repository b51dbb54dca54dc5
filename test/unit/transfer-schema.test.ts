import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { said, sentenceOf } from '../../functions/src/intake/problems'
import { checkSignature } from '../../functions/src/intake/signature'
import { parseListed, parsePushed, takeInRequest } from '../../functions/src/schema/transfer'

const GOOD = {
  cityNumber: 'JJ-20261124-0001',
  title: '路灯不亮',
  text: '村口的路灯坏了半个月。\n\t请派人维修。',
  transferredAt: '2026-11-24T10:00:00+08:00',
  caller: {},
}

const problems = (value: unknown): string[] => {
  const parsed = parsePushed(value)
  return 'value' in parsed ? [] : parsed.problems.map(({ field, problem }) => `${field}: ${problem}`)
}

describe('a transfer of the city', () => {
  it('is read with everything it leaves out said to be unknown', () => {
    expect(parsePushed(GOOD)).toEqual({
      value: {
        ...GOOD,
        transferredAt: Date.parse(GOOD.transferredAt),
        category: null,
        matter: null,
        township: null,
        place: null,
        calledAt: null,
        cityDeadline: null,
        urgent: null,
        caller: { name: '', phone: '', idNumber: '', address: '' },
      },
    })
  })

  it('may say null or nothing but blanks for what it does not know', () => {
    const blanks = { category: '', matter: null, township: '', place: '  ', calledAt: '', cityDeadline: null }
    expect(
      parsePushed({ ...GOOD, ...blanks, caller: { name: null, phone: ' ', address: '\u3000' } }),
    ).toEqual(parsePushed(GOOD))
  })

  it('keeps odd telephone and id numbers as they are given', () => {
    const caller = { name: '张三 ', phone: '不详/138 0000', idNumber: '36x', address: '' }
    expect(parsePushed({ ...GOOD, caller })).toMatchObject({ value: { caller } })
  })

  it.each<[string, unknown, string[]]>([
    ['no object', [], [': not-an-object']],
    ['null', null, [': not-an-object']],
    [
      'nothing in it',
      {},
      ['cityNumber: missing', 'title: missing', 'text: missing', 'caller: missing', 'transferredAt: missing'],
    ],
    ['a number for an id', { ...GOOD, cityNumber: 5 }, ['cityNumber: wrong-type']],
    ['an id that is a path', { ...GOOD, cityNumber: 'a/b' }, ['cityNumber: bad-number']],
    ['an id that is two dots', { ...GOOD, cityNumber: '..' }, ['cityNumber: bad-number']],
    ['an id Firestore reserves', { ...GOOD, cityNumber: '__a__' }, ['cityNumber: bad-number']],
    ['an id with a line end', { ...GOOD, cityNumber: 'a\n' }, ['cityNumber: bad-number']],
    ['a long id', { ...GOOD, cityNumber: 'a'.repeat(41) }, ['cityNumber: bad-number']],
    ['a blank title', { ...GOOD, title: ' \n' }, ['title: blank']],
    ['a long title', { ...GOOD, title: '长'.repeat(301) }, ['title: too-long']],
    ['a long text', { ...GOOD, text: '长'.repeat(20_001) }, ['text: too-long']],
    ['half a character', { ...GOOD, text: 'a\ud83d' }, ['text: bad-characters']],
    ['a NUL', { ...GOOD, place: 'a\0' }, ['place: bad-characters']],
    ['a carriage return', { ...GOOD, text: 'a\r\nb' }, ['text: bad-characters']],
    ['a category nobody knows', { ...GOOD, category: '投诉' }, ['category: unknown-value']],
    ['a township elsewhere', { ...GOOD, township: '110105' }, ['township: unknown-value']],
    ['a township named like a method', { ...GOOD, township: 'constructor' }, ['township: unknown-value']],
    [
      'a time without offset',
      { ...GOOD, transferredAt: '2026-11-24T10:00:00' },
      ['transferredAt: no-offset'],
    ],
    ['30 February', { ...GOOD, transferredAt: '2026-02-30T10:00:00Z' }, ['transferredAt: not-real']],
    ['the year 1900', { ...GOOD, transferredAt: '1900-01-01T00:00:00Z' }, ['transferredAt: out-of-range']],
    ['a time as a number', { ...GOOD, transferredAt: 1e308 }, ['transferredAt: wrong-type']],
    [
      'a call after its transfer',
      { ...GOOD, calledAt: '2026-11-24T10:00:01+08:00' },
      ['calledAt: after-transfer'],
    ],
    [
      'a deadline before the transfer',
      { ...GOOD, cityDeadline: '2026-11-24T01:00:00+08:00' },
      ['cityDeadline: before-transfer'],
    ],
    ['a caller that is a list', { ...GOOD, caller: [] }, ['caller: not-an-object']],
    ['a telephone as a number', { ...GOOD, caller: { phone: 138 } }, ['caller.phone: wrong-type']],
    ['a key too many', { ...GOOD, state: 'archived' }, ['state: unknown-field']],
    [
      'keys meant for the prototype',
      JSON.parse(`{"__proto__":{"title":"x"},"caller":{"constructor":1}}`),
      [
        'cityNumber: missing',
        'title: missing',
        'text: missing',
        'caller.constructor: unknown-field',
        'transferredAt: missing',
        '__proto__: unknown-field',
      ],
    ],
  ])('is refused for %s', (_what, value, expected) => {
    expect(problems(value)).toEqual(expected)
  })

  it('is never more than fifty problems, however much is wrong', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, 1]))
    expect(problems(many)).toHaveLength(50)
  })

  it('is read or refused, whatever it is, and what is wrong is said in Chinese without what was sent', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json().map((json) => JSON.parse(json) as unknown),
          fc.object(),
        ),
        (value) => {
          const parsed = parsePushed(value)
          if ('value' in parsed) return
          for (const problem of parsed.problems) expect(said(problem).message).toMatch(/\p{Script=Han}/u)
          expect(sentenceOf(parsed.problems)).not.toContain('undefined')
        },
      ),
    )
    const parsed = parsePushed({ ...GOOD, caller: { name: '张'.repeat(101), phone: 13812345678 } })
    if ('value' in parsed) throw new Error('too long a name was read')
    expect(sentenceOf(parsed.problems)).toBe(
      '工单内容有误：诉求人姓名：超过 100 个字符；联系电话：应为文字。',
    )
  })
})

interface PublishedField {
  readonly pattern?: string
  readonly maxLength?: number
  readonly enum?: readonly unknown[]
  readonly format?: string
}

describe('the published schema', () => {
  const document = readFileSync(new URL('../../docs/city-feed.md', import.meta.url), 'utf8')
  const schema = JSON.parse(/```json\n([^`]*\$schema[^`]*)```/.exec(document)![1]!) as {
    readonly required: readonly string[]
    readonly properties: Readonly<Record<string, PublishedField>> & {
      readonly caller: { readonly properties: Readonly<Record<string, PublishedField>> }
    }
  }
  const { caller, ...fields } = schema.properties
  const withField = (name: string, value: unknown): object =>
    name in caller.properties ? { ...GOOD, caller: { [name]: value } } : { ...GOOD, [name]: value }
  const all = [...Object.entries(fields), ...Object.entries(caller.properties)]

  it('asks for what the door asks for', () => {
    expect(
      problems({})
        .map((problem) => problem.replace(': missing', ''))
        .sort(),
    ).toEqual([...schema.required].sort())
  })

  it.each(all)('says of %s what the door says', (name, field) => {
    if (field.maxLength !== undefined) {
      expect(problems(withField(name, 'x'.repeat(field.maxLength)))).toEqual([])
      expect(problems(withField(name, 'x'.repeat(field.maxLength + 1)))[0]).toContain('too-long')
    }
    for (const value of field.enum ?? []) expect(problems(withField(name, value))).toEqual([])
    if (field.format === 'date-time')
      expect(problems(withField(name, 'yesterday'))).toEqual([`${name}: not-date-time`])
    if (field.pattern !== undefined)
      for (const value of ['a', 'A-1', 'a'.repeat(40), '-a', 'a_b', ''])
        expect(problems(withField(name, value)).length === 0).toBe(new RegExp(field.pattern).test(value))
    expect(problems(withField(name, 5))[0]).toMatch(/wrong-type|unknown-value/)
  })

  it('leaves no field out', () => {
    const parsed = parsePushed(GOOD)
    if ('problems' in parsed) throw new Error('the good one is bad')
    expect(Object.keys(parsed.value).sort()).toEqual(Object.keys(schema.properties).sort())
    expect(Object.keys(parsed.value.caller).sort()).toEqual(Object.keys(caller.properties).sort())
  })
})

describe('a row of a list', () => {
  it('need not say when it was transferred', () => {
    const { transferredAt: _, ...row } = GOOD
    expect(parseListed(row)).toMatchObject({ value: { transferredAt: null } })
    expect(parseListed({ ...row, calledAt: '2019-01-01T00:00:00+08:00' })).toHaveProperty('value')
  })

  it('comes with at most 199 others', () => {
    const fits = (rows: number): boolean =>
      takeInRequest.safeParse({ actingAs: 'clerk', rows: Array.from({ length: rows }, () => null) }).success
    expect([0, 1, 200, 201].map(fits)).toEqual([false, true, true, false])
  })
})

describe('a signature', () => {
  const secret = 'only-for-this-test'
  const now = Date.parse('2026-11-24T10:00:00+08:00')
  const body = Buffer.from(JSON.stringify(GOOD))
  const seconds = (offset: number): string => String(now / 1000 + offset)
  const signed = (timestamp: string) => ({
    timestamp,
    signature: createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex'),
    body,
  })

  it.each([-300, -1, 0, 300])('made %i s from now is accepted', (offset) => {
    const given = signed(seconds(offset))
    expect(checkSignature(given, secret, now)).toEqual({ accepted: given.signature })
  })

  it('is the same one in capitals, and so cannot be used twice', () => {
    const given = signed(seconds(0))
    const capitals = { ...given, signature: given.signature.toUpperCase() }
    expect(checkSignature(capitals, secret, now)).toEqual({ accepted: given.signature })
  })

  it.each([-301, 301])('made %i s from now is expired', (offset) => {
    expect(checkSignature(signed(seconds(offset)), secret, now)).toEqual({ code: 'feed.expired' })
  })

  it('is not said to be expired when it is not genuine', () => {
    const given = { ...signed(seconds(-10_000)), signature: 'ab'.repeat(32) }
    expect(checkSignature(given, secret, now)).toEqual({ code: 'feed.signature' })
  })

  it.each<[string, object]>([
    ['missing', { signature: undefined }],
    ['without its time', { timestamp: undefined }],
    ['not hexadecimal', { signature: 'z'.repeat(64) }],
    ['cut short', { signature: 'ab' }],
    ['given twice', { signature: `${'ab'.repeat(32)}, ${'ab'.repeat(32)}` }],
    ['of another time', { timestamp: seconds(1) }],
    ['of a time in words', { timestamp: '1e9' }],
    ['of another body', { body: Buffer.from('{}') }],
  ])('is refused when %s', (_how, change) => {
    expect(checkSignature({ ...signed(seconds(0)), ...change }, secret, now)).toEqual({
      code: 'feed.signature',
    })
  })

  it('is refused when made with another secret', () => {
    expect(checkSignature(signed(seconds(0)), `${secret}.`, now)).toEqual({ code: 'feed.signature' })
  })
})
