import type { Query, QueryDocumentSnapshot } from 'firebase-admin/firestore'

const PAGE = 300

/** The query's documents page by page, so that no more than a page is held at once. */
export async function* pagesOf<T>(query: Query<T>, size: number): AsyncGenerator<QueryDocumentSnapshot<T>[]> {
  let page = await query.limit(size).get()
  for (;;) {
    if (page.docs.length > 0) yield page.docs
    const last = page.docs.at(-1)
    if (last === undefined || page.size < size) return
    page = await query.startAfter(last).limit(size).get()
  }
}

/** Every document of a query, read a page at a time. */
export async function* paged<T>(query: Query<T>): AsyncGenerator<T> {
  for await (const page of pagesOf(query, PAGE)) for (const document of page) yield document.data()
}
