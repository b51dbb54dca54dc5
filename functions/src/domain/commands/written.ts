import type { Words } from '../people/personal-data'
import type { Command, CommandData, CommandType, GivenBasis } from '../order/command'

const inBasis = (basis: GivenBasis): Words => {
  switch (basis.kind) {
    case 'regulation':
      return { 'basis.name': basis.name }
    case 'nearest-duty':
      return { 'basis.justification': basis.justification }
    case 'catalogue':
    case 'instruction':
      return {}
  }
}

const each = <K extends string>(
  list: string,
  field: K,
  entries: readonly Readonly<Record<K, string>>[],
): Words => Object.fromEntries(entries.map((entry, index) => [`${list}.${index}.${field}`, entry[field]]))

const nothing = (): Words => ({})
const note = ({ note }: { readonly note: string }): Words => ({ note })
const reason = ({ reason }: { readonly reason: string }): Words => ({ reason })
const reasons = ({ reasons }: { readonly reasons: string }): Words => ({ reasons })

/**
 * What of each command is written in somebody's own words, by the field's path: these are searched for personal data
 * (R16.1), and nothing else is. An id or a choice is not: 40 hex digits may well hold a telephone's shape. A test holds the
 * schemas' `text` and `line` fields to this table.
 */
const WRITTEN: { readonly [T in CommandType]: (data: CommandData[T]) => Words } = {
  'centre-sign': nothing,
  verify: ({ title, place }) => ({ title, place }),
  dispatch: ({ basis }) => inBasis(basis),
  'unit-sign': nothing,
  'record-step': note,
  'submit-feedback': ({ situation, result, answer, contact }) => ({ situation, result, answer, contact }),
  'review-in-unit': reasons,
  'first-review': reasons,
  'call-back': note,
  archive: note,

  'refer-to-leader': reason,
  'record-instruction': ({ leader, text }) => ({ leader, text }),
  'open-dispute': note,
  convene: ({ place }) => ({ place }),
  'conclude-consultation': note,
  'add-assist': ({ basis }) => inBasis(basis),
  'withdraw-dispatch': reason,

  'apply-return': reason,
  'decide-return': reasons,
  'apply-extension': reason,
  'decide-extension': ({ document, note }) => ({ document, note }),
  'lay-plan': ({ steps }) => each('steps', 'what', steps),
  'report-progress': ({ text }) => ({ text }),

  'prepare-appeal': reason,
  'approve-appeal': note,
  'decide-appeal': ({ document, note }) => ({ document, note }),
  'request-evaluation': reason,
  'convene-panel': ({ evaluators, place }) => ({ ...each('evaluators', 'name', evaluators), place }),
  'record-verdict': note,

  flag: note,
  'open-inspection': nothing,
  'record-finding': ({ finding, demand }) => ({ finding, demand }),
  'serve-inspection': nothing,
  'close-inspection': ({ result }) => ({ result }),

  'name-accused': reason,
  'correct-category': reason,
  recall: ({ document, reason }) => ({ document, reason }),
  'withdraw-by-caller': reason,
  reopen: reason,
}

/** The fields of the command in which something is written; none where it says nothing. */
export const wordsIn = ({ type, data }: Pick<Command, 'type' | 'data'>): Words => {
  const words = (WRITTEN[type] as (given: typeof data) => Words)(data)
  return Object.fromEntries(Object.entries(words).filter(([, text]) => text.trim() !== ''))
}
