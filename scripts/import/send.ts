import { setTimeout as sleep } from 'node:timers/promises'
import type { RowTakenIn } from '../../functions/src/contract/intake'
import { Refused, type Session, Unreachable } from '../local/sign-in'
import type { RowOrder } from './order-of-row'

const BATCH = 100
const TRIES = 4
/** What may be different in a moment. Rows are taken in once, so that trying again does no harm. */
const PASSING: readonly string[] = ['UNAVAILABLE', 'INTERNAL', 'DEADLINE_EXCEEDED', 'RESOURCE_EXHAUSTED']
const MAY_PASS = 'system.unavailable'

/** Nothing listens at that address: the system does not run there. */
const NOT_RUNNING = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']

const codeIn = (error: unknown): unknown =>
  error instanceof Error ? ('code' in error ? error.code : codeIn(error.cause)) : undefined

/** What to do when no answer came: a system that is slow runs, and must not be started. */
export const noAnswer = (error: Unreachable): string =>
  NOT_RUNNING.includes(String(codeIn(error.cause)))
    ? `连不上系统（${error.message}）。本地系统请先用 npm start 启动；用了 PORT_OFFSET 的，这里也要用同一个`
    : `系统没有及时答复（${error.message}），可能正忙。已收下的行不会重复导入，请稍后用同一命令再运行一次`

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
