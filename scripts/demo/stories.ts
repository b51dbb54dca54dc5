import type { Category } from '../../functions/src/domain/matters/category'

/** When an act with a limit is done: in time, after its breach, or after the breach has also climbed once or twice. */
export type Lateness = 'in-time' | 'late' | 'climbed' | 'climbed-twice'

/** What happens to an order, told without times. */
export interface Story {
  readonly name: string
  /** How often it comes, beside the others. */
  readonly weight: number
  /** Where the limit's length matters: a short one keeps the demo short. */
  readonly categories: readonly Category[]
  /** `arrived-late`: the city's push came when the window to sign was over, and one climb follows before it is signed. */
  readonly centre: Lateness | 'arrived-late'
  readonly unitSigns: Lateness | 'never'
  /** `unjudged`: the feedback left in time and no first review has passed it yet. */
  readonly handled: Lateness | 'never' | 'unjudged'
  readonly sentBack: boolean
  readonly redos: number
  /** Whether the redone feedback comes after the limit although the first came in time. */
  readonly redoneLate: boolean
  readonly caller: 'satisfied' | 'dissatisfied' | 'satisfied-at-second-call' | 'unreachable' | 'not-called'
}

const ANY: readonly Category[] = ['consultation', 'help', 'complaint', 'report', 'suggestion']
const SHORT: readonly Category[] = ['consultation', 'suggestion']

const story = (name: string, weight: number, but: Partial<Story> = {}): Story => ({
  name,
  weight,
  categories: ANY,
  centre: 'in-time',
  unitSigns: 'in-time',
  handled: 'in-time',
  sentBack: false,
  redos: 0,
  redoneLate: false,
  caller: 'satisfied',
  ...but,
})

/** The first few are those a short demo must not do without: a demo of fewer orders tells them in this order. */
export const STORIES: readonly Story[] = [
  story('smooth', 70),
  story('dissatisfied', 14, { caller: 'dissatisfied' }),
  story('centre late', 8, { centre: 'late' }),
  story('unit late', 10, { unitSigns: 'late' }),
  story('handled late', 7, { handled: 'late', categories: SHORT }),
  story('redone', 12, { redos: 1 }),
  story('sent back inside the unit', 12, { sentBack: true }),
  story('unreachable', 12, { caller: 'unreachable' }),
  story('arrived late', 4, { centre: 'arrived-late' }),
  story('handled late, climbed', 4, { handled: 'climbed', categories: SHORT }),
  story('abandoned', 3, {
    unitSigns: 'never',
    handled: 'never',
    caller: 'not-called',
    categories: SHORT,
  }),
  story('waiting for first review', 5, { handled: 'unjudged', caller: 'not-called' }),
  story('reached at the second call', 8, { caller: 'satisfied-at-second-call' }),
  story('redone twice, dissatisfied', 3, { redos: 2, caller: 'dissatisfied' }),
  story('redone late', 5, { redos: 1, redoneLate: true, handled: 'late', categories: SHORT }),
  story('centre late, climbed', 3, { centre: 'climbed' }),
  story('centre late, climbed to the county', 3, { centre: 'climbed-twice' }),
  story('unit late, climbed', 4, { unitSigns: 'climbed' }),
  story('unit late, climbed to the county', 3, { unitSigns: 'climbed-twice', caller: 'dissatisfied' }),
  story('handled late, climbed to the county', 3, { handled: 'climbed-twice', categories: SHORT }),
  story('help handled late', 3, { handled: 'late', categories: ['help'], caller: 'dissatisfied' }),
  story('complaint handled late', 4, { handled: 'late', categories: ['complaint'], caller: 'unreachable' }),
  story('everything late', 2, {
    centre: 'late',
    unitSigns: 'late',
    handled: 'unjudged',
    caller: 'not-called',
  }),
]
