/**
 * Looks at callers and evidence (R16.1): what a reason must say, how many looks one person may take, and which of them
 * are reported. The attack is curiosity by somebody with a right to look: each single look is allowed.
 */
import { DAY, dayNumberOf, dayOfNumber, HOUR, inShanghai, type Instant, MINUTE } from '../base/instant'
import type { Notice, Unusual } from '../notices/notices'
import { TOWNSHIPS } from '../matters/townships'
import type { Order } from '../order/order'
import type { Who } from '../people/people'
import type { Guard } from '../policy/policy'
import { type Refusal, refuse } from '../base/refusal'

/** A look of the last day, with the facts needed to judge the next one. */
export interface RecentLook {
  readonly at: Instant
  readonly order: string
  readonly what: 'caller' | 'evidence'
  /** See `needShows`. */
  readonly needed: boolean
}

/**
 * Whether the look shows a need: the order is open, and a handler has acted on it, if only by signing. The centre,
 * leaders and those above look before they act, so for them an open order is enough.
 */
export const needShows = (
  { open }: Pick<Order, 'open'>,
  { post }: Pick<Who, 'post'>,
  acted: boolean,
): boolean => open && (post.role !== 'handler' || acted)

/** One person's looks as they are remembered. Bounded: one day, and no more than the day's limit. */
export interface LookCounts {
  /** Earliest first. */
  readonly recent: readonly RecentLook[]
  /** What was reported on that Shanghai day, so that it is reported once. */
  readonly told: { readonly day: string; readonly unusual: readonly Unusual[] }
  /** How often on that Shanghai day they tried to look where they may not read. */
  readonly refused?: { readonly day: string; readonly times: number }
}

/** Where somebody lives. Used only to notice looks at neighbours. */
export interface Home {
  /** The township's code. */
  readonly township: string
  /** A village or community, as it is called in an address. */
  readonly village: string
}

/** Whether the order's caller lives where the looker does, as far as the order's place or the address shows. */
export const isNeighbour = (
  home: Home,
  { township, place }: Pick<Order, 'township' | 'place'>,
  address: string,
): boolean =>
  (township === home.township || address.includes(TOWNSHIPS[home.township] ?? home.village)) &&
  [place ?? '', address].some((text) => text.includes(home.village))

export const NO_LOOKS: LookCounts = { recent: [], told: { day: '', unusual: [] } }

/** When one more look is possible: `now` if it is, else when the oldest look of a full hour or day drops out. */
export const nextLookAt = (
  recent: readonly RecentLook[],
  { perHour, perDay }: Guard['looks'],
  now: Instant,
): Instant =>
  Math.max(
    now,
    ...(
      [
        [perHour, HOUR],
        [perDay, DAY],
      ] as const
    ).map(([atMost, span]) => {
      const within = recent.filter(({ at }) => at > now - span)
      const blocks = within[within.length - atMost]
      return blocks === undefined ? now : blocks.at + span
    }),
  )

/** How many looks are left within this hour and this day, whichever is fewer. */
export const looksLeft = (
  recent: readonly RecentLook[],
  { perHour, perDay }: Guard['looks'],
  now: Instant,
): number => {
  const taken = (span: number): number => recent.filter(({ at }) => at > now - span).length
  return Math.max(0, Math.min(perHour - taken(HOUR), perDay - taken(DAY)))
}

/** Choice: half of an hour's looks within ten minutes. */
const MANY_WITHIN = 10 * MINUTE
/** Choice: from 22:00 to 7:00 in Shanghai, on any day. */
const DAYTIME = { from: 7, to: 22 }
/** Choice: within a day, this many orders without a visible need, looks at one caller, and refused looks. */
const WITHOUT_NEED = 5
const AGAIN = 5
const REFUSED = 5

/** What is unusual about the latest look; `recent` ends with it. */
export const unusual = (
  recent: readonly RecentLook[],
  { perHour }: Pick<Guard['looks'], 'perHour'>,
  now: Instant,
): Unusual[] => {
  const today = recent.filter(({ at }) => at > now - DAY)
  const last = today.at(-1)
  if (last === undefined) return []
  const hour = inShanghai(now).hour()
  const within = today.filter(({ at }) => at > now - MANY_WITHIN).length
  const unneeded = new Set(today.filter(({ needed }) => !needed).map(({ order }) => order))
  const same = today.filter(({ what, order }) => what === 'caller' && order === last.order).length
  return [
    ...(within >= Math.max(2, Math.ceil(perHour / 2)) ? (['many'] as const) : []),
    ...(hour < DAYTIME.from || hour >= DAYTIME.to ? (['night'] as const) : []),
    ...(!last.needed && unneeded.size >= WITHOUT_NEED ? (['without-need'] as const) : []),
    ...(last.what === 'caller' && same >= AGAIN ? (['again'] as const) : []),
  ]
}

/** There is no post of confidentiality officer: these two watch over confidentiality. */
const OFFICERS = ['supervision', 'discipline']

const noticesOf = (by: string, day: string, news: readonly Unusual[], at: Instant): Notice[] =>
  news.flatMap((each) =>
    OFFICERS.map((to): Notice => ({
      id: `looks~${by}~${day}~${each}~${to}`,
      order: null,
      kind: 'unusual-looks',
      to,
      at,
      clock: null,
      holder: null,
      dueAt: null,
      looks: { by, unusual: each },
    })),
  )

const dayOf = (now: Instant): string => dayOfNumber(dayNumberOf(now))

/**
 * Somebody tried to look where they may not read: at another unit's order, one that accuses them, or one that does not
 * exist. These are not told apart. Says what is remembered, and who is told when it happens too often.
 */
export const judgeRefused = (before: LookCounts, by: string, now: Instant): Omit<LookJudged, 'refusal'> => {
  const day = dayOf(now)
  const times = (before.refused?.day === day ? before.refused.times : 0) + 1
  const told = before.told.day === day ? before.told.unusual : []
  const news: Unusual[] = times >= REFUSED && !told.includes('refused') ? ['refused'] : []
  return {
    counts: { ...before, refused: { day, times }, told: { day, unusual: [...told, ...news] } },
    notices: noticesOf(by, day, news, now),
  }
}

export interface LookJudged {
  /** Null where the look may go on. */
  readonly refusal: Refusal | null
  readonly counts: LookCounts
  readonly notices: readonly Notice[]
}

/**
 * One more look by a person, compared with the earlier ones: whether it is allowed, what is remembered, and who is
 * told.
 */
export const judgeLook = (
  before: LookCounts,
  look: RecentLook,
  by: string,
  limits: Guard['looks'],
  neighbour = false,
): LookJudged => {
  const now = look.at
  const kept = before.recent.filter(({ at }) => at > now - DAY)
  const again = nextLookAt(kept, limits, now)
  const recent = again > now ? kept : [...kept, look]
  const found: readonly Unusual[] =
    again > now
      ? ['limit']
      : [...unusual(recent, limits, now), ...(neighbour ? (['neighbour'] as const) : [])]
  const day = dayOf(now)
  const told = before.told.day === day ? before.told.unusual : []
  const news = found.filter((each) => !told.includes(each))
  return {
    refusal:
      again > now ? refuse('look.too-many', { again, perHour: limits.perHour, perDay: limits.perDay }) : null,
    counts: { ...before, recent, told: { day, unusual: [...told, ...news] } },
    notices: noticesOf(by, day, news, now),
  }
}
