import type { Refusal } from '@domain/refusal'

/** Refusals that are about one field without naming it. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  'verify.unknown-township': ['township'],
  'dispatch.unknown-unit': ['unit'],
  'dispatch.unit-not-ready': ['unit'],
  'dispatch.unknown-entry': ['entry'],
  'dispatch.entry-of-another-unit': ['entry'],
  'dispatch.basis-missing': ['name'],
  'dispatch.justification-missing': ['justification'],
  'step.note-missing': ['note'],
  'review.reasons-missing': ['reasons'],
  'callback.answers-missing': ['solved', 'satisfied'],
  'look.why-missing': ['why'],
  'evidence.why-missing': ['why'],
}

/** The fields a refusal is about, in its order, by the names the forms use: the last part of a path. */
export const refusedFields = ({ code, params }: Refusal): readonly string[] => {
  const named = params?.['fields'] ?? params?.['field']
  const paths = Array.isArray(named) ? (named as readonly string[]) : typeof named === 'string' ? [named] : []
  return paths.length > 0 ? paths.map((path) => path.split('.').pop() ?? path) : (ABOUT[code] ?? [])
}
