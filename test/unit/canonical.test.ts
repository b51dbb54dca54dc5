import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../functions/src/domain/base/canonical'

/** The definition, as plainly as it can be written. */
const plainly = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(plainly).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${plainly(each)}`).join(',')}}`
}

describe('canonical JSON', () => {
  it('is by its definition, whatever is in it', () => {
    const key = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a', 'B', '10', '9', '中', '😀', '\uffff'),
    )
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.constant(undefined),
        fc.array(
          tie('any').filter((each) => each !== undefined),
          { maxLength: 4 },
        ),
        fc.dictionary(key, tie('any'), { maxKeys: 6 }),
      ),
    })).any
    fc.assert(
      fc.property(fc.dictionary(key, value), (each) => {
        expect(canonical(each)).toBe(plainly(each))
      }),
    )
  })

  it('goes by code units, in which a sign beyond the first plane comes before \\uffff', () =>
    expect(canonical({ '\uffff': 1, '😀': { b: [false, 2], a: undefined } })).toBe(
      '{"😀":{"b":[false,2]},"\uffff":1}',
    ))
})
