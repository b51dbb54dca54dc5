import type { Case } from '../support/attempts'
import {
  accounts,
  administrations,
  bookkeeping,
  caller,
  evidence,
  jobs,
  looks,
  outbox,
  proposals,
} from './confidential'
import { figures } from './figures'
import { marks, notices } from './notices'
import { apart, events, inspections, lost, orders } from './orders'
import { reference } from './reference'
import { rosters, signIns, staff } from './staff'

/** Every table, by what it is about. */
export const TABLES = {
  orders,
  events,
  'what lies beside an order': apart,
  'flags and inspections': inspections,
  'what a unit has lost': lost,
  "the caller's data": caller,
  evidence,
  looks,
  administrations,
  proposals,
  accounts,
  outbox,
  'walks over the open orders': jobs,
  'book-keeping': bookkeeping,
  notices,
  'read marks': marks,
  figures,
  'what everyone here may read': reference,
  staff,
  "a unit's own people": rosters,
  'how a person came in': signIns,
} as const satisfies Readonly<Record<string, readonly Case[]>>

export const EVERY_CASE: readonly Case[] = Object.values(TABLES).flat()
