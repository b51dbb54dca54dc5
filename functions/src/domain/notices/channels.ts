import { type AllowedHosts, hostOnList } from './channel-hosts'
import { refused, ok, refuse, type Result } from '../base/refusal'

/** Where a person hears of notices besides the app: through a robot of 企业微信 or 钉钉, or by text message. */
export type Channel =
  | { readonly kind: 'wecom'; readonly url: string }
  | { readonly kind: 'dingtalk'; readonly url: string; readonly secret: string }
  | { readonly kind: 'sms'; readonly url: string; readonly secret: string; readonly phone: string }
export type ChannelKind = Channel['kind']

/** What a person may be shown of a channel: the rest of its address is as good as a password. */
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
 * Whether messages may be sent to this address: over https, to a host that administration lists, and to no other. The
 * server asks whatever it is told to, so it is not told to by whoever owns a channel. Asked when a channel is set and
 * again each time something is sent to it.
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

/** Whether what the channel's name resolves to may be a private address. */
export const leadsInside = ({ url }: Channel, allowed: AllowedHosts): boolean =>
  hostOnList(new URL(url), allowed)?.inside === true
