import type { Acts } from '../../emulator-data/acts'
import type { Category } from '../../functions/src/domain/matters/category'
import type { Lateness, Story } from './stories'

/** A time at which people work: so long after the first morning, or after the handling limit of those who work then. */
export interface Wave {
  readonly name: string
  readonly hours: number
  readonly from: 'start' | 'limit'
}

/**
 * In the order in which they come, for a start at 09:00 on any day: the shortest limit ends at the end of the second
 * workday after it, which is 63 hours off at the least, and the limits lie further apart than the waves after each.
 */
export const WAVES = [
  { name: '第一天上午：转办、签收、分派', hours: 0, from: 'start' },
  { name: '第一天下午：单位签收', hours: 5, from: 'start' },
  { name: '第二天：按时办理与迟到的签收', hours: 25, from: 'start' },
  { name: '第二天：上报之后的签收', hours: 27, from: 'start' },
  { name: '第三天：上报县领导之后的签收', hours: 50, from: 'start' },
  { name: '咨询、建议的时限已过', hours: 1, from: 'limit' },
  { name: '咨询、建议的时限过了一天', hours: 25, from: 'limit' },
  { name: '咨询、建议的时限过了三天', hours: 73, from: 'limit' },
  { name: '求助的时限已过', hours: 1, from: 'limit' },
  { name: '投诉的时限已过', hours: 1, from: 'limit' },
] as const satisfies readonly Wave[]

const [MORNING, AFTERNOON, NEXT_DAY, NEXT_DAY_LATER, THIRD_DAY] = [0, 1, 2, 3, 4]
const SHORT_LIMIT = 5
const HELP_LIMIT = 8
const COMPLAINT_LIMIT = 9

export type ActName = keyof Acts

/** What is done to one order in one wave. No acts: it is waited for, since something happens to it by itself. */
export interface Turn {
  readonly wave: number
  readonly acts: readonly ActName[]
}

const centreWave = ({ centre }: Story): number =>
  ({
    'in-time': MORNING,
    'arrived-late': AFTERNOON,
    late: NEXT_DAY,
    climbed: NEXT_DAY_LATER,
    'climbed-twice': THIRD_DAY,
  })[centre]

/** The unit's window begins with the dispatch, so a unit that is late after a late centre is later still. */
const signingWave = ({ centre, unitSigns }: Story, dispatched: number): number => {
  if (unitSigns === 'in-time') return Math.max(dispatched, AFTERNOON)
  const afterOwnWindow = { late: NEXT_DAY, climbed: NEXT_DAY_LATER, 'climbed-twice': THIRD_DAY, never: -1 }
  if (centre === 'in-time') return afterOwnWindow[unitSigns]
  if (centre === 'late' && unitSigns === 'late') return THIRD_DAY
  throw new Error(`no wave is late enough for a unit ${unitSigns} after a centre ${centre}`)
}

const limitWave = (late: Exclude<Lateness, 'in-time'>, category: Category): number => {
  if (category === 'consultation' || category === 'suggestion')
    return SHORT_LIMIT + { late: 0, climbed: 1, 'climbed-twice': 2 }[late]
  if (late === 'late' && category === 'help') return HELP_LIMIT
  if (late === 'late' && category === 'complaint') return COMPLAINT_LIMIT
  throw new Error(`no wave is meant for a ${category} handled ${late}`)
}

const calls = (caller: Story['caller']): ActName[] => {
  switch (caller) {
    case 'satisfied':
      return ['hearsSatisfied', 'archives']
    case 'dissatisfied':
      return ['hearsDissatisfied', 'archives']
    case 'satisfied-at-second-call':
      return ['reachesNobody', 'hearsSatisfied', 'archives']
    case 'unreachable':
      return ['reachesNobody', 'reachesNobody', 'reachesNobody', 'archives']
    case 'not-called':
      return []
  }
}

/** When each act is done to an order of that story, in the order of the waves; each wave comes at most once. */
export const turnsOf = (story: Story, category: Category): Turn[] => {
  const turns = new Map<number, ActName[]>()
  const at = (wave: number, ...acts: ActName[]): void => {
    turns.set(wave, [...(turns.get(wave) ?? []), ...acts])
  }
  const dispatched = centreWave(story)
  at(dispatched, 'centreSigns', 'verifies', 'dispatches')

  if (story.unitSigns === 'never' || story.handled === 'never') {
    at(limitWave('climbed-twice', category))
    return [...turns].map(([wave, acts]) => ({ wave, acts }))
  }
  const signed = signingWave(story, dispatched)
  at(signed, 'unitSigns', 'informs')

  const inTime = Math.max(signed, NEXT_DAY)
  const handled =
    story.handled === 'in-time' || story.handled === 'unjudged' ? inTime : limitWave(story.handled, category)
  if (story.redos === 0) {
    at(handled, 'looks', 'answers')
    if (story.sentBack) at(handled, 'leaderSendsBack', 'answersAgain')
    at(handled, 'leaderPasses')
  } else {
    at(signed, 'looks', 'answers', 'leaderPasses')
    for (let redo = 1; redo <= story.redos; redo++) {
      at(inTime, 'sendsForRedo')
      at(handled, 'answersAgain', 'leaderPasses')
    }
  }
  if (story.handled !== 'unjudged') at(handled, 'passes', ...calls(story.caller))
  return [...turns].map(([wave, acts]) => ({ wave, acts }))
}
