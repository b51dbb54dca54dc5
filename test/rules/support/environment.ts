import { readFileSync } from 'node:fs'
import { initializeTestEnvironment, type RulesTestEnvironment } from '@firebase/rules-unit-testing'
import {
  addDoc,
  and,
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  type Firestore,
  getCountFromServer,
  getDocFromServer,
  getDocsFromServer,
  limit,
  or,
  orderBy,
  query,
  type QueryCompositeFilterConstraint,
  type QueryFieldFilterConstraint,
  setDoc,
  setLogLevel,
  updateDoc,
  where,
  writeBatch,
} from 'firebase/firestore'
import { inject } from 'vitest'
import type { Attempt, Check, Condition, Outcome } from './attempts'
import { COUNTY } from './county'
import { persona, type Person } from './people'

export const RULES = readFileSync(new URL('../../../firestore.rules', import.meta.url), 'utf8')

/** The emulator says which rules were false; the SDK would print each of the many hundred denies. */
setLogLevel('silent')

/** The county behind its rules, in a project of its own so that test files do not disturb each other. */
export class Environment {
  private readonly clients = new Map<Person, Firestore>()

  private constructor(
    readonly projectId: string,
    private readonly inner: RulesTestEnvironment,
  ) {}

  static async open(projectId: string): Promise<Environment> {
    const { host, port } = inject('rulesEmulator')
    const inner = await initializeTestEnvironment({ projectId, firestore: { host, port, rules: RULES } })
    const environment = new Environment(projectId, inner)
    await environment.asServer(async (db) => {
      const batch = writeBatch(db)
      for (const [path, document] of COUNTY) batch.set(doc(db, path), document)
      await batch.commit()
    })
    return environment
  }

  /** What the server does: past the rules. */
  asServer(work: (db: Firestore) => Promise<void>): Promise<void> {
    return this.inner.withSecurityRulesDisabled((context) =>
      work(context.firestore() as unknown as Firestore),
    )
  }

  /** The database as that person's client sees it. */
  as(person: Person): Firestore {
    const known = this.clients.get(person)
    if (known !== undefined) return known
    const { uid, claims } = persona(person)
    const context =
      uid === null ? this.inner.unauthenticatedContext() : this.inner.authenticatedContext(uid, { ...claims })
    const client = context.firestore() as unknown as Firestore
    this.clients.set(person, client)
    return client
  }

  /**
   * Tries it, says what became of it, and leaves the county as it was. A client that could not reach the emulator, as
   * on a machine with too much to do, has learnt nothing and asks again.
   */
  async attempt(attempt: Attempt): Promise<Outcome> {
    for (let more = 5; ; more--)
      try {
        await this.send(attempt)
        return 'allowed'
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined
        if (code === 'permission-denied') return outcomeOf((error as Error).message)
        if (code !== 'unavailable' || more === 0) throw error
      }
  }

  async matches({ attempt, expected }: Check): Promise<boolean> {
    return (await this.attempt(attempt)) === expected
  }

  /** Lets other rules govern the project, or says why they are no rules. */
  async govern(rules: string): Promise<void> {
    const content = { rules: { files: [{ name: 'firestore.rules', content: rules }] } }
    const answer = await fetch(this.url('securityRules'), { method: 'PUT', body: JSON.stringify(content) })
    if (!answer.ok) throw new Error(await answer.text())
  }

  url(resource: 'securityRules' | 'ruleCoverage'): string {
    const { host, port } = inject('rulesEmulator')
    return `http://${host}:${port}/emulator/v1/projects/${this.projectId}:${resource}`
  }

  close(): Promise<void> {
    return this.inner.cleanup()
  }

  private async send(attempt: Attempt): Promise<void> {
    const { who, does } = attempt
    const path = attempt.path.replace(/^staff\/~/, `staff/${persona(who).uid ?? 'nobody'}`)
    const db = this.as(who)
    if (does === 'get') await getDocFromServer(doc(db, path))
    else if (does === 'list') await getDocsFromServer(queryOf(db, path, attempt))
    else if (does === 'count') await getCountFromServer(queryOf(db, path, attempt))
    else await this.restore(await write(db, path, does))
  }

  private restore(path: string): Promise<void> {
    const before = COUNTY.get(path)
    return this.asServer((db) =>
      before === undefined ? deleteDoc(doc(db, path)) : setDoc(doc(db, path), before),
    )
  }
}

const write = async (
  db: Firestore,
  path: string,
  does: Exclude<Attempt['does'], string> | 'delete',
): Promise<string> => {
  if (does === 'delete') await deleteDoc(doc(db, path))
  else if ('add' in does) return (await addDoc(collection(db, path), does.add)).path
  else if ('set' in does) await setDoc(doc(db, path), does.set)
  else await updateDoc(doc(db, path), does.update)
  return path
}

const GROUP = '*/'

const queryOf = (db: Firestore, path: string, attempt: Attempt) => {
  const from = path.startsWith(GROUP) ? collectionGroup(db, path.slice(GROUP.length)) : collection(db, path)
  const rest = [
    ...(attempt.orderBy === undefined ? [] : [orderBy(attempt.orderBy)]),
    ...(typeof attempt.limit === 'number' ? [limit(attempt.limit)] : []),
  ]
  const conditions = (attempt.where ?? []).map(constraint)
  return conditions.length === 0 ? query(from, ...rest) : query(from, and(...conditions), ...rest)
}

const constraint = (condition: Condition): QueryFieldFilterConstraint | QueryCompositeFilterConstraint =>
  'any' in condition
    ? or(...condition.any.map(constraint))
    : where(condition.field, condition.op, condition.value)

/**
 * What the emulator says of each line that might have allowed it. Of a list it knows what the query says and nothing else, so
 * a list that does not carry the condition that a line asks of every result has no such property.
 */
const LINE_WAS_FALSE = /^false for '\w+'(?: @ L\d+)?$/
const LINE_WAS_UNPROVABLE =
  /^Property (readers|queues|about) is undefined on object\.(?: for '\w+'(?: @ L\d+)?)?$/

/** The emulator judges again whenever it has read one more document; each round names the catch-all deny first. */
const CATCH_ALL = RULES.slice(0, RULES.indexOf('allow read, write: if false')).split('\n').length
const ROUNDS = new RegExp(`@ L${CATCH_ALL}(?!\\d)`)

/** Denied where any line was false, of those that could be judged; unprovable where none could be. */
const outcomeOf = (message: string): Outcome => {
  const lines = (message.split(ROUNDS).at(-1) ?? '')
    .split(', ')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (!lines.every((line) => LINE_WAS_FALSE.test(line) || LINE_WAS_UNPROVABLE.test(line)))
    return `failed: ${message}`
  return lines.length > 0 && lines.every((line) => LINE_WAS_UNPROVABLE.test(line)) ? 'unprovable' : 'denied'
}
