import { describe, expect, it } from 'vitest'
import { nameForbidden } from '../../functions/src/domain/evidence/file-name'
import type { z } from 'zod'
import { SCHEMAS } from '../../functions/src/schema/callables'

/** Texts that no database can store, short and long. */
const UNSTORABLE = ['a\ud800b', 'a word long enough \ud800']

/** Hashed by the sign-in service and stored nowhere here; and judged by `domain/evidence/file-name.ts`. */
const ELSEWHERE = ['password', 'fileName']

interface Leaf {
  readonly path: string
  readonly schema: z.ZodType
}

const inside = (schema: z.ZodType): Readonly<Record<string, z.ZodType>> => {
  const def = schema.def as unknown as Record<string, unknown> & { readonly type: string }
  switch (def.type) {
    case 'object':
      return def['shape'] as Record<string, z.ZodType>
    case 'array':
      return { '[]': def['element'] as z.ZodType }
    case 'record':
      return { '{}': def['valueType'] as z.ZodType }
    case 'union':
      return Object.fromEntries((def['options'] as z.ZodType[]).map((option, index) => [`|${index}`, option]))
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return { '': def['innerType'] as z.ZodType }
    default:
      return {}
  }
}

/** Whether what it takes begins as a string: a pipe is judged whole, by all that it refuses. */
const takesText = (schema: z.ZodType): boolean => {
  const def = schema.def as unknown as { readonly type: string; readonly in?: z.ZodType }
  return def.type === 'string' || (def.type === 'pipe' && def.in !== undefined && takesText(def.in))
}

const leaves = (path: string, schema: z.ZodType): Leaf[] =>
  takesText(schema)
    ? [{ path, schema }]
    : Object.entries(inside(schema)).flatMap(([name, each]) => leaves(`${path}.${name}`, each))

const ALL = Object.entries(SCHEMAS).flatMap(([door, schema]) => leaves(door, schema))

describe('a text that cannot be stored', () => {
  it('is looked for in every field of every door', () => {
    expect(ALL.length).toBeGreaterThan(80)
    expect(new Set(ALL.map(({ path }) => path.split('.')[0]))).toEqual(new Set(Object.keys(SCHEMAS)))
  })

  it.each(ALL.filter(({ path }) => !ELSEWHERE.includes(path.split('.').at(-1) ?? '')))(
    '[R1.2] is refused at once in $path',
    ({ schema }) => {
      for (const text of UNSTORABLE) expect(schema.safeParse(text).success).toBe(false)
    },
  )

  it('[R16.1] is refused in the name of a file', () => {
    expect(nameForbidden('照片\ud800.jpg')).toMatchObject({ code: 'evidence.name-hidden' })
    expect(nameForbidden('照片𠮷.jpg')).toBeNull()
  })
})
