/**
 * What counts as text, at every door and in the web alike. Half a surrogate pair cannot be stored, a control character is
 * never part of what somebody said, and what nobody can see must neither hide in a name nor count as having written something.
 */

/** Cannot be stored, or is no text: halves of surrogate pairs and control characters, but for the ends of lines and tabs. */
const UNFIT = /(?![\n\t])[\p{Cc}\p{Cs}]/u
/** The same in a single line, which has neither. */
const UNFIT_IN_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u

/** Takes no room or draws nothing: zero-width, direction marks, fillers, variation selectors, tags, the empty Braille cell. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u
const ALL_UNSEEN = new RegExp(UNSEEN.source, 'gu')

/** Hangul fillers are letters to Unicode, and nothing to the eye. */
const SAYS_SOMETHING = /(?![\u115f\u1160\u3164\uffa0])[\p{L}\p{N}]/u

export const isUnfit = (text: string): boolean => UNFIT.test(text)

/** A name or another single line may hold nothing unseen: two that look the same must be the same. */
export const isUnfitLine = (text: string): boolean => UNFIT_IN_LINE.test(text) || UNSEEN.test(text)

/** The text as it is seen: without what nobody sees, each character in its one composed form (NFC). */
export const visible = (text: string): string => text.replace(ALL_UNSEEN, '').normalize('NFC')

/** Whether it says nothing: no letter and no digit that can be seen. White space, dots and dashes are not an answer. */
export const isBlank = (text: string): boolean => !SAYS_SOMETHING.test(text)
