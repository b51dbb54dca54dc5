import { type AllowedHosts, hostOnList } from './channel-hosts'
import { refused, ok, refuse, type Result } from '../base/refusal'

/** Where a person gets notices besides the app: from a robot of 企业微信 or 钉钉, or by text message. */
export type Channel =
  | { readonly kind: 'wecom'; readonly url: string }
  | { readonly kind: 'dingtalk'; readonly url: string; readonly secret: string }
  | { readonly kind: 'sms'; readonly url: string; readonly secret: string; readonly phone: string }
export type ChannelKind = Channel['kind']

/** The part of a channel that may be shown: the rest of its address is as good as a password. */
export interface ChannelShown {
  readonly kind: ChannelKind
  readonly host: string
}

export const shownOf = ({ kind, url }: Channel): ChannelShown => ({ kind, host: new URL(url).host })

const LOOPBACK = ['127.0.0.1', 'localhost']

const parsed = (url: string): URL | null => {
  try {
    return new URL(url)
  } catch {
    return null
  }
}

/**
 * Whether messages may be sent to this address: over https, and only to a host that administration lists. The server
 * requests any address it is given, so the owner of a channel must not choose the host. Checked when a channel is set
 * and again before each message.
 */
export const reachable = <C extends Channel>(channel: C, allowed: AllowedHosts): Result<C> => {
  const url = parsed(channel.url)
  if (url === null || url.username !== '' || url.password !== '') return refused(refuse('channel.bad-url'))
  if (allowed.loopback && url.protocol === 'http:' && LOOPBACK.includes(url.hostname)) return ok(channel)
  if (url.protocol !== 'https:') return refused(refuse('channel.not-https'))
  return hostOnList(url, allowed) === null
    ? refused(refuse('channel.host-not-listed', { host: url.host }))
    : ok(channel)
}

/** Whether the channel's name may resolve to a private address. */
export const leadsInside = ({ url }: Channel, allowed: AllowedHosts): boolean =>
  hostOnList(new URL(url), allowed)?.inside === true
