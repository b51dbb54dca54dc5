import { z } from 'zod'
import { LIMITS } from '../contract/limits'
import { isBlank, isUnfit, isUnfitLine, visible } from '../domain/base/text'
import { customIssue } from './instant'

/** What is wrong with a text, beside its length. */
export type TextProblem = 'bad-characters' | 'blank'

const refusing =
  (isWrong: (text: string) => boolean, problem: TextProblem) =>
  (value: string, context: z.RefinementCtx): void => {
    if (isWrong(value)) context.addIssue(customIssue(problem, value))
  }

/** A key or a code, for the domain to judge. Characters that cannot be stored are refused before it is asked. */
export const word = (atMost: number) =>
  z.string().max(atMost).superRefine(refusing(isUnfit, 'bad-characters'))

/** The fields that people write in their own words, as a test compares them with the domain's table. */
export const writtenFields = z.registry<{ readonly written: true }>()

/** Several lines in somebody's words. Characters that cannot be stored are refused; invisible ones are taken out. */
export const text = (atMost: number = LIMITS.text) =>
  z
    .string()
    .max(atMost)
    .superRefine(refusing(isUnfit, 'bad-characters'))
    .transform(visible)
    .register(writtenFields, { written: true })

/** One line in somebody's words. Invisible characters are refused: in one line they can only be meant to deceive. */
export const line = (atMost: number = LIMITS.line) =>
  z
    .string()
    .trim()
    .max(atMost)
    .superRefine(refusing(isUnfitLine, 'bad-characters'))
    .transform(visible)
    .register(writtenFields, { written: true })

/** The name of a person, a unit or a file: a line with a letter or a digit in it, so neither `.` nor `..`. */
export const name = (atMost: number) => line(atMost).superRefine(refusing(isBlank, 'blank'))
