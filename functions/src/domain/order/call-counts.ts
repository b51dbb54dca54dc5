import type { Grade } from '../policy/grades'
import { type AskedBy, askedByOf, gradeOf, type Heard, type Solution, solutionOf } from './callback'
import type { AskedCount, Counts, GradeCount, SolutionCount } from './counts'

const COUNT_OF_GRADE: Readonly<Record<Grade, GradeCount>> = {
  'very-satisfied': 'gradeVerySatisfied',
  satisfied: 'gradeSatisfied',
  'fairly-satisfied': 'gradeFairlySatisfied',
  dissatisfied: 'gradeDissatisfied',
  'very-dissatisfied': 'gradeVeryDissatisfied',
  'not-rated': 'gradeNotRated',
}
const COUNT_OF_SOLUTION: Readonly<Record<Solution, SolutionCount>> = {
  solved: 'saidSolved',
  partly: 'saidPartlySolved',
  unsolved: 'saidUnsolved',
}
const COUNTS_OF_ASKER: Readonly<
  Record<AskedBy, { readonly rated: AskedCount; readonly satisfied: AskedCount }>
> = {
  county: { rated: 'ratedByCounty', satisfied: 'satisfiedByCounty' },
  city: { rated: 'ratedByCity', satisfied: 'satisfiedByCity' },
  'text-message': { rated: 'ratedByTextMessage', satisfied: 'satisfiedByTextMessage' },
}

/** What one call counts: its rating, if it has one, and what else was said. */
export const countsOfCall = (call: Heard): Partial<Counts> => {
  const grade = gradeOf(call)
  const solution = solutionOf(call)
  const asker = COUNTS_OF_ASKER[askedByOf(call)]
  const rated = call.satisfied === null ? 0 : 1
  const satisfied = call.satisfied === true ? 1 : 0
  return {
    rated,
    satisfied,
    ...(rated > 0 && { [asker.rated]: rated }),
    ...(satisfied > 0 && { [asker.satisfied]: satisfied }),
    ...(grade !== null && { [COUNT_OF_GRADE[grade]]: 1 }),
    ...(solution !== null && { [COUNT_OF_SOLUTION[solution]]: 1 }),
  }
}
