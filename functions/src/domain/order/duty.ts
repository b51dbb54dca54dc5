/** Acts on an order that bar a person from judging it, or from having it judged. */
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

/** Who has done which duty on an order. A duty that nobody has done is absent. */
export type Duties = Readonly<Partial<Record<Exclude<Duty, 'inspector'>, readonly string[]>>>
