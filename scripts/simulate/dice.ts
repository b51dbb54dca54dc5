import { randomOf } from '../demo/random'

/**
 * Chance by name: a draw under a name depends on the seed and the name alone, not on earlier draws. So
 * under another policy, where some things are never asked, every other question has the same answer.
 */
export interface Dice {
  /** From 0 up to, not including, 1. */
  roll(name: string): number
  chance(name: string, probability: number): boolean
  /** A real number from `low` up to, not including, `high`. */
  between(name: string, low: number, high: number): number
  pick<T>(name: string, items: readonly T[]): T
  /** One of the items, each as likely as its weight. */
  weighted<T>(name: string, items: readonly (readonly [T, number])[]): T
  /** Mostly near `median`, now and then a multiple of it; the wider the `spread`, the oftener. */
  around(name: string, median: number, spread: number): number
  /** Dice of their own for something that belongs to this. */
  of(name: string): Dice
}

const FINE = 2 ** 30

/** FNV-1a over the name, begun with the seed. */
const mixed = (seed: number, name: string): number => {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0
  return hash
}

class SeededDice implements Dice {
  constructor(private readonly seed: number) {}

  roll(name: string): number {
    return randomOf(mixed(this.seed, name)).below(FINE) / FINE
  }

  chance(name: string, probability: number): boolean {
    return this.roll(name) < probability
  }

  between(name: string, low: number, high: number): number {
    return low + this.roll(name) * (high - low)
  }

  pick<T>(name: string, items: readonly T[]): T {
    return randomOf(mixed(this.seed, name)).pick(items)
  }

  weighted<T>(name: string, items: readonly (readonly [T, number])[]): T {
    let left = this.roll(name) * items.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [item, weight] of items) if ((left -= weight) < 0) return item
    return items.at(-1)![0]
  }

  around(name: string, median: number, spread: number): number {
    const random = randomOf(mixed(this.seed, name))
    let sum = -2
    for (let draw = 0; draw < 4; draw++) sum += random.below(FINE) / FINE
    // Four draws have a variance of a third.
    return median * Math.exp(sum * Math.sqrt(3) * spread)
  }

  of(name: string): Dice {
    return new SeededDice(mixed(this.seed, name))
  }
}

export const diceOf = (seed: number): Dice => new SeededDice(seed)
