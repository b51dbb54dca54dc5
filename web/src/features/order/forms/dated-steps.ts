import { isBlank } from '@domain/base/text'

/** A step as it is typed. */
export interface StepRow {
  what: string
  by: string
}

export const noStep = (): StepRow => ({ what: '', by: '' })

/** The steps that were written. Lines nobody wrote in are no steps. */
export const writtenSteps = (steps: readonly StepRow[]): StepRow[] =>
  steps.filter(({ what, by }) => !isBlank(what) || by !== '').map(({ what, by }) => ({ what, by }))
