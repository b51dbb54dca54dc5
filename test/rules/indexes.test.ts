import { readFileSync } from 'node:fs'
import { getApps, initializeApp } from 'firebase-admin/app'
import { getFirestore } from 'firebase-admin/firestore'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import * as serverQueries from '../../functions/src/store/queries'
import { COUNTY, PATHS } from './support/county'
import { type Index, indexFor, kindOf, type Shape, shapeOfServerQuery } from './support/indexes'
import { LISTENS, sourceOf, webQueries } from './support/web-queries'

/**
 * The web's queries as plain data: in place of the SDK's, functions that only write down what they are given. One that
 * is missing here is an error, so no part of a query goes unseen.
 */
const web = vi.hoisted(() => ({ shapes: [] as Shape[] }))
vi.mock('../../web/src/firebase/data', () => ({ data: () => Promise.resolve({ firestore: {} }) }))
vi.mock('firebase/firestore', () => ({
  FirestoreError: Error,
  collection: (_db: unknown, ...path: string[]) => ({ collection: path.at(-1) ?? '' }),
  doc: () => ({}),
  FieldPath: class {
    readonly path: string
    constructor(...names: string[]) {
      this.path = names.join('.')
    }
  },
  documentId: () => ({ path: '__name__' }),
  where: (field: string | { path: string }, operator: string) => ({
    filter: { field: typeof field === 'string' ? field : field.path, kind: kindOf(operator) },
  }),
  orderBy: (field: string | { path: string }, direction?: string) => ({
    order: {
      field: typeof field === 'string' ? field : field.path,
      direction: direction === 'desc' ? 'DESCENDING' : 'ASCENDING',
    },
  }),
  startAfter: () => ({}),
  endAt: () => ({}),
  getCountFromServer: (query: object) => {
    web.shapes.push(query as Shape)
    return Promise.resolve({ data: () => ({ count: 0 }) })
  },
  limit: () => ({}),
  query: (
    { collection }: { collection: string },
    ...parts: { filter?: Shape['filters'][number]; order?: Shape['orders'][number] }[]
  ): Shape => ({
    collection,
    isGroup: false,
    filters: parts.flatMap(({ filter }) => filter ?? []),
    orders: parts.flatMap(({ order }) => order ?? []),
  }),
  onSnapshot: (query: object) => {
    if ('collection' in query) web.shapes.push(query as Shape)
    return () => undefined
  },
  setDoc: () => Promise.resolve(),
}))

interface IndexFile {
  readonly indexes: readonly Index[]
  readonly fieldOverrides: readonly {
    readonly collectionGroup: string
    readonly fieldPath: string
    readonly ttl?: boolean
    readonly indexes: readonly object[]
  }[]
}
const { indexes, fieldOverrides } = JSON.parse(
  readFileSync(new URL('../../firestore.indexes.json', import.meta.url), 'utf8'),
) as IndexFile

const shapes: Shape[] = []
beforeAll(async () => {
  const app = getApps()[0] ?? initializeApp({ projectId: 'demo-rules-indexes' })
  shapes.push(...serverQueries.EVERY_QUERY.map((query) => shapeOfServerQuery(query(getFirestore(app)))))

  const queries = await webQueries()
  for (const name of Object.keys(LISTENS))
    sourceOf(queries, name)({ next: () => undefined, failed: () => undefined })
  await vi.waitUntil(() => web.shapes.length === LISTS.length)
  shapes.push(...web.shapes)
})

const DOCUMENTS = ['staff', 'person', 'order', 'inspection', 'countyRules', 'policy', 'job', 'matters']
/** What the web listens to that is a list, and no single document. */
const LISTS = Object.keys(LISTENS).filter((name) => !DOCUMENTS.includes(name))

/** The order of what must be equal is of no matter, so two spellings of one index are made the same. */
const spelled = ({ collectionGroup, queryScope, fields }: Index): string => {
  const spelledFields = fields.map((field) =>
    'order' in field ? `${field.fieldPath} ${field.order}` : `${field.fieldPath} ${field.arrayConfig}`,
  )
  return `${collectionGroup} (${queryScope}): ${spelledFields.join(', ')}`
}

