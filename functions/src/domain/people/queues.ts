/** What an order can wait for: the queues of all work lists, the most important first, as a list shows them. */
export const QUEUES = [
  'instruction',
  'climbed',
  'consultation',
  'approve-appeal',
  'unit-review',
  'first-review',
  'decide-return',
  'sign',
  'verify',
  'dispatch',
  'convene',
  'consulting',
  'instruct',
  'panel',
  'verdict',
  'call-back',
  'archive',
  'decide-extension',
  'decide-appeal',
  'open-inspection',
  'inspecting',
  'close-inspection',
  'handling',
] as const
export type Queue = (typeof QUEUES)[number]

const AT_CENTRE: readonly Queue[] = [
  'decide-return',
  'sign',
  'verify',
  'dispatch',
  'convene',
  'consulting',
  'instruct',
  'panel',
  'verdict',
  'call-back',
  'archive',
]
const IN_UNIT: readonly Queue[] = ['consultation', 'sign', 'handling']
const INSPECTING: readonly Queue[] = ['open-inspection', 'inspecting', 'close-inspection']
/** Where the city has no account, the reviewer enters its decision. */
const OF_THE_CITY: readonly Queue[] = ['decide-extension', 'decide-appeal']

/** The queues that a role can have. A list asks for these, and they decide what a person may list (`standingOf`). */
export const QUEUES_OF = {
  clerk: AT_CENTRE,
  reviewer: ['first-review', 'approve-appeal', ...AT_CENTRE, ...OF_THE_CITY],
  handler: IN_UNIT,
  'leader-in-charge': ['unit-review', ...IN_UNIT],
  'principal-leader': ['approve-appeal', 'unit-review', ...IN_UNIT],
  'county-leader': ['instruction', 'climbed', 'approve-appeal'],
  supervision: INSPECTING,
  discipline: INSPECTING,
  city: OF_THE_CITY,
  administrator: [],
} as const satisfies Readonly<Record<string, readonly Queue[]>>

/**
 * One queue of one post: `clerk/sign`, `clear:handler@mayi/handling`. The token is the post's; it is clear where the
 * order accuses somebody.
 */
export const queueToken = (token: string, queue: Queue): string => `${token}/${queue}`

/** What is given to one person inside their unit, whatever it waits for: `handler@mayi/given/UID`. */
export const givenToken = (token: string, uid: string): string => `${token}/given/${uid}`
