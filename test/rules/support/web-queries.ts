import { DEFAULT_POLICY } from '../../../functions/src/domain/policy/policy'
import { first, type Place, type Range, SHOWN, WHOLE } from '../../../web/src/firebase/pages'
import { persona, type Person } from './people'

/** What the web listens to: hears what comes or why nothing does, and can be stopped. */
export type Source = (listener: {
  readonly next: (value: unknown) => void
  readonly failed: (why: string) => void
}) => () => void

/** A list that is read page by page. */
interface Paged {
  readonly page: (range: Range) => Source
}

/** `web/src/firebase/queries.ts`, as far as it matters here. The web has a compiler of its own, with a browser's types. */
type WebQueries = Readonly<Record<string, unknown>>
const MODULE = '../../../web/src/firebase/queries'
export const webQueries = (): Promise<WebQueries> => import(/* @vite-ignore */ MODULE) as Promise<WebQueries>

/** Exported beside the sources: the one thing the web writes. */
export const NOT_A_SOURCE = ['mark']

const tokensOf = (person: Person): readonly string[] => persona(person).staff?.tokens ?? []
const PERSON = 'handlerOfMayiAndLiusi'
/** Whose lists hold what accuses somebody too, by every token they have for their post. */
const LISTER = 'handlerOfLiusi'
const TOKENS = ['unit:liusi', 'clear:unit:liusi']
const QUEUES = ['handler@liusi/handling', 'clear:handler@liusi/handling']
const MANY = 10_000
/** A page with others before and behind it, which may have grown to the most that a query is let through with. */
const between = (after: Place, upTo: Place, { most } = SHOWN): Range => ({ after, upTo, most })
const GROWN = between(['a'], ['z'], WHOLE)

/** Who listens to what, with arguments of its kind, and as many as a screen could ask for. */
export const LISTENS: Readonly<
  Record<
    string,
    {
      readonly who: Person
      readonly to: readonly unknown[] | null
      /** Which source it is, where one is listened to in more than one way. */
      readonly source?: string
      /** Of a list that is read page by page. */
      readonly page?: Range
    }
  >
> = {
  staff: { who: PERSON, to: [persona(PERSON).uid] },
  person: { who: 'administrator', to: [persona(PERSON).uid] },
  units: { who: PERSON, to: [], page: first(WHOLE) },
  rosters: { who: LISTER, to: [['unit:liusi']] },
  unitsFurtherDown: { who: PERSON, to: [], source: 'units', page: GROWN },
  catalogue: { who: PERSON, to: [], page: first(WHOLE) },
  catalogueFurtherDown: { who: PERSON, to: [], source: 'catalogue', page: GROWN },
  order: { who: PERSON, to: ['orders', 'of-mayi'] },
  apartFrom: { who: PERSON, to: ['joint', tokensOf(PERSON)] },
  eventsOf: { who: PERSON, to: ['of-mayi', tokensOf(PERSON), 1, Number.MAX_SAFE_INTEGER] },
  evidenceOf: { who: PERSON, to: ['of-mayi', tokensOf(PERSON)] },
  waitingListings: { who: LISTER, to: ['orders', QUEUES], page: first(SHOWN) },
  countWaiting: { who: LISTER, to: ['orders', QUEUES] },
  countExcepted: { who: LISTER, to: ['orders', QUEUES, 'handling', persona(LISTER).uid] },
  openListings: { who: LISTER, to: ['orders', TOKENS], page: first(SHOWN) },
  archivedListings: { who: LISTER, to: ['orders', TOKENS], page: first(SHOWN) },
  listingsNumbered: { who: LISTER, to: ['orders', TOKENS, 'OF-LIUSI'] },
  inspection: { who: 'supervision', to: ['inspections', 'inspected'], source: 'order' },
  waitingInspections: {
    who: 'supervision',
    to: ['inspections', persona('supervision').staff?.queues],
    source: 'waitingListings',
    page: first(SHOWN),
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
    to: ['inspections', tokensOf('supervision')],
    source: 'openListings',
    page: first(SHOWN),
  },
  archivedInspections: {
    who: 'discipline',
    to: ['inspections', tokensOf('discipline')],
    source: 'archivedListings',
    page: first(SHOWN),
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
  notices: { who: PERSON, to: [tokensOf(PERSON)], page: first(SHOWN) },
  noticesFurtherDown: {
    who: PERSON,
    to: [tokensOf(PERSON)],
    source: 'notices',
    page: between([MANY, 'z'], [0, 'a']),
  },
  openProposals: { who: 'administrator', to: ['administration'], page: first(SHOWN) },
  administrations: { who: 'administrator', to: ['administration'], page: first(SHOWN) },
  undelivered: { who: 'administrator', to: [tokensOf('administrator')], page: first(SHOWN) },
  countyRules: { who: PERSON, to: null },
  policy: { who: PERSON, to: [DEFAULT_POLICY.version] },
  matters: { who: PERSON, to: ['1'] },
  job: { who: 'administrator', to: ['calendar-1'] },
  people: { who: 'administrator', to: [[]], page: first(SHOWN) },
  peopleFurtherDown: {
    who: 'administrator',
    to: [[]],
    source: 'people',
    page: between([true, 'a', 'a'], [false, 'z', 'z']),
  },
  peopleFound: { who: 'clerk', to: [['han']], source: 'people', page: first(SHOWN) },
  peopleWith: { who: 'clerk', to: [[persona(PERSON).uid]] },
  marks: { who: PERSON, to: [persona(PERSON).uid], page: first(SHOWN) },
  sessionsOf: { who: PERSON, to: [persona(PERSON).uid], page: first(SHOWN) },
}

/** The source of that name, or of its list that page, given its arguments. A source that takes none is exported as it is. */
export const sourceOf = (queries: WebQueries, name: string): Source => {
  const { to = null, source = name, page } = LISTENS[name] ?? {}
  if (to === null) return queries[source] as Source
  const made = (queries[source] as (...of: unknown[]) => Source | Paged)(...to)
  return typeof made === 'function' ? made : made.page(page!)
}
