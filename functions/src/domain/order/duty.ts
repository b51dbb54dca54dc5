/** What a person may have done to an order that they must not be the one to judge, or to have judged. */
export const DUTIES = [
  'handler',
  'author',
  'unit-reviewer',
  'applicant',
  'appellant',
  'approver',
  'first-reviewer',
  'caller-back',
  'decider',
  'inspector',
  'evaluator',
] as const
export type Duty = (typeof DUTIES)[number]

/** Who has done which duty on an order; a duty nobody has done is not there. */
export type Duties = Readonly<Partial<Record<Exclude<Duty, 'inspector'>, readonly string[]>>>
