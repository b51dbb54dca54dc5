/** The list of hosts as it is written: a line each, `sms.example.cn`, `sms.example.cn:8443`, `sms.hukou.lan 内网`. */
import type { ChannelHost } from '@domain/notices/channel-hosts'

const HTTPS = 443
const LINE = /^(\S+?)(?::(\d{1,5}))?(\s+内网)?$/

export const hostLines = (hosts: readonly ChannelHost[]): string =>
  hosts
    .map(({ host, port, inside }) => `${host}${port === HTTPS ? '' : `:${port}`}${inside ? ' 内网' : ''}`)
    .join('\n')

/** What the lines say. One that says nothing readable is sent as it is, for the server to name. */
export const readHosts = (text: string): ChannelHost[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, host = line, port, inside] = LINE.exec(line) ?? []
      return { host, port: port === undefined ? HTTPS : Number(port), inside: inside !== undefined }
    })
