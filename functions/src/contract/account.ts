import type { Channel, ChannelShown } from '../domain/notices/channels'
import type { Ask } from './ask'

/** Which of one's sessions: this one, all but this one, or the one of that id. */
export type WhichSession = 'this' | 'others' | { readonly id: string }

/** What a person does with their own sign-in. */
export type AccountAsk =
  | Ask<{ readonly type: 'change-password'; readonly password: string }, { readonly ended: 'all' }>
  | Ask<{ readonly type: 'end-sessions'; readonly which: WhichSession }, { readonly ended: number }>

/** An invited person sets their password, without having signed in. */
export interface ClaimAsk {
  readonly token: string
  readonly password: string
}

/** How somebody is told outside the app, as administration gives it; `none` takes it away. */
export type ChannelGiven = { readonly kind: 'none' } | Channel
/**
 * The same, as a person gives it themselves. The county pays for text messages, so only administration gives the
 * gateway.
 */
export type OwnChannel = Exclude<ChannelGiven, { readonly kind: 'sms' }>

/** How the person who asks is told; with `set` from now on. */
export type MyChannelAsk = { readonly type: 'show' } | { readonly type: 'set'; readonly channel: OwnChannel }
export interface MyChannelAnswer {
  readonly channel: ChannelShown | null
}
