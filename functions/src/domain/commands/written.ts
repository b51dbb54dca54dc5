import type { Words } from '../people/personal-data'
import { outcomeWords } from '../order/outcome'
import type { Charge, Command, CommandData, CommandType, GivenBasis } from '../order/command'

const inBasis = (basis: GivenBasis): Words => {
  switch (basis.kind) {
    case 'law':
    case 'duty':
    case 'township-list':
      return { 'basis.name': basis.name }
    case 'nearest-duty':
      return { 'basis.justification': basis.justification }
    case 'catalogue':
    case 'instruction':
      return {}
  }
}

const inCharge = ({ basis, overridden = '' }: Charge): Words => ({ ...inBasis(basis), overridden })

const each = <K extends string>(
  list: string,
  field: K,
  entries: readonly Readonly<Record<K, string>>[],
): Words => Object.fromEntries(entries.map((entry, index) => [`${list}.${index}.${field}`, entry[field]]))

const nothing = (): Words => ({})
const inNote = ({ note }: { readonly note: string }): Words => ({ note })
const inReason = ({ reason }: { readonly reason: string }): Words => ({ reason })
const inReasons = ({ reasons }: { readonly reasons: string }): Words => ({ reasons })

/**
 * The fields of each command that hold somebody's own words, by path. Only these are searched for personal data
 * (R16.1). Ids and choices are not: 40 hex digits may look like a telephone number. A test compares this table with the
 * schemas' `text` and `line` fields.
 */
const WRITTEN: { readonly [T in CommandType]: (data: CommandData[T]) => Words } = {
  'centre-sign': nothing,
  verify: ({ title, place }) => ({ title, place }),
  dispatch: inCharge,
  'unit-sign': nothing,
  'assign-in-unit': ({ section, instruction }) => ({ section, instruction }),
  'record-step': inNote,
  'submit-feedback': ({ situation, result, answer, contact, outcome }) => ({
    situation,
    result,
    answer,
    contact,
    ...Object.fromEntries(
      Object.entries(outcomeWords(outcome)).map(([field, text]) => [`outcome.${field}`, text]),
    ),
  }),
  'review-in-unit': inReasons,
  'first-review': inReasons,
  'call-back': inNote,
  'correct-callback': inReason,
  'order-redo': inReasons,
  archive: inNote,

  'refer-to-leader': inReason,
  'record-instruction': ({ leader, text }) => ({ leader, text }),
  'open-dispute': inNote,
  convene: ({ place }) => ({ place }),
  'conclude-consultation': inNote,
  'add-assist': inCharge,
  'withdraw-dispatch': inReason,

  'apply-return': ({ reason, opinion }) => ({ reason, opinion }),
  'decide-return': inReasons,
  'apply-extension': ({ reason, document = '' }) => ({ reason, document }),
  'decide-extension': ({ document, note }) => ({ document, note }),
  'declare-complex': inReason,
  'mark-urgent': inReason,
  'lay-plan': ({ steps }) => each('steps', 'what', steps),
  'report-progress': ({ text }) => ({ text }),

  'prepare-appeal': inReason,
  'approve-appeal': inNote,
  'decide-appeal': ({ document, note }) => ({ document, note }),
  'request-evaluation': inReason,
  'convene-panel': ({ evaluators, place }) => ({ ...each('evaluators', 'name', evaluators), place }),
  'record-verdict': inNote,

  flag: inNote,
  'direct-inspection': inReason,
  'open-inspection': nothing,
  'record-finding': ({ finding, demand }) => ({ finding, demand }),
  'serve-inspection': nothing,
  'close-inspection': ({ result }) => ({ result }),

  'name-accused': inReason,
  'correct-category': inReason,
  'correct-matter': ({ place, reason }) => ({ place, reason }),
  urge: inNote,
  supplement: ({ text }) => ({ text }),
  merge: inReason,
  unmerge: inReason,
  decline: ({ route, reason }) => ({ route, reason }),
  recall: ({ document, reason }) => ({ document, reason }),
  'withdraw-by-caller': inReason,
  reopen: inReason,
  'take-back': inReason,
}

/** The fields of the command that hold words; none where it holds none. */
export const wordsIn = ({ type, data }: Pick<Command, 'type' | 'data'>): Words => {
  const words = (WRITTEN[type] as (given: typeof data) => Words)(data)
  return Object.fromEntries(Object.entries(words).filter(([, text]) => text.trim() !== ''))
}
