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
 * The key that orders about the same thing share (R10.1): township, the matter's code and place. Without a place there
 * is no key: a pension, for example, is the same matter for everybody.
 */
export const matterKeyOf = ({ township, matter, place }: MatterSomewhere): string | null =>
  isBlank(place) ? null : `${township}|${matter}|${flat(place)}`

/**
 * The keys that count as the same matter there: a matter that was merged into it keeps the code it was verified with.
 */
export const matterKeysOf = (tree: MatterTree, where: MatterSomewhere): readonly string[] =>
  sameAs(tree, where.matter).flatMap((matter) => matterKeyOf({ ...where, matter }) ?? [])
