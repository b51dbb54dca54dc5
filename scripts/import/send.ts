import { setTimeout as sleep } from 'node:timers/promises'
import type { RowTakenIn } from '../../functions/src/contract/intake'
import { Refused, type Session, Unreachable } from '../local/sign-in'
import type { RowOrder } from './order-of-row'

const BATCH = 100
const TRIES = 4
/** What may be different in a moment. Rows are taken in once, so that trying again does no harm. */
const PASSING: readonly string[] = ['UNAVAILABLE', 'INTERNAL', 'DEADLINE_EXCEEDED', 'RESOURCE_EXHAUSTED']
const MAY_PASS = 'system.unavailable'

const callPatiently = async (
  session: Session,
  actingAs: string,
  rows: readonly RowOrder[],
): Promise<RowTakenIn[]> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return [...(await session.call('takeIn', { actingAs, rows })).rows]
    } catch (error) {
      const mayPass =
        error instanceof Unreachable || (error instanceof Refused && PASSING.includes(error.status))
      if (!mayPass || attempt === TRIES) throw error
      await sleep(500 * 2 ** attempt)
    }
  }
}

const sendBatch = async (
  session: Session,
  actingAs: string,
  rows: readonly RowOrder[],
): Promise<RowTakenIn[]> => {
  const answers = await callPatiently(session, actingAs, rows)
  for (let attempt = 1; attempt < TRIES; attempt++) {
    const again = [...answers.keys()].filter((index) => answers[index]!.code === MAY_PASS)
    if (again.length === 0) break
    await sleep(500 * 2 ** attempt)
    const later = await callPatiently(
      session,
      actingAs,
      again.map((index) => rows[index]!),
    )
    for (const [place, index] of again.entries()) answers[index] = later[place]!
  }
  return answers
}

/** Sends the rows batch by batch and gives each batch's answers as they come. */
export async function* send(
  session: Session,
  actingAs: string,
  rows: readonly RowOrder[],
): AsyncGenerator<readonly RowTakenIn[]> {
  for (let from = 0; from < rows.length; from += BATCH)
    yield await sendBatch(session, actingAs, rows.slice(from, from + BATCH))
}
