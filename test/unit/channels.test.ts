import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { allowedHosts, checkedHosts, ROBOT_HOSTS } from '../../functions/src/domain/notices/channel-hosts'
import { type Channel, reachable, shownOf } from '../../functions/src/domain/notices/channels'
import { isPrivate, isPublic } from '../../functions/src/notices/addresses'
import { messageFor } from '../../functions/src/notices/message'
import { send } from '../../functions/src/notices/send'
import { myChannelRequest } from '../../functions/src/schema/channels'

const wecom = (url: string): Channel => ({ kind: 'wecom', url })
const SECRET = 'SEC-0123456789abcdef'
const NOW = 1_795_600_000_123

const HOSTS = allowedHosts(
  [...ROBOT_HOSTS, { host: 'sms.hukou.example.cn', port: 8443, inside: false }],
  false,
)

describe('the address of a channel', () => {
  it.each([
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1',
    'https://QYAPI.weixin.qq.com:443/cgi-bin/webhook/send?key=1',
    'https://sms.hukou.example.cn:8443/send',
  ])('%s will do', (url) => {
    expect(reachable(wecom(url), HOSTS)).toMatchObject({ ok: true })
  })

  it.each([
    ['no address', 'qyapi.weixin.qq.com', 'channel.bad-url'],
    ['with a password', 'https://me:secret@qyapi.weixin.qq.com/', 'channel.bad-url'],
    ['without encryption', 'http://qyapi.weixin.qq.com/', 'channel.not-https'],
    ['another protocol', 'ftp://qyapi.weixin.qq.com/', 'channel.not-https'],
    ['this machine where there is no emulator', 'http://127.0.0.1:9/', 'channel.not-https'],
    ['a public host that nobody listed', 'https://evil.example.cn/', 'channel.host-not-listed'],
    ['another port', 'https://qyapi.weixin.qq.com:8443/', 'channel.host-not-listed'],
    ['the port that everyone has', 'https://sms.hukou.example.cn/', 'channel.host-not-listed'],
    ['a name that begins like one listed', 'https://qyapi.weixin.qq.com.evil.cn/', 'channel.host-not-listed'],
    ['a name below one listed', 'https://x.qyapi.weixin.qq.com/', 'channel.host-not-listed'],
    ['a name that looks like one listed', 'https://qуapi.weixin.qq.com/', 'channel.host-not-listed'],
    ['with a dot at the end', 'https://qyapi.weixin.qq.com./', 'channel.host-not-listed'],
    ['an address in numbers', 'https://203.0.113.7/', 'channel.host-not-listed'],
    ['this machine in one number', 'https://2130706433/', 'channel.host-not-listed'],
    ['this machine in hex', 'https://0x7f.1/', 'channel.host-not-listed'],
    ['this machine in octal', 'https://0177.0.0.1/', 'channel.host-not-listed'],
    ['this machine in IPv6', 'https://[::1]/', 'channel.host-not-listed'],
    ['IPv4 inside IPv6', 'https://[::ffff:10.0.0.1]/', 'channel.host-not-listed'],
    ["the cloud's own service", 'https://metadata.google.internal/', 'channel.host-not-listed'],
  ])('%s is refused', (_, url, code) => {
    expect(reachable(wecom(url), HOSTS)).toMatchObject({ refusal: { code } })
  })

  it('may be this machine on the emulator until the list is set, and nothing else that it may not be elsewhere', () => {
    const unset = allowedHosts(undefined, true)
    expect(reachable(wecom('http://127.0.0.1:9/'), unset)).toMatchObject({ ok: true })
    expect(reachable(wecom('http://10.0.0.1/'), unset)).toMatchObject({ ok: false })
    expect(reachable(wecom('http://127.0.0.1.example.cn/'), unset)).toMatchObject({ ok: false })
    expect(reachable(wecom('http://127.0.0.1:9/'), allowedHosts([], true))).toMatchObject({ ok: false })
    expect(allowedHosts(undefined, false)).toEqual({ listed: ROBOT_HOSTS, loopback: false })
  })

  const listing = (host: string, inside = false) => checkedHosts([{ host, port: 443, inside }])

  it.each(['sms.hukou.gov.cn', 'a-b.xn--fiqs8s', 'gateway.example.cn'])('%s can be listed', (host) => {
    expect(listing(host)).toMatchObject({ ok: true })
  })

  it.each([
    ['an address', '203.0.113.7'],
    ['an address in one number', '2130706433'],
    ['an address in hex', '0x7f.0x1'],
    ['IPv6', '[2408::1]'],
    ['IPv6 without its brackets', '::1'],
    ['a name without a dot', 'gateway'],
    ['a dot at its end', 'sms.example.cn.'],
    ['a wild card', '*.example.cn'],
    ['an address of a page', 'sms.example.cn/send'],
    ['a port', 'sms.example.cn:8443'],
    ['a user', 'me@example.cn'],
    ['letters that are none', 'qуapi.weixin.qq.com'],
    ["the cloud's own service", 'metadata.google.internal'],
    ['this machine', 'x.localhost'],
  ])('%s cannot be listed', (_, host) => {
    expect(listing(host)).toMatchObject({ refusal: { code: 'hosts.bad-name' } })
  })

  it('of our own network can be listed where it is said to be inside, and nothing twice', () => {
    expect(listing('sms.hukou.lan')).toMatchObject({ ok: false })
    expect(listing('sms.hukou.lan', true)).toMatchObject({ ok: true })
    const one = { host: 'sms.example.cn', port: 443, inside: false }
    expect(checkedHosts([one, { ...one, inside: true }])).toMatchObject({ refusal: { code: 'hosts.twice' } })
    expect(checkedHosts([one, { ...one, port: 8443 }])).toMatchObject({ ok: true })
  })

  it('is shown by its host alone', () => {
    const shown = shownOf({
      kind: 'dingtalk',
      url: 'https://oapi.dingtalk.com/robot/send?access_token=1',
      secret: SECRET,
    })
    expect(shown).toEqual({ kind: 'dingtalk', host: 'oapi.dingtalk.com' })
  })

  it.each([
    ['8.8.8.8', true],
    ['2408:8000::1', true],
    ['10.1.2.3', false],
    ['100.64.0.1', false],
    ['169.254.169.254', false],
    ['172.31.0.1', false],
    ['192.168.1.1', false],
    ['0.0.0.0', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['fd00::1', false],
    ['fe80::1', false],
    ['2002:7f00:1::', false],
    ['not-an-address', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublic(address)).toBe(expected)
  })

  it.each([
    ['10.1.2.3', true],
    ['192.168.1.1', true],
    ['fd12::1', true],
    ['8.8.8.8', false],
    ['127.0.0.1', false],
    ['169.254.169.254', false],
    ['100.100.100.200', false],
    ['::1', false],
    ['fe80::1', false],
    ['fd00:ec2::254', false],
    ['::ffff:169.254.169.254', false],
  ])('%s is private: %s', (address, expected) => {
    expect(isPrivate(address)).toBe(expected)
  })

  it('of a text message gateway is not for oneself to set', () => {
    const sms = { kind: 'sms', url: 'https://a.example.cn', secret: SECRET, phone: '13800138000' }
    expect(myChannelRequest.safeParse({ type: 'set', channel: sms }).success).toBe(false)
    const robot = { kind: 'wecom', url: 'https://a.example.cn' }
    expect(myChannelRequest.safeParse({ type: 'set', channel: robot }).success).toBe(true)
  })
})

describe('a message', () => {
  it('[R15.1] to 企业微信 is its text, to the address as it was given', () => {
    const { url, body, headers } = messageFor(wecom('https://a.cn/send?key=1'), '您好', 'key', NOW)
    expect([url, JSON.parse(body), headers['Idempotency-Key']]).toEqual([
      'https://a.cn/send?key=1',
      { msgtype: 'text', text: { content: '您好' } },
      'key',
    ])
  })

  it('[R15.1] to 钉钉 is signed in its address', () => {
    const channel: Channel = { kind: 'dingtalk', url: 'https://a.cn/send?access_token=1', secret: SECRET }
    const sent = messageFor(channel, '您好', 'key', NOW).url
    const sign = createHmac('sha256', SECRET).update(`${NOW}\n${SECRET}`).digest('base64')
    expect(sent).toBe(`https://a.cn/send?access_token=1&timestamp=${NOW}&sign=${encodeURIComponent(sign)}`)
  })

  it('[R15.1] to a gateway is signed with its time', () => {
    const channel: Channel = { kind: 'sms', url: 'https://a.cn/', secret: SECRET, phone: '13800138000' }
    const { headers, body } = messageFor(channel, '您好', 'key', NOW)
    expect(JSON.parse(body)).toEqual({ to: '13800138000', text: '您好' })
    const timestamp = String(Math.floor(NOW / 1000))
    expect(headers).toMatchObject({
      'X-Hotline-Timestamp': timestamp,
      'X-Hotline-Signature': createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex'),
    })
  })

  it.each(['outside', 'inside'] as const)(
    'is not sent where a harmless name leads to this machine, listed as %s or not',
    async (whereabouts) => {
      const message = messageFor(wecom('https://localhost:9/'), '您好', 'key', NOW)
      expect(await send(message, whereabouts)).toBe('internal-host')
    },
  )
})
