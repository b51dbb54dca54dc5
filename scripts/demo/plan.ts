import { type Case, entryFor } from '../../emulator-data/acts'
import { SAMPLE_CATALOGUE } from '../../emulator-data/catalogue'
import { SAMPLE_MESSAGES } from '../../emulator-data/messages'
import type { Category } from '../../functions/src/domain/matters/category'
import type { CatalogueEntry } from '../../functions/src/domain/people/unit'
import { type Random, randomOf } from './random'
import { STORIES, type Story } from './stories'
import { turnsOf, type Turn } from './waves'

/** What somebody told the hotline; what is not known is filled in by the plan, as a clerk would. */
export interface DemoMessage {
  readonly title: string
  readonly text: string
  readonly category: Category | null
  readonly matter: string | null
  readonly township: string | null
  readonly place: string | null
  readonly caller: {
    readonly name: string
    readonly phone: string
    readonly idNumber: string
    readonly address: string
  }
}

export interface PlannedOrder {
  readonly story: Story
  readonly message: DemoMessage
  /** The title is the message's; the clerk verifies with the one that is shown, which is masked. */
  readonly case: Case
  readonly turns: readonly Turn[]
}

export interface Plan {
  readonly seed: number
  readonly orders: readonly PlannedOrder[]
}

const WHOLE_COUNTY = '360429'

/** Every story in turn as far as the orders reach, and then by how often each is told. */
const deal = (random: Random, count: number): Story[] => {
  const urn = STORIES.flatMap((story) => Array<Story>(story.weight).fill(story))
  return Array.from({ length: count }, (_, index) => STORIES[index] ?? random.pick(urn))
}

const shuffled = <T>(random: Random, items: readonly T[]): T[] => {
  const rest = [...items]
  return items.map(() => rest.splice(random.below(rest.length), 1)[0]!)
}

/** The unit whose duty a message is, where the message says so; otherwise any unit. */
const entryOf = (random: Random, matter: string | null, township: string): CatalogueEntry => {
  const entries = SAMPLE_CATALOGUE.filter((entry) => entry.matter === matter)
  if (matter !== null && (entries.length === 1 || (entries.length > 1 && township !== WHOLE_COUNTY)))
    return entryFor(matter, township)
  return random.pick(entries.length > 0 ? entries : SAMPLE_CATALOGUE)
}

/** A day of the hotline, decided beforehand: the same for the same seed, count and messages. */
export const planDay = (
  seed: number,
  count: number,
  messages: readonly DemoMessage[] = SAMPLE_MESSAGES,
): Plan => {
  const random = randomOf(seed)
  const orders = shuffled(random, deal(random, count)).map((story): PlannedOrder => {
    const fitting = messages.filter(
      ({ category }) => category === null || story.categories.includes(category),
    )
    const message = random.pick(fitting.length > 0 ? fitting : messages)
    const { title, matter } = message
    const category =
      message.category !== null && story.categories.includes(message.category)
        ? message.category
        : random.pick(story.categories)
    const township = message.township ?? WHOLE_COUNTY
    const entry = entryOf(random, matter, township)
    return {
      story,
      message,
      case: { title, category, township, place: message.place ?? '', entry },
      turns: turnsOf(story, category),
    }
  })
  return { seed, orders }
}
