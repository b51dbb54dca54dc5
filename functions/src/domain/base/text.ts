/**
 * What counts as text, at every door and in the web alike. Half a surrogate pair cannot be stored. A control character
 * is never part of what somebody said. An invisible character must not hide in a name, and it does not count as
 * something written.
 */

/** Cannot be stored, or is no text: halves of surrogate pairs, and control characters other than line ends and tabs. */
const UNFIT = /(?![\n\t])[\p{Cc}\p{Cs}]/u
/** The same for a single line, which has no line ends and no tabs either. */
const UNFIT_IN_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u

/** Takes no room or draws nothing: zero-width, direction marks, fillers, variation selectors, tags, the empty Braille cell. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u
const ALL_UNSEEN = new RegExp(UNSEEN.source, 'gu')

/** Unicode counts Hangul fillers as letters, but the eye sees nothing. */
const SAYS_SOMETHING = /(?![\u115f\u1160\u3164\uffa0])[\p{L}\p{N}]/u

export const isUnfit = (text: string): boolean => UNFIT.test(text)

/** A name or another single line must not hold anything unseen: two that look the same must be the same. */
export const isUnfitLine = (text: string): boolean => UNFIT_IN_LINE.test(text) || UNSEEN.test(text)

/** The text as a reader sees it: invisible characters removed, each character in its one composed form (NFC). */
export const visible = (text: string): string => text.replace(ALL_UNSEEN, '').normalize('NFC')

/**
 * Whether it says nothing: it has no visible letter and no visible digit. White space, dots and dashes are not an
 * answer.
 */
export const isBlank = (text: string): boolean => !SAYS_SOMETHING.test(text)
