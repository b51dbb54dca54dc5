import { isBlank } from '../base/text'

const flat = (text: string): string => text.replace(/\s+/g, '')

/**
 * What two orders share when they are about the same thing (R10.1): township, the matter's code and place. Without a place
 * there is no telling, since everybody's pension is the same matter.
 */
export const matterKeyOf = ({
  township,
  matter,
  place,
}: {
  readonly township: string
  /** A code. */
  readonly matter: string
  readonly place: string
}): string | null => (isBlank(place) ? null : `${township}|${matter}|${flat(place)}`)
