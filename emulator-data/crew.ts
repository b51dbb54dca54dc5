import { postKey, type Post } from '../functions/src/domain/people/people'
import { type Session, signIn, type Target } from '../scripts/local/sign-in'
import type { Act } from './acts'
import { SAMPLE_PEOPLE, type SamplePerson } from './sample-people'

/** One row of the door for lists, as `schema/transfer.ts` takes it. */
export interface Row {
  readonly cityNumber: string
  readonly title: string
  readonly text: string
  readonly category: string | null
  readonly matter: string | null
  readonly township: string | null
  readonly place: string | null
  readonly transferredAt: string | null
  readonly calledAt: string | null
  readonly cityDeadline: string | null
  readonly caller: {
    readonly name: string
    readonly phone: string
    readonly idNumber: string
    readonly address: string
  }
}

export interface Crew {
  /** A clerk brings these orders in; one that is there already stays as it is. */
  takeIn(rows: readonly Row[]): Promise<void>
  /** The person in the act's post gives it; the same id does nothing a second time. Answers the order's new version. */
  give(order: string, id: string, act: Act, expectedVersion: number): Promise<number>
}

const ROWS_AT_ONCE = 25

/** The first active sample person in that post. */
export const personIn = (post: Post): SamplePerson => {
  const key = postKey(post)
  const found = SAMPLE_PEOPLE.find(({ active, posts }) => active && posts.includes(key))
  if (found === undefined) throw new Error(`nobody in the sample county is ${key}`)
  return found
}

/** The sample people at work: each signs in when first needed and goes through the doors a browser goes through. */
export const crewAt = (target: Target): Crew => {
  const sessions = new Map<string, Promise<Session>>()
  const sessionOf = (post: Post): Promise<Session> => {
    const { email, password } = personIn(post)
    const session = sessions.get(email) ?? signIn(target, email, password)
    sessions.set(email, session)
    return session
  }
  const clerk: Post = { role: 'clerk', unit: null }
  return {
    async takeIn(rows) {
      const session = await sessionOf(clerk)
      for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
        const some = rows.slice(start, start + ROWS_AT_ONCE)
        const { rows: answers } = await session.call('takeIn', { actingAs: postKey(clerk), rows: some })
        const refused = answers.findIndex(({ status }) => status === 'refused')
        if (refused >= 0)
          throw new Error(`${some[refused]!.cityNumber} did not come in: ${answers[refused]!.message ?? ''}`)
      }
    },
    async give(order, id, { by, ...command }, expectedVersion) {
      const session = await sessionOf(by)
      const asks = { ...command, order, id, actingAs: postKey(by), expectedVersion }
      return (await session.call('command', asks)).version
    },
  }
}
