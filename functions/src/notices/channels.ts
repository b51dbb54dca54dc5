import type { Firestore, Transaction } from 'firebase-admin/firestore'
import type { ChannelGiven } from '../contract/account'
import { type AllowedHosts, allowedHosts } from '../domain/notices/channel-hosts'
import { type ChannelShown, reachable, shownOf } from '../domain/notices/channels'
import type { Instant } from '../domain/base/instant'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import { isLoopbackAllowed } from '../platform/receivers'
import type { SettingsDocument, StaffDocument } from '../schema/documents'
import { present } from '../store/county'
import { dataOf, paths, readTogether } from '../store/paths'

/** Where messages may be sent. */
export const hostsOf = ({ channelHosts }: SettingsDocument): AllowedHosts =>
  allowedHosts(channelHosts, isLoopbackAllowed())

/** Sets how a person is told, or that they are not. What is stored is never shown again but for its kind and host. */
export const putChannel = async (
  transaction: Transaction,
  db: Firestore,
  author: string,
  uid: string,
  channel: ChannelGiven,
  now: Instant,
): Promise<Result<ChannelShown | null>> => {
  const at = paths(db)
  if (channel.kind === 'none') {
    transaction.delete(at.channels.doc(uid))
    return ok(null)
  }
  const [settings, person] = await readTogether<[SettingsDocument, StaffDocument]>(
    transaction,
    at.settings,
    at.staff.doc(uid),
  )
  const checked = reachable(channel, hostsOf(present(settings)))
  if (!checked.ok) return checked
  if (person?.active !== true) return refused(refuse('channel.unknown-person'))
  transaction.set(at.channels.doc(uid), { ...checked.value, by: author, at: now })
  return ok(shownOf(checked.value))
}

/** A person's own channel, set by themselves. */
export const setMine = (
  db: Firestore,
  uid: string,
  channel: ChannelGiven,
  now: Instant,
): Promise<Result<ChannelShown | null>> =>
  db.runTransaction((transaction) => putChannel(transaction, db, uid, uid, channel, now))

export const shownMine = async (db: Firestore, uid: string): Promise<ChannelShown | null> => {
  const channel = dataOf(await paths(db).channels.doc(uid).get())
  return channel === null ? null : shownOf(channel)
}
