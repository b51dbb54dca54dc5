import type { Query } from 'firebase-admin/firestore'

const PAGE = 300

/** Every document of a query, read a page at a time. */
export async function* paged<T>(query: Query<T>): AsyncGenerator<T> {
  let page = await query.limit(PAGE).get()
  for (;;) {
    for (const document of page.docs) yield document.data()
    const last = page.docs.at(-1)
    if (last === undefined || page.size < PAGE) return
    page = await query.startAfter(last).limit(PAGE).get()
  }
}