describe('composite indexes', () => {
  test('each that a query of the server or the web needs is in the file, and no other', () => {
    const needed = new Set(shapes.flatMap((shape) => indexFor(shape) ?? []).map(spelled))
    expect(indexes.map(spelled).sort()).toEqual([...needed].sort())
  })

  test('every query of the server is known here', () => {
    const exported = Object.values(serverQueries).filter((each) => typeof each === 'function')
    expect(serverQueries.EVERY_QUERY.length).toBeGreaterThanOrEqual(exported.length)
  })

  test.each<[string, Omit<Shape, 'collection' | 'isGroup'>, Index['fields'] | null]>([
    ['nothing for one field', { filters: [], orders: [{ field: 'at', direction: 'DESCENDING' }] }, null],
    [
      'nothing for one field that is filtered and sorted by',
      { filters: [{ field: 'at', kind: 'range' }], orders: [{ field: 'at', direction: 'ASCENDING' }] },
      null,
    ],
    [
      'nothing for equalities alone',
      {
        filters: [
          { field: 'stage', kind: 'equal' },
          { field: 'open', kind: 'equal' },
        ],
        orders: [],
      },
      null,
    ],
    [
      'one for a token and an equality',
      {
        filters: [
          { field: 'readers', kind: 'contains' },
          { field: 'month', kind: 'equal' },
        ],
        orders: [],
      },
      [
        { fieldPath: 'readers', arrayConfig: 'CONTAINS' },
        { fieldPath: 'month', order: 'ASCENDING' },
      ],
    ],
    [
      'nothing for a token and an equality in a map, whose fields nobody can name beforehand',
      {
        filters: [
          { field: 'queues', kind: 'contains' },
          { field: 'except.sign.uid', kind: 'equal' },
        ],
        orders: [],
      },
      null,
    ],
    [
      'one for an equality and a range',
      {
        filters: [
          { field: 'at', kind: 'range' },
          { field: 'stage', kind: 'equal' },
        ],
        orders: [],
      },
      [
        { fieldPath: 'stage', order: 'ASCENDING' },
        { fieldPath: 'at', order: 'ASCENDING' },
      ],
    ],
    [
      'one in the direction that is asked for',
      {
        filters: [{ field: 'readers', kind: 'contains' }],
        orders: [{ field: 'at', direction: 'DESCENDING' }],
      },
      [
        { fieldPath: 'readers', arrayConfig: 'CONTAINS' },
        { fieldPath: 'at', order: 'DESCENDING' },
      ],
    ],
  ])('derive: %s', (_what, shape, fields) => {
    expect(indexFor({ collection: 'orders', isGroup: false, ...shape })?.fields ?? null).toEqual(fields)
  })
})

describe('fields without an index', () => {
  const exempt = (collection: string): string[] =>
    fieldOverrides
      .filter(({ collectionGroup, indexes }) => collectionGroup === collection && indexes.length === 0)
      .map(({ fieldPath }) => fieldPath)

  test("[R16.1] nothing of a caller can be searched by, not even by the server's own slip", () => {
    expect(exempt('private').sort()).toEqual(Object.keys(COUNTY.get(PATHS.callerOfMayi) ?? {}).sort())
  })

  test('are those of orders and events that grow and that nothing is found by', () => {
    expect(exempt('orders').sort()).toEqual([
      'appeals',
      'assignments',
      'callbacks',
      'clocks',
      'consultations',
      'duties',
      'evaluations',
      'extensions',
      'inspection',
      'recent',
      'returns',
      'text',
    ])
    expect(exempt('inspections')).toEqual(exempt('orders'))
    expect(exempt('events')).toEqual(['data'])
  })

  test('are not needed by any query', () => {
    const used = shapes.flatMap(({ collection, filters, orders }) =>
      [...filters, ...orders].map(({ field }) => `${collection}.${field}`),
    )
    const exempted = fieldOverrides.map(({ collectionGroup, fieldPath }) => `${collectionGroup}.${fieldPath}`)
    expect(exempted.filter((field) => used.includes(field))).toEqual([])
  })

  test('signatures of the city feed, broken-off uploads and proposals end by themselves', () => {
    const expiring = fieldOverrides.filter(({ ttl }) => ttl === true)
    expect(expiring.map(({ collectionGroup, fieldPath }) => `${collectionGroup}.${fieldPath}`)).toEqual([
      'feedSignatures.expiresAt',
      'uploads.expiresAt',
      'proposals.expiresAt',
    ])
  })
})
