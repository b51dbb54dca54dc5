import type { Caller } from './personal-data'

const plain = (text: string): string => text.normalize('NFKC').toUpperCase()

/** Any fixed line has more digits; what has fewer tells nobody apart. */
const DIGITS_AT_LEAST = 7
const MOBILES = /1[3-9]\d{9}/g

const telephones = (phone: string): string[] => {
  const digits = plain(phone).replace(/[^\d/、,;，；]/g, '')
  const mobiles = digits.match(MOBILES) ?? []
  if (mobiles.length > 0) return mobiles
  return digits.split(/[/、,;，；]/).filter((each) => each.length >= DIGITS_AT_LEAST)
}

const idNumbers = (idNumber: string): string[] =>
  plain(idNumber).match(/(?<!\d)(?:\d{17}[\dX]|\d{15})(?![\dX])/g) ?? []

/** More than one caller ever gives. */
const AT_MOST = 3

/**
 * What tells one caller from another, in one spelling: telephones and the id number. Never stored or shown like this: only
 * a keyed hash of it leaves the function that reads it.
 */
export const callerIds = ({ phone, idNumber }: Pick<Caller, 'phone' | 'idNumber'>): string[] =>
  [
    ...idNumbers(idNumber).map((each) => `id ${each}`),
    ...new Set(telephones(phone).map((each) => `phone ${each}`)),
  ].slice(0, AT_MOST)
