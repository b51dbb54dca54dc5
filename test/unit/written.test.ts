import { describe, expect, it } from 'vitest'
import type { Command, CommandType } from '../../functions/src/domain/order/command'
import { COMMAND_TYPES } from '../../functions/src/domain/commands/table'
import { wordsIn } from '../../functions/src/domain/commands/written'
import { DATA } from '../../functions/src/schema/commands'
import { writtenFields } from '../../functions/src/schema/text'

type Schema = Parameters<(typeof writtenFields)['has']>[0]

interface Inner {
  readonly type: string
  readonly shape?: Readonly<Record<string, Schema>>
  readonly innerType?: Schema
  readonly element?: Schema
  readonly options?: readonly Schema[]
  readonly entries?: Readonly<Record<string, unknown>>
  readonly values?: readonly unknown[]
}
const inner = (schema: Schema): Inner => schema._zod.def

interface Sample {
  readonly value: unknown
  readonly written: readonly string[]
}

/** Every shape of data a schema takes – one for each way of a choice –, and the paths of what is written in it. */
const samplesOf = (schema: Schema, path: string): readonly Sample[] => {
  if (writtenFields.has(schema)) return [{ value: '话', written: [path] }]
  const def = inner(schema)
  const child = def.innerType
  switch (def.type) {
    case 'default':
    case 'nullable':
      return child === undefined ? [] : samplesOf(child, path)
    case 'array':
      return def.element === undefined
        ? []
        : samplesOf(def.element, `${path}.0`).map(({ value, written }) => ({ value: [value], written }))
    case 'union':
      return (def.options ?? []).flatMap((option) => samplesOf(option, path))
    case 'object': {
      let samples: readonly Sample[] = [{ value: {}, written: [] }]
      for (const [key, field] of Object.entries(def.shape ?? {}))
        samples = samples.flatMap((sample) =>
          samplesOf(field, path === '' ? key : `${path}.${key}`).map(({ value, written }) => ({
            value: { ...(sample.value as object), [key]: value },
            written: [...sample.written, ...written],
          })),
        )
      return samples
    }
    case 'literal':
      return [{ value: def.values?.[0], written: [] }]
    case 'enum':
      return [{ value: Object.values(def.entries ?? {})[0], written: [] }]
    case 'boolean':
      return [{ value: true, written: [] }]
    case 'number':
      return [{ value: 1, written: [] }]
    case 'string':
      return [{ value: 'unwritten', written: [] }]
    default:
      throw new Error(`a schema of another kind: ${def.type}`)
  }
}

describe('[R16.1] what of a command somebody wrote', () => {
  it.each(COMMAND_TYPES)('of %s is what its schema takes as text, and nothing else', (type: CommandType) => {
    for (const { value, written } of samplesOf(DATA[type], ''))
      expect(Object.keys(wordsIn({ type, data: value } as Command)).sort()).toEqual([...written].sort())
  })

  it('is never an id: a proof is no telephone, whatever its digits', () => {
    const data = {
      ground: 'unclear',
      reason: '',
      suggestedUnit: null,
      opinion: '',
      form: '216d17093922839edc1c31c2405990b8190d3811',
    }
    expect(wordsIn({ type: 'apply-return', data } as unknown as Command)).toEqual({})
  })
})
