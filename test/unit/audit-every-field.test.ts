import { describe, expect, it } from 'vitest'
import { audit } from '../../scripts/audit/audit'
import { everyRoad } from '../support/every-road'
import { exportOf, type ExportFiles, filesOf, withFolder } from '../support/export-of'
import { rehash } from '../support/planted-faults'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const findingsIn = (files: ExportFiles): number =>
  withFolder(filesOf(files), (folder) => audit(folder).findings.found.length)

/** Exports of one order each, in which there is nothing to find. */
const SAMPLES = everyRoad()
  .map((road) => exportOf([road]))
  .filter((files) => findingsIn(files) === 0)

type Path = readonly (string | number)[]

/** Every value that stands in the record, with the way to it; a list that is empty is one too. */
const leavesOf = (value: Json, path: Path = []): (readonly [Path, Json])[] => {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  const entries: [string | number, Json][] = Array.isArray(value)
    ? value.map((each: Json, index) => [index, each])
    : Object.entries(value)
  return entries.length === 0
    ? [[path, value]]
    : entries.flatMap(([key, each]) => leavesOf(each, [...path, key]))
}

const otherThan = (value: Json): Json => {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') return `${value}x`
  if (Array.isArray(value)) return ['x']
  return value === null ? 'x' : { x: 'x' }
}

const put = (record: object, path: Path, value: Json): void => {
  const [last, ...before] = [...path].reverse()
  const holder = before
    .reverse()
    .reduce<Record<string, unknown>>(
      (at, key) => at[key] as Record<string, unknown>,
      record as Record<string, unknown>,
    )
  holder[last!] = value
}

/** Each field once, wherever in a list it stands, and once more where it is empty. */
const shapeOf = (path: Path, value: Json): string =>
  `${path.map((key) => (typeof key === 'number' ? '*' : key)).join('.')}${value === null ? ' (null)' : ''}`

/** In so many places a field is changed until it is found once: what a later event replaces is not in the order any more. */
const PLACES = 5

/** Changes each field of these records, one at a time in a copy of its own, and says which changes nobody found. */
const overlooked = (
  file: 'orders' | 'events',
  name: (record: Record<string, Json>) => string,
  without: ReadonlySet<string>,
): string[] => {
  const tried = new Map<string, number>()
  const found = new Set<string>()
  for (const sample of SAMPLES)
    for (const [index, record] of sample[file].entries())
      for (const [path, value] of leavesOf(record as Json)) {
        const shape = `${name(record as Record<string, Json>)}${shapeOf(path, value)}`
        const times = tried.get(shape) ?? 0
        if (found.has(shape) || times === PLACES || without.has(String(path[0]))) continue
        tried.set(shape, times + 1)
        const files = structuredClone(sample)
        put(files[file][index]!, path, otherThan(value))
        if (file === 'events') rehash(files)
        if (findingsIn(files) > 0) found.add(shape)
      }
  expect(found.size).toBeGreaterThan(200)
  return [...tried.keys()].filter((shape) => !found.has(shape)).sort()
}

/**
 * What no rule and no other record says, so that the chain and the seals alone protect it. Here the chain is closed again
 * over each change, as only somebody could who writes the whole history anew.
 */
const ONLY_SEALED: Readonly<Record<string, readonly string[]>> = {
  'words that are written once and not kept in the order': [
    'accused-named: data.reason',
    'archived: data.note',
    'callback-corrected: data.reason',
    'category-corrected: data.reason',
    'dispatch-withdrawn: data.reason',
    'first-reviewed: data.reasons',
    'flagged: data.note',
    'inspection-directed: data.reason',
    'matter-corrected: data.reason',
    'redo-ordered: data.reasons',
    'reopened: data.reason',
    'taken-back: data.reason',
    'urged: data.note',
    'unit-reviewed: data.reasons',
  ],
  'evidence that is named once and kept with the evidence': [
    'feedback-submitted: data.proof',
    'progress-reported: data.proof',
    'step-recorded: data.proof',
  ],
  'which person of the centre it was, where nothing else rests on it': [
    'accused-named: by',
    'appeal-passed-up: by',
    'archived: by',
    'callback-corrected: by',
    'category-corrected: by',
    'centre-signed: by',
    'complex-declared: by',
    'consultation-broken-off: by',
    'consulted: by',
    'convened: by',
    'dispatch-withdrawn: by',
    'dispatched: by',
    'disputed: by',
    'flagged: by',
    'instructed: by',
    'inspection-directed: by',
    'marked-urgent: by',
    'matter-corrected: by',
    'panel-broken-off: by',
    'redo-ordered: by',
    'referred-to-leader: by',
    'reopened: by',
    'taken-back: by',
    'transferred: by',
    'verified: by',
  ],
  'what was replaced later': [
    'category-corrected: data.before.*.breachedAt (null)',
    'feedback-submitted: data.outcome.explained',
    'feedback-submitted: data.outcome.grounds',
    'feedback-submitted: data.outcome.steps.*.what',
    'feedback-submitted: data.outcome.told',
    'transferred: data.category',
    'transferred: data.place (null)',
    'transferred: data.title',
    'transferred: data.township (null)',
    'transferred: data.urgent.kind.name',
  ],
  'a command older than those an order remembers': ['progress-reported: command', 'taken-back: command'],
  'what has no fields': ['centre-signed: data', 'panel-broken-off: data'],
}

describe('the auditor finds a change of', { timeout: 120_000 }, () => {
  it('every field of an order', () => {
    expect(overlooked('orders', () => '', new Set())).toEqual([])
  })

  it('every field of an event, under a chain that is whole, but what is only sealed', () => {
    const without = new Set(['version', 'prevHash', 'hash', 'order', 'type'])
    const missed = overlooked('events', ({ type }) => `${type as string}: `, without)
    expect(missed).toEqual(Object.values(ONLY_SEALED).flat().sort())
  })
})
