import { newestTrigger } from './newest-trigger'

/** A value as Firestore's own JSON writes it. */
const valueOf = (value: unknown): object => {
  if (value === null || value === undefined) return { nullValue: null }
  if (typeof value === 'boolean') return { booleanValue: value }
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'number')
    return Number.isInteger(value) ? { integerValue: String(value) } : { doubleValue: value }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(valueOf) } }
  return { mapValue: { fields: fieldsOf(value) } }
}

const fieldsOf = (data: object): object =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, valueOf(value)]))

/** The emulator's answer, without running anything, for a function from before its triggers were turned off and on. */
const DISABLED = 204

/** Where each system's triggers were last found. */
const found = new Map<string, string>()

/**
 * Delivers the event of a document that was written, as Eventarc does: with the document before and after. Resolves when
 * the function has run; how it ended is in the answer's status.
 */
export const deliver = async (
  system: { readonly functionsOrigin: string; readonly projectId: string },
  trigger: string,
  path: string,
  before: object | null,
  after: object,
  id: string,
): Promise<number> => {
  const database = `projects/${system.projectId}/databases/(default)`
  const document = (data: object): object => ({
    name: `${database}/documents/${path}`,
    fields: fieldsOf(data),
    createTime: '2026-01-01T00:00:00Z',
    updateTime: '2026-01-01T00:00:00Z',
  })
  const post = (url: string): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'ce-id': id,
        'ce-specversion': '1.0',
        'ce-type': 'google.cloud.firestore.document.v1.written',
        'ce-source': `//firestore.googleapis.com/${database}`,
        'ce-subject': `documents/${path}`,
        'ce-time': '2026-01-01T00:00:00Z',
        'ce-project': system.projectId,
        'ce-location': 'local',
        'ce-database': '(default)',
        'ce-namespace': '(default)',
        'ce-document': path,
        'ce-datacontenttype': 'application/json',
      },
      body: JSON.stringify({
        value: document(after),
        ...(before !== null && { oldValue: document(before) }),
      }),
    })
  const key = `${system.functionsOrigin} ${trigger}`
  const known = found.get(key)
  let response = known === undefined ? null : await post(known)
  if (response === null || response.status === 404 || response.status === DISABLED) {
    const newest = await newestTrigger(system, trigger)
    found.set(key, newest)
    response = await post(newest)
  }
  await response.arrayBuffer()
  return response.status
}
