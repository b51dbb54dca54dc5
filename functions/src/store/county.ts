import type { Firestore } from 'firebase-admin/firestore'
import type { Calendar } from '../domain/time/calendar'
import { dayNumberOf, dayOfNumber, type Instant } from '../domain/base/instant'
import { type MatterTree, NO_MATTERS, treeOf, versionOn } from '../domain/matters/tree'
import { calendarFrom, type CountyCalendar } from '../domain/time/county-calendar'
import { completed, type Policy } from '../domain/policy/policy'
import { dataOf, paths } from './paths'
import type { SettingsDocument } from '../schema/documents'

/** The county was never set up, or its settings name a policy that does not exist. Nothing is decided without one. */
export class CountyNotSetUp extends Error {
  override readonly name = 'CountyNotSetUp'
}

/** A version of the policy never changes, so it is read once. */
const policies = new Map<string, Policy>()

export const policyOf = async (db: Firestore, version: string): Promise<Policy> => {
  const known = policies.get(version)
  if (known !== undefined) return known
  const stored = dataOf(await paths(db).policies.doc(version).get())
  if (stored === null) throw new CountyNotSetUp(`there is no policy ${version}`)
  const policy = completed(stored)
  policies.set(version, policy)
  return policy
}

/** A version of the tree never changes either. */
const trees = new Map<number, MatterTree>()

const treeNumbered = async (db: Firestore, version: number): Promise<MatterTree> => {
  const known = trees.get(version)
  if (known !== undefined) return known
  const found = dataOf(await paths(db).matters.doc(String(version)).get())
  if (found === null) throw new CountyNotSetUp(`there is no version ${version} of the matters`)
  const tree = treeOf(found)
  trees.set(version, tree)
  return tree
}

/** The tree of matters that holds today; an empty one where the county has none yet. */
export const mattersInForce = async (
  db: Firestore,
  { matters = [] }: SettingsDocument,
  now: Instant,
): Promise<MatterTree> => {
  const version = versionOn(matters, dayOfNumber(dayNumberOf(now)))
  return version === null ? NO_MATTERS : treeNumbered(db, version)
}

let latest: { readonly entered: string; readonly calendar: Calendar } | undefined

/** The official calendar with what the county entered over it; built again only when that changed. */
export const calendarOf = ({ calendarYears, calendarDays }: CountyCalendar): Calendar => {
  const entered = JSON.stringify([calendarYears, calendarDays])
  if (latest?.entered !== entered)
    latest = { entered, calendar: calendarFrom({ calendarYears, calendarDays }) }
  return latest.calendar
}

export const present = (settings: SettingsDocument | null): SettingsDocument => {
  if (settings === null) throw new CountyNotSetUp('settings/county is missing')
  return settings
}

export const readSettings = async (db: Firestore): Promise<SettingsDocument> =>
  present(dataOf(await paths(db).settings.get()))
