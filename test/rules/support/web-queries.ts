import { DEFAULT_POLICY } from '../../../functions/src/domain/policy/policy'
import { persona, type Person } from './people'

/** What the web listens to: hears what comes or why nothing does, and can be stopped. */
export type Source = (listener: {
  readonly next: (value: unknown) => void
  readonly failed: (why: string) => void
}) => () => void

/** `web/src/firebase/queries.ts`, as far as it matters here. The web has a compiler of its own, with a browser's types. */
type WebQueries = Readonly<Record<string, unknown>>
const MODULE = '../../../web/src/firebase/queries'
export const webQueries = (): Promise<WebQueries> => import(/* @vite-ignore */ MODULE) as Promise<WebQueries>

/** Exported beside the sources: the one thing the web writes. */
export const NOT_A_SOURCE = ['mark', 'PAGE']

const tokensOf = (person: Person): readonly string[] => persona(person).staff?.tokens ?? []
const PERSON = 'handlerOfMayiAndLiusi'
/** Whose lists hold what accuses somebody too, by every token they have for their post. */
const LISTER = 'handlerOfLiusi'
const TOKENS = ['unit:liusi', 'clear:unit:liusi']
const QUEUES = ['handler@liusi/handling', 'clear:handler@liusi/handling']
const MANY = 10_000

/** Who listens to what, with arguments of its kind, and as many as a screen could ask for. */
export const LISTENS: Readonly<
  Record<
    string,
    {
      readonly who: Person
      readonly to: readonly unknown[] | null
      /** Which source it is, where one is listened to in more than one way. */
      readonly source?: string
    }
  >
> = {
  staff: { who: PERSON, to: [persona(PERSON).uid] },
  units: { who: PERSON, to: null },
  catalogue: { who: PERSON, to: null },
  order: { who: PERSON, to: ['orders', 'of-mayi'] },
  apartFrom: { who: PERSON, to: ['joint', tokensOf(PERSON)] },
  eventsOf: { who: PERSON, to: ['of-mayi', tokensOf(PERSON), 1, Number.MAX_SAFE_INTEGER] },
  evidenceOf: { who: PERSON, to: ['of-mayi', tokensOf(PERSON)] },
  waitingListings: { who: LISTER, to: ['orders', QUEUES, null] },
  countWaiting: { who: LISTER, to: ['orders', QUEUES] },
  countExcepted: { who: LISTER, to: ['orders', QUEUES, 'handling', persona(LISTER).uid] },
  openListings: { who: LISTER, to: ['orders', TOKENS, null] },
  archivedListings: { who: LISTER, to: ['orders', TOKENS, null] },
  listingsNumbered: { who: LISTER, to: ['orders', TOKENS, 'OF-LIUSI'] },
  inspection: { who: 'supervision', to: ['inspections', 'inspected'], source: 'order' },
  waitingInspections: {
    who: 'supervision',
    to: ['inspections', persona('supervision').staff?.queues, null],
    source: 'waitingListings',
  },
  countWaitingInspections: {
    who: 'supervision',
    to: ['inspections', persona('supervision').staff?.queues],
    source: 'countWaiting',
  },
  countExceptedInspections: {
    who: 'supervision',
    to: ['inspections', persona('supervision').staff?.queues, 'inspecting', 'supervision'],
    source: 'countExcepted',
  },
  openInspections: {
    who: 'supervision',
    to: ['inspections', tokensOf('supervision'), null],
    source: 'openListings',
  },
  archivedInspections: {
    who: 'discipline',
    to: ['inspections', tokensOf('discipline'), null],
    source: 'archivedListings',
  },
  inspectionsNumbered: {
    who: 'discipline',
    to: ['inspections', tokensOf('discipline'), 'INSPECTED'],
    source: 'listingsNumbered',
  },
  eventsInspected: {
    who: 'discipline',
    to: ['inspected', ['discipline'], 1, Number.MAX_SAFE_INTEGER],
    source: 'eventsOf',
  },
  evidenceInspected: { who: 'supervision', to: ['inspected', ['supervision']], source: 'evidenceOf' },
  eventsOfLostPart: { who: 'handlerOfMayi', to: ['returned', 'unit:mayi'] },
  notices: { who: PERSON, to: [tokensOf(PERSON)] },
  openProposals: { who: 'administrator', to: ['administration', MANY] },
  administrations: { who: 'administrator', to: ['administration', MANY, MANY] },
  undelivered: { who: 'administrator', to: [MANY] },
  countyRules: { who: PERSON, to: null },
  policy: { who: PERSON, to: [DEFAULT_POLICY.version] },
  matters: { who: PERSON, to: ['1'] },
  job: { who: 'administrator', to: ['calendar-1'] },
  everyone: { who: 'administrator', to: null },
  marks: { who: PERSON, to: [persona(PERSON).uid] },
  sessionsOf: { who: PERSON, to: [persona(PERSON).uid] },
}

/** The source of that name, given its arguments. A source that takes none is exported as it is. */
export const sourceOf = (queries: WebQueries, name: string): Source => {
  const { to = null, source = name } = LISTENS[name] ?? {}
  return to === null ? (queries[source] as Source) : (queries[source] as (...of: unknown[]) => Source)(...to)
}
