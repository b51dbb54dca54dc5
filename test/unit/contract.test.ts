import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { NAME_AT_MOST } from '../../functions/src/domain/matters/changing'
import { LIMITS } from '../../functions/src/contract/limits'
import { PASSWORD_AT_MOST } from '../../functions/src/domain/people/password'
import type { CommandType } from '../../functions/src/domain/order/command'
import type { Difference } from '../../functions/src/schema/callables'
import { DATA } from '../../functions/src/schema/commands'

const ROOT = join(import.meta.dirname, '../..')
const WEB = join(ROOT, 'web/src')
const FORMS = join(WEB, 'features/order/forms')

const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
const sourceOf = (file: string): string => readFileSync(file, 'utf8')

/** The compiler judges these; `npm run typecheck` fails where one is wrong. */
describe('a schema is held against its contract', () => {
  interface Asked {
    readonly why: string
    readonly kind: 'a' | 'b'
    readonly more?: readonly number[]
  }
  type Fits<S extends z.ZodType> = unknown extends Difference<S, Asked> ? true : false
  /** `fits(schema, true)` does not compile where the schema differs, nor `fits(schema, false)` where it does not. */
  const fits = <S extends z.ZodType>(_schema: S, does: Fits<S>): Fits<S> => does
  const why = z.string()
  const kind = z.enum(['a', 'b'])
  const more = z.array(z.number()).default([])

  it('and fits where it takes the same, whatever it puts in where something was left out', () => {
    expect(fits(z.strictObject({ why, kind, more }), true)).toBe(true)
  })

  it('and does not compile where either says more or less than the other', () => {
    const differ = [
      fits(z.strictObject({ why, kind }), false),
      fits(z.strictObject({ why, kind, more, unasked: z.string().optional() }), false),
      fits(z.strictObject({ why, kind, more, needed: z.string() }), false),
      fits(z.strictObject({ why, kind: z.enum(['a']), more }), false),
      fits(z.strictObject({ why, kind: z.enum(['a', 'b', 'c']), more }), false),
      fits(z.strictObject({ why: z.number(), kind, more }), false),
      fits(z.strictObject({ why, kind, more: z.array(z.number()) }), false),
      fits(z.strictObject({ why: z.string().transform(Number), kind, more }), false),
    ]
    expect(differ).not.toContain(true)
  })
})

/** What a form's `:maxlength` may be bound to. */
const NAMED: Readonly<Record<string, number>> = {
  LINE: LIMITS.line,
  TEXT: LIMITS.text,
  PASSWORD_AT_MOST,
  NAME_AT_MOST,
  ...Object.fromEntries(Object.entries(LIMITS).map(([name, limit]) => [`LIMITS.${name}`, limit])),
}
/** Fields whose text is not sent as it is typed: what is searched on the page, numbers, an authenticator's digits. */
const NOT_SENT: Readonly<Record<string, readonly string[]>> = {
  'features/administration/people-page.vue': ['40'],
  'features/administration/policy-page.vue': ['8', '40', '8'],
  'ui/code-field.vue': ['6'],
}

interface JsonSchema {
  readonly maxLength?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
}
/** How long each text of a command may be, by the last part of its name. */
const lengthsIn = (schema: JsonSchema, name = ''): readonly (readonly [string, number])[] => [
  ...(schema.maxLength === undefined ? [] : [[name, schema.maxLength] as const]),
  ...Object.entries(schema.properties ?? {}).flatMap(([key, field]) => lengthsIn(field, key)),
  ...(schema.items === undefined ? [] : lengthsIn(schema.items, name)),
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((each) => lengthsIn(each, name)),
]

/** Each form with the commands it gives, as `form-of.ts` has it. */
const formsOf = (): ReadonlyMap<string, readonly CommandType[]> => {
  const source = sourceOf(join(WEB, 'features/order/form-of.ts'))
  const named = new Map(
    [...source.matchAll(/const (\w+) = lazy\(\(\) => import\('\.\/forms\/([\w-]+\.vue)'\)\)/g)].map(
      ([, name, file]) => [name!, file!],
    ),
  )
  const forms = new Map<string, CommandType[]>()
  const line = /^ {2}'?([\w-]+)'?: (?:lazy\(\(\) => import\('\.\/forms\/([\w-]+\.vue)'\)\)|(\w+)),$/gm
  for (const [, type, file, name] of source.matchAll(line)) {
    const form = file ?? named.get(name!)!
    forms.set(form, [...(forms.get(form) ?? []), type as CommandType])
  }
  return forms
}
/** A form and what it is put together from. */
const withParts = (file: string): string => {
  const source = sourceOf(file)
  const parts = [...source.matchAll(/import \w+ from '(\.\.?\/(?!\.\.)[\w-]+\.vue)'/g)]
  return [source, ...parts.map(([, part]) => sourceOf(join(file, '..', part!)))].join('\n')
}
const TAG = /<(?:input|textarea)\b(?:"[^"]*"|[^">])*>/g
/** The fields a form lets one type into, and to which length. */
const typedIn = (source: string): readonly (readonly [string, number | undefined])[] =>
  [...source.matchAll(TAG)].flatMap(([tag]) => {
    const field = /v-model="(?:draft|row)\.(?:\w+\.)*(\w+)"/.exec(tag)?.[1]
    const limit = /:maxlength="([\w.]+)"/.exec(tag)?.[1]
    // The browser takes nothing but a day there.
    if (/type="date"/.test(tag)) return []
    return field === undefined ? [] : [[field, limit === undefined ? undefined : NAMED[limit]] as const]
  })

describe('a limit of length', () => {
  it('is said once: no form and no schema says a number of its own', () => {
    const own: Record<string, string[]> = {}
    for (const file of filesIn(WEB, '.vue'))
      for (const [, bound, limit] of sourceOf(file).matchAll(/(:?)maxlength="([^"]+)"/g))
        if (bound === '' || NAMED[limit!] === undefined) (own[relative(WEB, file)] ??= []).push(limit!)
    expect(own).toEqual(NOT_SENT)

    const schemas = filesIn(join(ROOT, 'functions/src/schema'), '.ts')
    const lengths = schemas.flatMap((file) =>
      [...sourceOf(file).matchAll(/(.{0,40})\.(?:max|length)\(\s*\d[\d_]*/gs)]
        .map(([bound, before]) => ({ file: relative(ROOT, file), bound, before }))
        // How large a number may be is no length.
        .filter(({ before }) => !/(?:int|number)\(\)/.test(before!)),
    )
    expect(lengths).toEqual([])
  })

  it('of each field of a command is in its form what it is at the door', () => {
    let compared = 0
    for (const [form, types] of formsOf()) {
      const typed = typedIn(withParts(join(FORMS, form)))
      for (const type of types) {
        const lengths = new Map(lengthsIn(z.toJSONSchema(DATA[type], { io: 'input' }) as JsonSchema))
        for (const [field, atMost] of typed) {
          const atTheDoor = lengths.get(field)
          if (atTheDoor === undefined) continue
          expect({ form, type, field, atMost }).toEqual({ form, type, field, atMost: atTheDoor })
          compared += 1
        }
      }
    }
    expect(compared).toBeGreaterThan(40)
  })
})
