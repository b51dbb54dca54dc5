import type { CountyChange } from '../domain/administration/county-rules'
import type { Home } from '../domain/confidential/looks'
import type { Move } from '../domain/administration/moves'
import type { ChannelHost } from '../domain/notices/channel-hosts'
import type { FiledMechanism } from '../domain/people/unit'
import type { ChannelGiven } from './account'

/**
 * A person and their posts. A new person is named by their address, an existing one by their account: exactly one of
 * both.
 */
export interface SetStaff {
  readonly type: 'set-staff'
  readonly email?: string
  readonly uid?: string
  readonly name: string
  readonly posts: readonly string[]
  readonly active: boolean
  /** Invites an existing person anew: what they sign in with now ends. A new person is always invited. */
  readonly invite?: boolean
  /** Takes effect without a second person. Everybody who watches is told. */
  readonly emergency?: { readonly reason: string }
}
export interface SetUnit {
  readonly type: 'set-unit'
  readonly id: string
  readonly name: string
  readonly kind: 'township' | 'department'
  readonly section: string
  /** Each of these stays as it is where it is left out. */
  readonly duties?: readonly string[] | undefined
  readonly disciplineGroup?: string | undefined
  readonly mechanisms?: readonly FiledMechanism[] | undefined
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
  /** The id of the person, the unit or the proposal; for the policy or the calendar, its version. */
  readonly id: string
  /** The token with which an invited person sets their password; shown this once. */
  readonly invitation: string | null
  /** Whether it waits for a second administrator. */
  readonly proposed: boolean
  /** The walk that brings open orders in line with the change; its progress is in `jobs`. */
  readonly job: string | null
}

/** What a change would move, one page of open orders at a time. `after` is the last order of the page before. */
export type PreviewAsk = AsAdministrator & CountyChange & { readonly after: string | null }

/** What would be left open: asked of the posts that a person is to lose, or of a unit that is not ready. */
export interface LeavePostsAsk extends AsAdministrator {
  readonly type: 'leave-posts'
  /** Who would leave; null where it is only asked what waits. */
  readonly uid: string | null
  readonly posts: readonly string[]
}

export interface LeftOpen {
  readonly posts: readonly {
    readonly post: string
    /** How many others hold it. */
    readonly others: number
    /** How many orders wait for it; those that accuse somebody are not counted. */
    readonly waiting: number
  }[]
}

export interface PreviewPage {
  /** The first moves of this page, for a person to look at. */
  readonly moves: readonly Move[]
  /** How many orders of this page have something that moves. */
  readonly orders: number
  readonly seen: number
  /** Where the next page begins; null after the last. */
  readonly after: string | null
}
