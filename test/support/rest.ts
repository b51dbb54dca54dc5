import { inject } from 'vitest'
import { tokenOf } from './county'

/** The database as a signed-in person reaches it with no more than a network: by REST, under the security rules. */

type Json = Readonly<Record<string, unknown>>
/** A document's fields by its path, as `orders/A`. */
export type Documents = ReadonlyMap<string, Json>

export interface Where {
  readonly field: string
  readonly op: 'EQUAL' | 'ARRAY_CONTAINS' | 'ARRAY_CONTAINS_ANY'
  readonly value: string | readonly string[]
}

const root = (): string => {
  const { projectId } = inject('suite')
  return `projects/${projectId}/databases/(default)/documents`
}

const ask = async (uid: string, path: string, body?: object): Promise<Response> =>
  fetch(`http://127.0.0.1:${inject('suite').ports.firestore}/v1/${root()}${path}`, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${tokenOf(uid)}`, 'content-type': 'application/json' },
  })

const plain = (value: Json): unknown => {
  const [[kind, content]] = Object.entries(value) as [[string, unknown]]
  switch (kind) {
    case 'nullValue':
      return null
    case 'integerValue':
      return Number(content)
    case 'arrayValue':
      return ((content as { values?: Json[] }).values ?? []).map(plain)
    case 'mapValue':
      return fieldsOf((content as { fields?: Json }).fields)
    default:
      return content
  }
}
const fieldsOf = (fields: Json = {}): Json =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value as Json)]))

/** The document, or `denied`: one that is not there is denied as well. */
export const getAs = async (uid: string, path: string): Promise<Json | 'denied'> => {
  const answer = await ask(uid, `/${path}`)
  if (answer.status === 403) return 'denied'
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return fieldsOf(((await answer.json()) as { fields?: Json }).fields)
}

const filter = ({ field, op, value }: Where): object => ({
  fieldFilter: {
    field: { fieldPath: field },
    op,
    value:
      typeof value === 'string'
        ? { stringValue: value }
        : { arrayValue: { values: value.map((each) => ({ stringValue: each })) } },
  },
})

/** The documents of a collection that meet the conditions, or `denied`. */
export const listAs = async (
  uid: string,
  path: string,
  where: readonly Where[],
  limit = 200,
): Promise<Documents | 'denied'> => {
  const [collectionId, ...parents] = path.split('/').reverse()
  const parent = parents.length === 0 ? '' : `/${parents.reverse().join('/')}`
  const answer = await ask(uid, `${parent}:runQuery`, {
    structuredQuery: {
      from: [{ collectionId }],
      where: { compositeFilter: { op: 'AND', filters: where.map(filter) } },
      limit,
    },
  })
  if (answer.status === 403) return 'denied'
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  const found = (await answer.json()) as { document?: { name: string; fields?: Json } }[]
  return new Map(
    found.flatMap(({ document }) =>
      document === undefined
        ? []
        : [[document.name.slice(root().length + 1), fieldsOf(document.fields)] as const],
    ),
  )
}

/** Every collection that can be asked for the documents one is a reader of. */
const COLLECTIONS = [
  'orders',
  'listings',
  'inspections',
  'inspectionListings',
  'notices',
  'stats',
  'looks',
  'administrations',
  'outbox',
  'jobs',
]
const OF_AN_ORDER = ['events', 'restricted', 'evidence', 'private']
/** What lies beside an order under a name that anyone can guess. */
const GUESSED = ['restricted/flags', 'restricted/inspection', 'private/caller']
const CLOSED = ['tallies', 'uploads', 'ledgers']

/** Everything of an order, and everything else that names it, that this person can read by their tokens. */
export const everythingOf = async (
  uid: string,
  order: string,
  tokens: readonly string[],
): Promise<Documents> => {
  const mine: Where = { field: 'readers', op: 'ARRAY_CONTAINS_ANY', value: tokens }
  const lists = [...COLLECTIONS, ...OF_AN_ORDER.map((name) => `orders/${order}/${name}`)]
  const found = new Map<string, Json>()
  for (const list of lists) {
    const documents = await listAs(uid, list, [mine])
    if (documents === 'denied') continue
    for (const [path, fields] of documents)
      if (path.includes(order) || JSON.stringify(fields).includes(order)) found.set(path, fields)
  }
  const guesses = [
    ...[...COLLECTIONS, ...CLOSED].map((name) => `${name}/${order}`),
    ...GUESSED.map((name) => `orders/${order}/${name}`),
  ]
  for (const path of guesses) {
    const document = await getAs(uid, path)
    if (document !== 'denied') found.set(path, document)
  }
  return found
}
