import type { OrderEvent } from '../../functions/src/domain/order/events'
import {
  addFigures,
  type Figure,
  type Figures,
  NO_FIGURE,
  RATES,
} from '../../functions/src/domain/figures/figures'
import { type Counts, furtherCounts } from '../../functions/src/domain/order/counts'
import { type Instant, toIso } from '../../functions/src/domain/base/instant'
import type { Link } from '../../functions/src/domain/seals/ledger'
import type { Order } from '../../functions/src/domain/order/order'

const ORDER_TIMES = [
  'transferredAt',
  'calledAt',
  'cityDeadline',
  'centreSignedAt',
  'verifiedAt',
  'passedAt',
  'archivedAt',
  'dueAt',
  'alarmAt',
  'updatedAt',
] as const satisfies readonly (keyof Order)[]

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at))

/** The order as it is stored; `times` says its main times once more, for people. */
export const orderLine = (order: Order): string =>
  JSON.stringify({
    ...order,
    times: Object.fromEntries(ORDER_TIMES.map((name) => [name, isoOrNull(order[name])])),
  })

/** The event as it is stored, hash and all; without `order` and `times` it is what was hashed. */
export const eventLine = (order: string, event: OrderEvent): string =>
  JSON.stringify({
    order,
    ...event,
    times: { at: toIso(event.at), recordedAt: toIso(event.recordedAt) },
  })

/** An entry of a ledger as it is stored, hash and all; without `times` it is what was hashed. */
export const entryLine = (entry: Link & { readonly at: Instant }): string =>
  JSON.stringify({ ...entry, times: { at: toIso(entry.at) } })

interface RateLine {
  readonly numerator: number
  readonly denominator: number
}

/** The rates, and the further counts that count something. */
const ratesOf = (
  counts: Counts,
): Record<keyof typeof RATES, RateLine> & { counts?: ReturnType<typeof furtherCounts> } => {
  const rate = (name: keyof typeof RATES): RateLine => ({
    numerator: counts[RATES[name].of],
    denominator: counts[RATES[name].in],
  })
  const further = furtherCounts(counts)
  return {
    signing: rate('signing'),
    completion: rate('completion'),
    satisfaction: rate('satisfaction'),
    ...(Object.keys(further).length > 0 && { counts: further }),
  }
}

/** What became certain in the month, and beside it what was corrected in it of earlier months, where anything was. */
const figureLine = ({ counts, corrections }: Figure) => ({
  ...ratesOf(counts),
  ...(corrections.length > 0 && {
    corrections: [...corrections]
      .sort((a, b) => (`${a.of} ${a.reason}` < `${b.of} ${b.reason}` ? -1 : 1))
      .map(({ of, reason, counts: corrected }) => ({ of, reason, ...ratesOf(corrected) })),
  }),
})

const sorted = <T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : 1))

/** Month → scope → category → rate, with `total` over the categories. */
export const statsText = (months: ReadonlyMap<string, Figures>): string => {
  const lines = sorted(months).map(([month, scopes]) => [
    month,
    Object.fromEntries(
      sorted(scopes).map(([scope, categories]) => [
        scope,
        {
          ...Object.fromEntries(
            sorted(categories).map(([category, figure]) => [category, figureLine(figure)]),
          ),
          total: figureLine([...categories.values()].reduce(addFigures, NO_FIGURE)),
        },
      ]),
    ),
  ])
  return `${JSON.stringify(Object.fromEntries(lines), null, 2)}\n`
}
