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
  'look.why-too-short': ['why'],
  'evidence.why-missing': ['why'],
  'dispatch.accused': ['unit', 'units', 'host'],
  'dispatch.has-part': ['unit', 'host'],
  'accused.unknown-unit': ['units', 'accused'],
  'accused.nobody': ['units'],
  'consultation.lead-missing': ['lead'],
  'consultation.too-few': ['units'],
  'consultation.host-missing': ['host'],
  'consultation.host-assists': ['assists'],
  'consultation.no-assist': ['assists'],
  'consultation.stranger': ['host'],
  'instruction.date': ['date'],
  'city.document-missing': ['document'],
  'return.suggests-itself': ['suggestedUnit'],
  'return.ground-closed': ['ground'],
  'appeal.ground-closed': ['ground'],
  'appeal.not-judged': ['ground'],
  'extension-not-whole': ['workdays'],
  'extension-too-long': ['workdays'],
  'extension.expected-day': ['expectedOn'],
  'plan.steps': ['steps'],
  'plan.dates': ['steps'],
  'panel.names': ['evaluators'],
  'panel.size': ['evaluators'],
  'panel.kinds': ['evaluators'],
  'panel.conflict': ['evaluators'],
  'panel.unit-missing': ['evaluators'],
  'panel.votes': ['votes'],
  'panel.solve-by': ['solveBy'],
  'flag.already': ['ground'],
  'category.same': ['category'],
}

/** In which field the forms ask for each kind of evidence. */
const FIELD_OF_EVIDENCE: Readonly<Record<string, string>> = {
  'return-form': 'form',
  instruction: 'scan',
  minutes: 'minutes',
  proof: 'proof',
}

/** The fields a refusal is about, in its order, by the names the forms use: the last part of a path. */
export const refusedFields = ({ code, params }: Refusal): readonly string[] => {
  const named = params?.['fields'] ?? params?.['field']
  const paths = Array.isArray(named) ? (named as readonly string[]) : typeof named === 'string' ? [named] : []
  const kind = code === 'evidence.missing' || code === 'evidence.other-kind' ? params?.['kind'] : undefined
  const field = typeof kind === 'string' ? FIELD_OF_EVIDENCE[kind] : undefined
  if (field !== undefined) return [field]
  return paths.length > 0 ? paths.map((path) => path.split('.').pop() ?? path) : (ABOUT[code] ?? [])
}
