import { isBlank } from '../base/text'
import { type MatterTree, sameAs } from './tree'

const flat = (text: string): string => text.replace(/\s+/g, '')

export interface MatterSomewhere {
  readonly township: string
  /** A code. */
  readonly matter: string
  readonly place: string
}

/**
 * What two orders share when they are about the same thing (R10.1): township, the matter's code and place. Without a place
 * there is no telling, since everybody's pension is the same matter.
 */
export const matterKeyOf = ({ township, matter, place }: MatterSomewhere): string | null =>
  isBlank(place) ? null : `${township}|${matter}|${flat(place)}`

/** The keys of all that counts as the same matter there: what was merged into it keeps the code it was verified with. */
export const matterKeysOf = (tree: MatterTree, where: MatterSomewhere): readonly string[] =>
  sameAs(tree, where.matter).flatMap((matter) => matterKeyOf({ ...where, matter }) ?? [])
