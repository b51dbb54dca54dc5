import type { EventType } from '../../functions/src/domain/order/events'
import { evolve } from '../../functions/src/domain/order/evolve'
import { type Order, type Stage, STAGES } from '../../functions/src/domain/order/order'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { STAGE } from '../../functions/src/domain/words/terms'
import { sha256 } from '../../functions/src/platform/sha256'
import { simulate } from '../simulate/run'

/** Enough orders for every way to be gone; the same every time, so that the chart only changes with the code. */
const YEAR = { year: 2025, orders: 4000, seed: 7 }

type Moves = ReadonlyMap<Stage | 'born', ReadonlyMap<Stage, ReadonlySet<EventType>>>

/** Which event leads from which stage to which: not drawn by hand but watched, in a simulated year folded event by event. */
const movesOf = (): Moves => {
  const moves = new Map<Stage | 'born', Map<Stage, Set<EventType>>>()
  for (const { order: lived, events } of simulate(YEAR, DEFAULT_POLICY, sha256)) {
    let order: Order | null = null
    for (const event of events) {
      const from: Stage | 'born' = order?.stage ?? 'born'
      order = evolve(order, event, lived.id)
      if (order.stage === from) continue
      const targets = moves.get(from) ?? new Map<Stage, Set<EventType>>()
      targets.set(order.stage, (targets.get(order.stage) ?? new Set()).add(event.type))
      moves.set(from, targets)
    }
  }
  return moves
}

/** Mermaid takes a hyphen for an operator. */
const idOf = (stage: Stage): string => stage.replaceAll('-', '_')

/** The page `docs/lifecycle.md`: every stage, and every event that leads from one to another. */
export const lifecyclePage = (): string => {
  const moves = movesOf()
  const arrows = (['born', ...STAGES] as const).flatMap((from) =>
    STAGES.flatMap((to) => {
      const events = moves.get(from)?.get(to)
      if (events === undefined) return []
      const start = from === 'born' ? '[*]' : idOf(from)
      return [`  ${start} --> ${idOf(to)}: ${[...events].sort().join(', ')}`]
    }),
  )
  return [
    '# The lifecycle of an order',
    '',
    'Made by `npm run state-chart` from the code: a simulated year is folded event by event, and each change of stage is an',
    'arrow here. `npm test` holds this page to what the code does. An event that changes no stage – a step of the inner loop, an',
    'application, a reminder – is not an arrow; `functions/src/domain/order/events.ts` lists them all.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...STAGES.map((stage) => `  state "${stage} ${STAGE[stage]}" as ${idOf(stage)}`),
    ...arrows,
    `  ${idOf('archived')} --> [*]`,
    '```',
    '',
  ].join('\n')
}

/** The stages that nothing led to or from: the simulated year would be too short, or a stage is dead. */
export const unvisited = (page: string): Stage[] =>
  STAGES.filter((stage) => !page.includes(`--> ${idOf(stage)}`) || !page.includes(`${idOf(stage)} -->`))
