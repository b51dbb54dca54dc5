/** What of a query decides which index it needs. */
export interface Shape {
  readonly collection: string
  readonly isGroup: boolean
  readonly filters: readonly { readonly field: string; readonly kind: 'equal' | 'contains' | 'range' }[]
  readonly orders: readonly { readonly field: string; readonly direction: 'ASCENDING' | 'DESCENDING' }[]
}

/** An entry of `firestore.indexes.json`. */
export interface Index {
  readonly collectionGroup: string
  readonly queryScope: 'COLLECTION' | 'COLLECTION_GROUP'
  readonly fields: readonly (
    | { readonly fieldPath: string; readonly order: 'ASCENDING' | 'DESCENDING' }
    | { readonly fieldPath: string; readonly arrayConfig: 'CONTAINS' }
  )[]
}

const DOCUMENT_NAME = '__name__'

const once = <T extends { readonly field: string }>(list: readonly T[]): T[] =>
  list.filter(({ field }, index) => list.findIndex((each) => each.field === field) === index)

/**
 * The composite index a query needs, or null where those that Firestore makes of single fields are enough: for one
 * field, and for equalities alone, which it merges. What must be equal comes first, then what is sorted by; a range
 * without a sort sorts by its field.
 */
export const indexFor = ({ collection, isGroup, filters, orders }: Shape): Index | null => {
  const fixed = once(filters.filter(({ kind }) => kind !== 'range'))
  const ranges = filters.filter(({ kind }) => kind === 'range')
  const sorted = once([
    ...orders,
    ...ranges.map(({ field }) => ({ field, direction: 'ASCENDING' as const })),
  ]).filter(({ field }) => field !== DOCUMENT_NAME && !fixed.some((each) => each.field === field))
  // Firestore merges a token with equalities as well. Where an index can be named it is asked for, since merging reads more.
  const isMerged =
    sorted.length === 0 &&
    (fixed.every(({ kind }) => kind === 'equal') || fixed.some(({ field }) => isInMap(field)))
  if (isMerged || fixed.length + sorted.length < 2) return null
  return {
    collectionGroup: collection,
    queryScope: isGroup ? 'COLLECTION_GROUP' : 'COLLECTION',
    fields: [
      ...fixed.map(({ field, kind }) =>
        kind === 'contains'
          ? ({ fieldPath: field, arrayConfig: 'CONTAINS' } as const)
          : ({ fieldPath: field, order: 'ASCENDING' } as const),
      ),
      ...sorted.map(({ field, direction }) => ({ fieldPath: field, order: direction })),
    ],
  }
}

/** A field of a map whose keys are data: no index can name it. */
const isInMap = (field: string): boolean => field.includes('.')

const KINDS: Readonly<Record<string, Shape['filters'][number]['kind']>> = {
  '==': 'equal',
  in: 'equal',
  EQUAL: 'equal',
  IS_NULL: 'equal',
  IN: 'equal',
  'array-contains': 'contains',
  'array-contains-any': 'contains',
  ARRAY_CONTAINS: 'contains',
  ARRAY_CONTAINS_ANY: 'contains',
  '<': 'range',
  '<=': 'range',
  '>': 'range',
  '>=': 'range',
  LESS_THAN: 'range',
  LESS_THAN_OR_EQUAL: 'range',
  GREATER_THAN: 'range',
  GREATER_THAN_OR_EQUAL: 'range',
}

/** What an operator asks of an index, in the words of the client's or the server's SDK. */
export const kindOf = (operator: string): Shape['filters'][number]['kind'] => {
  const kind = KINDS[operator]
  if (kind === undefined) throw new Error(`which index does ${operator} need? Say so here.`)
  return kind
}

/** A query of the server's SDK as it goes over the wire, as far as it matters here. */
interface Wire {
  readonly structuredQuery: {
    readonly from: readonly { readonly collectionId: string; readonly allDescendants?: boolean }[]
    readonly where?: WireFilter
    readonly orderBy?: readonly {
      readonly field: { readonly fieldPath: string }
      readonly direction: 'ASCENDING' | 'DESCENDING'
    }[]
  }
}
interface WireFilter {
  /** Compares with null. */
  readonly unaryFilter?: { readonly field: { readonly fieldPath: string }; readonly op: string }
  readonly fieldFilter?: { readonly field: { readonly fieldPath: string }; readonly op: string }
  readonly compositeFilter?: { readonly op: string; readonly filters: readonly WireFilter[] }
}

const wireFilters = ({ unaryFilter, fieldFilter, compositeFilter }: WireFilter): Shape['filters'] => {
  if (unaryFilter !== undefined) return [{ field: unaryFilter.field.fieldPath, kind: kindOf(unaryFilter.op) }]
  if (fieldFilter !== undefined) return [{ field: fieldFilter.field.fieldPath, kind: kindOf(fieldFilter.op) }]
  if (compositeFilter?.op !== 'AND')
    throw new Error('an OR needs an index for each of its parts: say so here')
  return compositeFilter.filters.flatMap(wireFilters)
}

/** The shape of a query of the server's SDK. It has the wire form ready, but says so in no type. */
export const shapeOfServerQuery = (query: object): Shape => {
  const { structuredQuery } = (query as { toProto(): Wire }).toProto()
  const [from] = structuredQuery.from
  return {
    collection: from?.collectionId ?? '',
    isGroup: from?.allDescendants === true,
    filters: structuredQuery.where === undefined ? [] : wireFilters(structuredQuery.where),
    orders: (structuredQuery.orderBy ?? []).map(({ field, direction }) => ({
      field: field.fieldPath,
      direction,
    })),
  }
}
