import { Transform } from 'node:stream'
import type { Firestore } from 'firebase-admin/firestore'

/** Documents as Firestore bills them. A query that finds nothing is billed as one read. */
export interface Documents {
  readonly reads: number
  readonly writes: number
  readonly deletes: number
}

/** The two ways in which the client library talks to the database. They are not public, hence the stated shape. */
interface Wire {
  request(method: string, body: unknown, ...more: unknown[]): Promise<unknown>
  requestStream(method: string, bidirectional: boolean, ...more: unknown[]): Promise<NodeJS.ReadWriteStream>
}

interface CommitRequest {
  readonly writes?: readonly { readonly delete?: string | null }[]
}

interface StreamedResponse {
  readonly document?: unknown
  readonly found?: unknown
  readonly missing?: unknown
}

/**
 * Counts what goes over the wire rather than what is called, so that nothing a transaction does by itself is forgotten.
 * Answers what was counted since the last time it was asked.
 */
export const countDocuments = (db: Firestore): (() => Documents) => {
  let counts = { reads: 0, writes: 0, deletes: 0 }
  const wire = db as unknown as Wire
  const [request, requestStream] = [wire.request.bind(db), wire.requestStream.bind(db)]

  wire.request = (method, body, ...more) => {
    if (method === 'commit' || method === 'batchWrite')
      for (const write of (body as CommitRequest).writes ?? [])
        if (write.delete) counts.deletes++
        else counts.writes++
    return request(method, body, ...more)
  }
  wire.requestStream = async (method, bidirectional, ...more) => {
    const stream = await requestStream(method, bidirectional, ...more)
    if (method !== 'batchGetDocuments' && method !== 'runQuery') return stream
    let read = 0
    const counter = new Transform({
      objectMode: true,
      transform(response: StreamedResponse, _, pass) {
        if (response.document || response.found || response.missing) read++
        pass(null, response)
      },
      flush(done) {
        counts.reads += method === 'runQuery' ? Math.max(read, 1) : read
        done()
      },
    })
    stream.on('error', (error: Error) => counter.destroy(error))
    return stream.pipe(counter)
  }
  return () => {
    const counted = counts
    counts = { reads: 0, writes: 0, deletes: 0 }
    return counted
  }
}
