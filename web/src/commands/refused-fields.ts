import type { Refusal } from '@domain/base/refusal'

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
  'feedback.contact': ['contact'],
  'date.meeting': ['meetsAt'],
  'review.reasons-missing': ['reasons'],
  'callback.answers-missing': ['solved', 'satisfied'],
  'look.why-missing': ['why'],
  'look.why-too-short': ['why'],
  'evidence.why-missing': ['why'],
  'dispatch.accused': ['unit', 'units', 'host'],
  'dispatch.has-part': ['unit', 'host'],
  'accused.unknown-unit': ['units', 'accused'],
  'accused.unknown-person': ['persons'],
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
  'staff.address-taken': ['email'],
}

/** In which field the forms ask for each kind of evidence. */
const FIELD_OF_EVIDENCE: Readonly<Record<string, string>> = {
  'return-form': 'form',
  instruction: 'scan',
  minutes: 'minutes',
  proof: 'proof',
}

/** By the name the form uses: the last part of a path, or the list where it goes into one (`steps.1.what`). */
const fieldOf = (path: string): string => {
  const parts = path.split('.')
  const place = parts.findIndex((part) => /^\d+$/.test(part))
  return parts[place < 1 ? parts.length - 1 : place - 1] ?? path
}

/** The fields a refusal is about, in its order. */
export const refusedFields = ({ code, params }: Refusal): readonly string[] => {
  const named = params?.['fields'] ?? params?.['field']
  const paths = Array.isArray(named) ? (named as readonly string[]) : typeof named === 'string' ? [named] : []
  const kind = code === 'evidence.missing' || code === 'evidence.other-kind' ? params?.['kind'] : undefined
  const field = typeof kind === 'string' ? FIELD_OF_EVIDENCE[kind] : undefined
  if (field !== undefined) return [field]
  return paths.length > 0 ? paths.map(fieldOf) : (ABOUT[code] ?? [])
}
