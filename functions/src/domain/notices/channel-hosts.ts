import { refused, ok, refuse, type Result } from '../base/refusal'

/** A host, by name, that messages may be sent to. Administration keeps the list (`administer`, `set-hosts`). */
export interface ChannelHost {
  readonly host: string
  readonly port: number
  /** A gateway in the county's own network: its name may resolve to a private address. */
  readonly inside: boolean
}

const HTTPS = 443

/** The robots' hosts, until administration sets others. */
export const ROBOT_HOSTS: readonly ChannelHost[] = ['qyapi.weixin.qq.com', 'oapi.dingtalk.com'].map(
  (host) => ({ host, port: HTTPS, inside: false }),
)

/** The list in force, and whether a receiver on this machine is accepted too. */
export interface AllowedHosts {
  readonly listed: readonly ChannelHost[]
  readonly loopback: boolean
}

/** Where a receiver on this machine is accepted at all, it is accepted until somebody sets the list. */
export const allowedHosts = (
  listed: readonly ChannelHost[] | undefined,
  loopback: boolean,
): AllowedHosts => ({
  listed: listed ?? ROBOT_HOSTS,
  loopback: loopback && listed === undefined,
})

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** Names that exist only inside a private network. */
const INTERNAL = /(?:^|\.)(?:local|localhost|localdomain|internal|intranet|lan|corp|home|arpa|private)$/

/**
 * A host name in its one spelling: lower case, no dot at its end. Its last part is not a number, which rules out IP
 * addresses in every form: decimal, hex, octal or IPv6.
 */
const isName = (host: string): boolean => {
  const labels = host.split('.')
  return (
    host.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^(?:\d|0x)/.test(labels.at(-1)!)
  )
}

/** The list as it is stored, or the host on it that is not allowed. */
export const checkedHosts = (hosts: readonly ChannelHost[]): Result<readonly ChannelHost[]> => {
  const bad = hosts.find(({ host, inside }) => !isName(host) || (!inside && INTERNAL.test(host)))
  if (bad !== undefined) return refused(refuse('hosts.bad-name', { host: bad.host }))
  const seen = new Set<string>()
  for (const { host, port } of hosts) {
    if (seen.has(`${host}:${port}`)) return refused(refuse('hosts.twice', { host }))
    seen.add(`${host}:${port}`)
  }
  return ok(hosts)
}

/** The host on the list that an address leads to, or null. */
export const hostOnList = (url: URL, { listed }: AllowedHosts): ChannelHost | null => {
  const port = url.port === '' ? HTTPS : Number(url.port)
  return listed.find((each) => each.host === url.hostname && each.port === port) ?? null
}
