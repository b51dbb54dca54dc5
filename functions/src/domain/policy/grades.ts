/** What the callback asks: how content the caller is, as the city and the counties ask it. From best to worst. */
export const GRADES = [
  'very-satisfied',
  'satisfied',
  'fairly-satisfied',
  'dissatisfied',
  'very-dissatisfied',
  'not-rated',
] as const
export type Grade = (typeof GRADES)[number]

/** G choice: the grades that count as satisfied, unless the policy says otherwise. */
export const SATISFIED_GRADES: readonly Grade[] = ['very-satisfied', 'satisfied', 'fairly-satisfied']

/** Whether the grade counts as satisfied; null where it is none. `satisfiedGrades`: the policy's, if it has them. */
export const isSatisfied = (
  grade: Grade | null,
  satisfiedGrades: readonly Grade[] = SATISFIED_GRADES,
): boolean | null => (grade === null || grade === 'not-rated' ? null : satisfiedGrades.includes(grade))
