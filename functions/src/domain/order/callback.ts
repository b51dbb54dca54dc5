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

/** … and whether the problem is solved. */
export const SOLUTIONS = ['solved', 'partly', 'unsolved'] as const
export type Solution = (typeof SOLUTIONS)[number]

/** Who asked the caller: the county centre, the city centre, or a text message. */
export const ASKED_BY = ['county', 'city', 'text-message'] as const
export type AskedBy = (typeof ASKED_BY)[number]

/** G choice: the grades that count as satisfied, unless the policy says otherwise. */
export const SATISFIED_GRADES: readonly Grade[] = ['very-satisfied', 'satisfied', 'fairly-satisfied']

/**
 * What one call heard. `satisfied` is what the grade meant under the policy of the day; null where nobody was reached
 * or the caller did not rate. Calls of an earlier release have only `solved` and `satisfied`.
 */
export interface Heard {
  readonly reached: boolean
  readonly solved: boolean | null
  readonly satisfied: boolean | null
  readonly solution?: Solution | null
  readonly grade?: Grade | null
  readonly askedBy?: AskedBy
}

/** The grade, also of a call of an earlier release. */
export const gradeOf = ({ grade, satisfied }: Heard): Grade | null =>
  grade ?? (satisfied === null ? null : satisfied ? 'satisfied' : 'dissatisfied')

export const solutionOf = ({ solution, solved }: Heard): Solution | null =>
  solution ?? (solved === null ? null : solved ? 'solved' : 'unsolved')

export const askedByOf = ({ askedBy = 'county' }: Heard): AskedBy => askedBy

/** Whether the grade counts as satisfied; null where it is none. `satisfiedGrades`: the policy's, if it has them. */
export const isSatisfied = (
  grade: Grade | null,
  satisfiedGrades: readonly Grade[] = SATISFIED_GRADES,
): boolean | null => (grade === null || grade === 'not-rated' ? null : satisfiedGrades.includes(grade))

/** The caller's verdict: the latest rating. A later call that reached nobody, or heard no rating, leaves it standing. */
export const verdictOf = <C extends Heard>({ callbacks }: { readonly callbacks: readonly C[] }): C | null =>
  callbacks.findLast(({ satisfied }) => satisfied !== null) ?? null
