import { expect } from 'vitest'
import { evolve } from '../../../functions/src/domain/order/evolve'
import type { Order } from '../../../functions/src/domain/order/order'
import { paths } from '../../../functions/src/store/paths'
import { deliver } from '../../support/cloud-event'
import { seeded } from '../../support/random'
import type { System } from '../../support/system'
import { forEach } from './at-once'

/** An event that fails as often as this fails for a reason of its own. */
const REDELIVERED_AT_MOST = 5

/** One copy of one event of one order. */
interface Delivery {
  readonly order: string
  readonly play: () => Promise<number>
}

/**
 * Stands in for Eventarc at its worst: every version's event comes one to three times, in shuffled order, and some copies
 * only in a later round.
 */
export class Shuffler {
  private readonly random = seeded(777)
  private readonly states = new Map<string, Order>()
  private late: Delivery[] = []
  delivered = 0

  constructor(private readonly system: System) {}

  async round(): Promise<void> {
    for (let fresh = await this.collect(); fresh.length > 0; fresh = await this.collect()) {
      const copies = fresh.flatMap((event) =>
        Array.from({ length: 1 + Math.floor(this.random() * 3) }, () => event),
      )
      const due = this.shuffle([...copies, ...this.late])
      this.late = due.filter(() => this.random() < 0.1)
      await this.play(due)
      await fetch(`${this.system.address.tasksOrigin}/_local/idle`)
    }
  }

  async rest(): Promise<void> {
    await this.play(this.shuffle(this.late))
  }

  /** Many orders at once, one order's events one by one: the emulator resolves two writers only after a timeout of seconds. */
  private async play(deliveries: readonly Delivery[]): Promise<void> {
    const orders = [...new Set(deliveries.map(({ order }) => order))]
    await forEach(orders, async (order) => {
      for (const { play } of deliveries.filter((each) => each.order === order)) {
        await this.untilTaken(play)
        this.delivered++
      }
    })
  }

  /** Eventarc brings an event again when the reaction to it fails: here because a busy emulator gave up on a transaction. */
  private async untilTaken(play: Delivery['play']): Promise<void> {
    for (let tries = 1; (await play()) >= 300; tries++) expect(tries).toBeLessThan(REDELIVERED_AT_MOST)
  }

  /** The events of every version that was written since the last look. */
  private async collect(): Promise<Delivery[]> {
    const at = paths(this.system.db)
    const versions = await at.orders.select('version').get()
    const changed = versions.docs.filter(
      (found) => this.states.get(found.id)?.version !== (found.get('version') as number),
    )
    return (await Promise.all(changed.map(({ id }) => this.eventsOf(id)))).flat()
  }

  private async eventsOf(id: string): Promise<Delivery[]> {
    let before = this.states.get(id) ?? null
    const events = await paths(this.system.db)
      .events(id)
      .where('version', '>', before?.version ?? 0)
      .orderBy('version')
      .get()
    const fresh = events.docs.map((event): Delivery => {
      const [was, is] = [before, evolve(before, event.data(), id)]
      before = is
      return {
        order: id,
        play: () =>
          deliver(this.system.address, 'orderChanged', `orders/${id}`, was, is, `${id}-${is.version}`),
      }
    })
    if (before !== null) this.states.set(id, before)
    return fresh
  }

  private shuffle<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, at: this.random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  }
}
