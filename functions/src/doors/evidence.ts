import { door } from '../platform/door'
import { database } from '../store/database'
import * as evidenceStore from '../evidence/evidence'
import * as looks from '../evidence/evidence-looks'
import { judge } from '../evidence/judge'

let turn: Promise<unknown> = Promise.resolve()
/**
 * Each instance judges one file at a time: the largest file, with what is unpacked from it, fits into its memory; two
 * may not.
 */
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = turn.then(work)
  turn = mine.catch(() => undefined)
  return mine
}

/**
 * The only way for evidence, in and out (R16.1). In: begin, send the missing parts in any order, finish. Out: a look
 * with its reason answers the first part, and each read under that look answers another.
 */
export const evidence = door(
  'evidence',
  (uid, { order, actingAs, ...given }, now) => {
    const db = database()
    const author = { uid, actingAs }
    switch (given.type) {
      case 'begin':
        return evidenceStore.begin(db, author, order, given, now)
      case 'part':
        return evidenceStore.takePart(db, author, order, given, now)
      case 'finish':
        return inTurn(() => evidenceStore.finish(db, author, order, given.id, judge, now))
      case 'discard':
        return evidenceStore.discard(db, author, order, given.id)
      case 'look':
        return looks.look(db, author, order, given, now)
      case 'read':
        return looks.read(db, author, order, given, now)
    }
  },
  { memory: '2GiB', timeoutSeconds: 300 },
)
