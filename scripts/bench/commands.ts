import type { Firestore } from 'firebase-admin/firestore'
import { type Crew, personIn } from '../../emulator-data/crew'
import { inParallel } from '../../emulator-data/in-parallel'
import type { Apart } from '../../functions/src/domain/order/apart'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import type { Order } from '../../functions/src/domain/order/order'
import type { SettingsDocument, StaffDocument } from '../../functions/src/schema/documents'
import { paths, readTogether } from '../../functions/src/store/paths'
import { ACTS, bringInHere, giveHere } from './road'

const ORDERS = 24
const ROUNDS = 3
const COMMANDS_A_ROUND = 4 * ORDERS
/** As many as the emulator has processes for at the start. */
const AT_ONCE = 4

/** Per second, the median of the rounds. */
export interface CommandBench {
  /** From the request of a signed-in person to its answer, through the functions emulator. */
  readonly throughTheDoor: number
  /** The same command in this process: rights, rules, fold, hash, transaction. */
  readonly commandAlone: number
  /** A transaction that reads and writes the same documents and decides nothing. */
  readonly bareTransaction: number
}

/** One act of a contender on an order, the so-manieth on it. */
type Contender = (order: string, number: number) => Promise<void>

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/** Ready for the unit's work, so that a step can be recorded on each as often as one likes. */
const prepare = async (db: Firestore, name: string): Promise<string[]> => {
  const orders = Array.from({ length: ORDERS }, (_, index) => `BENCH-${name}-${index}`)
  await inParallel(orders, AT_ONCE, async (order) => {
    const now = Date.now()
    await bringInHere(db, order, now)
    let version = 1
    for (const act of [ACTS.centreSigns, ACTS.verifies, ACTS.dispatches, ACTS.unitSigns])
      version = await giveHere(db, order, `${order}-${act.type}`, act, version, now)
  })
  return orders
}

const bareOn = (db: Firestore): Contender => {
  const at = paths(db)
  const staff = at.staff.doc(personIn(ACTS.looks.by).uid)
  return (id) =>
    db.runTransaction(async (transaction) => {
      const [found] = await readTogether<[Order, Apart, StaffDocument, SettingsDocument]>(
        transaction,
        at.order(id),
        at.flags(id),
        staff,
        at.settings,
      )
      const order = found!
      const version = order.version + 1
      transaction.set(at.order(id), { ...order, version })
      // As large as the event of a real command, and as unique.
      const { title, text } = order
      const event = { version, type: 'step-recorded', at: Date.now(), data: { title, text } }
      transaction.create(at.events(id).doc(String(version)), event as unknown as OrderEvent)
    })
}

/**
 * What the rules and the door cost beside the database they stand before. All in turns and on orders of their own, so
 * that a slow moment falls on each and nobody waits for another's document; the reactions are switched off meanwhile.
 */
export const benchCommands = async (db: Firestore, crew: Crew): Promise<CommandBench> => {
  const bare = bareOn(db)
  const step = ACTS.looks
  const contenders: Record<keyof CommandBench, Contender> = {
    throughTheDoor: async (order, number) => {
      await crew.give(order, `${order}-step-${number}`, step, 1)
    },
    commandAlone: async (order, number) => {
      await giveHere(db, order, `${order}-step-${number}`, step, 1, Date.now())
    },
    bareTransaction: bare,
  }
  const names = Object.keys(contenders) as (keyof CommandBench)[]
  const runs = new Map(
    names.map((name) => [name, { orders: [] as string[], done: 0, rates: [] as number[] }]),
  )
  for (const [name, run] of runs) run.orders = await prepare(db, name)

  const once = async (name: keyof CommandBench, commands: number): Promise<number> => {
    const run = runs.get(name)!
    const numbers = Array.from({ length: commands }, () => run.done++)
    const started = performance.now()
    await inParallel(numbers, AT_ONCE, (number) =>
      contenders[name](run.orders[number % run.orders.length]!, number),
    )
    return commands / ((performance.now() - started) / 1_000)
  }
  // The functions' processes start with the first calls.
  for (const name of names) await once(name, ORDERS)
  for (let round = 0; round < ROUNDS; round++)
    for (const name of names) runs.get(name)!.rates.push(await once(name, COMMANDS_A_ROUND))
  const rate = (name: keyof CommandBench): number => Math.round(median(runs.get(name)!.rates) * 10) / 10
  return {
    throughTheDoor: rate('throughTheDoor'),
    commandAlone: rate('commandAlone'),
    bareTransaction: rate('bareTransaction'),
  }
}
