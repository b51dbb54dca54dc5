import { no, ok, refuse, type Result } from './refusal'

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
/** Names that only a network of one's own knows. */
const INTERNAL = /(?:^|\.)(?:local|localhost|localdomain|internal|intranet|lan|corp|home|arpa|private)$/

const parsed = (url: string): URL | null => {
  try {
    return new URL(url)
  } catch {
    return null
  }
}

/**
 * Whether messages may be sent to this address. The server asks whatever it is told to, so it must not be told to ask
 * its own network: a public name over https, nothing else. On the emulator a receiver on this machine will do.
 */
export const reachable = <C extends Channel>(channel: C, onEmulator: boolean): Result<C> => {
  const url = parsed(channel.url)
  if (url === null || url.username !== '' || url.password !== '')
    return no(refuse('channel.bad-url', 'input'))
  if (onEmulator && url.protocol === 'http:' && LOOPBACK.includes(url.hostname)) return ok(channel)
  if (url.protocol !== 'https:') return no(refuse('channel.not-https', 'input'))
  const host = url.hostname.replace(/\.$/, '')
  // A browser's URL writes every spelling of an address in one way, so numbers in disguise are seen here as well.
  const isAddress = host.startsWith('[') || /^[\d.]+$/.test(host)
  if (isAddress || !host.includes('.') || INTERNAL.test(host))
    return no(refuse('channel.internal-host', 'input', { host }))
  return ok(channel)
}
