import type { Happening } from '../order/events'
import { matterKeyOf, type MatterSomewhere } from '../matters/matter'
import { chosen, type CodedMatter, type MatterTree } from '../matters/tree'
import { refused, ok, refuse, type Result } from '../base/refusal'
import { isBlank } from '../base/text'
import { TOWNSHIPS } from '../matters/townships'
import { atStage, blank, sure } from './checks'
import type { CommandRule } from '../order/command'
import { flagged, unlessFlagged } from './inspecting'

export const centreSign: CommandRule<'centre-sign'> = {
  roles: ['clerk', 'reviewer'],
  judges: false,
  when: atStage('to-sign'),
  decide: (_order, _data, { now }) => ok([{ type: 'centre-signed', at: now, data: {} }]),
}

/** What the order is about and where, as it is stored: a matter in use in an official township. */
export const matterAt = (
  given: MatterSomewhere,
  matters: MatterTree,
): Result<{
  readonly matter: CodedMatter
  readonly place: string | null
  readonly matterKey: string | null
}> => {
  const matter = chosen(matters, given.matter)
  if (!matter.ok) return matter
  if (!Object.keys(TOWNSHIPS).includes(given.township))
    return refused(refuse('verify.unknown-township', { township: given.township }))
  return ok({
    matter: matter.value,
    place: isBlank(given.place) ? null : given.place.trim(),
    matterKey: matterKeyOf(given),
  })
}

/** R1.2: the order's information is accurate and complete, or the missing parts are named. */
export const verify: CommandRule<'verify', 'units' | 'persons' | 'matters' | 'sameMatter'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: atStage('to-verify'),
  names: (_order, data) => ({
    units: data.accused,
    persons: data.persons ?? [],
    matters: true,
    sameMatter: isBlank(data.place) ? null : data,
  }),
  decide: (order, data, { now, units, persons, policy, matters, sameMatter }) => {
    const missing = blank({
      title: data.title,
      text: order.text,
      matter: data.matter,
      township: data.township,
    })
    if (data.category === null) missing.push('category')
    if (missing.length > 0) return refused(refuse('verify.missing', { fields: missing }))
    const found = matterAt(data, matters)
    if (!found.ok) return found
    const unknown = data.accused.find((unit) => !units.some(({ id }) => id === unit))
    if (unknown !== undefined) return refused(refuse('accused.unknown-unit', { unit: unknown }))
    const named = [...new Set(data.persons)]
    if (named.some((uid) => !persons.some((person) => person.uid === uid)))
      return refused(refuse('accused.unknown-person'))
    const verified: Happening = {
      type: 'verified',
      at: now,
      data: {
        title: data.title.trim(),
        category: sure(data.category),
        township: data.township,
        ...found.value,
        accused: [...new Set(data.accused)],
        accusedPersons: named,
      },
    }
    const repeated = sameMatter + 1 >= policy.inspectAfter.repeats
    return ok([
      verified,
      ...(repeated ? unlessFlagged(order, 'repeated', flagged(now, 'repeated', policy)) : []),
    ])
  },
}
