import type { CountyChange } from '../domain/administration/county-rules'
import type { Home } from '../domain/confidential/looks'
import type { Move } from '../domain/administration/moves'
import type { ChannelHost } from '../domain/notices/channel-hosts'
import type { ChannelGiven } from './account'

/** A person and their posts. A new one is known by their address; one who is there by their account: one of both. */
export interface SetStaff {
  readonly type: 'set-staff'
  readonly email?: string
  readonly uid?: string
  readonly name: string
  readonly posts: readonly string[]
  readonly active: boolean
  /** Invites somebody who is there anew: what they sign in with now ends. Who is new is invited in any case. */
  readonly invite?: boolean
  /** Takes effect without a second person, and everybody who watches is told. */
  readonly emergency?: { readonly reason: string }
}
export interface SetUnit {
  readonly type: 'set-unit'
  readonly id: string
  readonly name: string
  readonly kind: 'township' | 'department'
  readonly section: string
}

/** What administration does: people, their posts, units, channels, the policy and the calendar. */
export type AdministerAct =
  | SetStaff
  | SetUnit
  | { readonly type: 'agree'; readonly proposal: string }
  | { readonly type: 'decline'; readonly proposal: string }
  | { readonly type: 'set-channel'; readonly uid: string; readonly channel: ChannelGiven }
  | { readonly type: 'set-home'; readonly uid: string; readonly home: Home | null }
  | { readonly type: 'set-hosts'; readonly hosts: readonly ChannelHost[] }
  | { readonly type: 'retry-delivery'; readonly delivery: string }
  | { readonly type: 'require-password-change'; readonly uid: string }
  | { readonly type: 'remove-second-factor'; readonly uid: string }
  | CountyChange

interface AsAdministrator {
  readonly actingAs: 'administrator'
}
export type AdministerAsk = AsAdministrator & AdministerAct

export interface Administered {
  /** Of the person, the unit or the proposal; of the policy or the calendar its version. */
  readonly id: string
  /** With which an invited person sets their password; shown this once. */
  readonly invitation: string | null
  /** Whether it waits for a second administrator. */
  readonly proposed: boolean
  /** The walk that brings open orders in line with a change, to follow in `jobs`. */
  readonly job: string | null
}

/** What a change would move, a page of the open orders at a time; `after` the last order of the page before. */
export type PreviewAsk = AsAdministrator & CountyChange & { readonly after: string | null }

export interface PreviewPage {
  /** The first moves of this page, for a person to look at. */
  readonly moves: readonly Move[]
  /** Orders of this page of which something moves. */
  readonly orders: number
  readonly seen: number
  /** Where the next page begins; null after the last. */
  readonly after: string | null
}
