import { createHmac } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { type Channel, reachable, shownOf } from '../../functions/src/domain/channels'
import { isPublic } from '../../functions/src/notices/addresses'
import { messageFor } from '../../functions/src/notices/message'
import { send } from '../../functions/src/notices/send'
import { myChannelRequest } from '../../functions/src/schema/channels'

const wecom = (url: string): Channel => ({ kind: 'wecom', url })
const SECRET = 'SEC-0123456789abcdef'
const NOW = 1_795_600_000_123

describe('the address of a channel', () => {
  it.each([
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1',
    'https://sms.hukou.example.cn:8443/send',
  ])('%s will do', (url) => {
    expect(reachable(wecom(url), false)).toMatchObject({ ok: true })
  })

  it.each([
    ['no address', 'qyapi.weixin.qq.com', 'channel.bad-url'],
    ['with a password', 'https://me:secret@gateway.example.cn/', 'channel.bad-url'],
    ['without encryption', 'http://gateway.example.cn/', 'channel.not-https'],
    ['another protocol', 'ftp://gateway.example.cn/', 'channel.not-https'],
    ['an address in numbers', 'https://203.0.113.7/', 'channel.internal-host'],
    ['this machine', 'https://127.0.0.1/', 'channel.internal-host'],
    ['this machine in one number', 'https://2130706433/', 'channel.internal-host'],
    ['this machine in hex', 'https://0x7f.1/', 'channel.internal-host'],
    ['this machine in IPv6', 'https://[::1]/', 'channel.internal-host'],
    ['IPv4 inside IPv6', 'https://[::ffff:10.0.0.1]/', 'channel.internal-host'],
    ['this machine by name', 'https://localhost/', 'channel.internal-host'],
    ["the cloud's own service", 'https://metadata.google.internal/', 'channel.internal-host'],
    ['with a dot at the end', 'https://metadata.google.internal./', 'channel.internal-host'],
    ['a name without a dot', 'https://gateway/', 'channel.internal-host'],
    ['a printer', 'https://printer.local/', 'channel.internal-host'],
    ['this machine where there is no emulator', 'http://127.0.0.1:9/', 'channel.not-https'],
  ])('%s is refused', (_, url, code) => {
    expect(reachable(wecom(url), false)).toMatchObject({ refusal: { code } })
  })

  it('may be this machine on the emulator, and nothing else that it may not be elsewhere', () => {
    expect(reachable(wecom('http://127.0.0.1:9/'), true)).toMatchObject({ ok: true })
    expect(reachable(wecom('http://10.0.0.1/'), true)).toMatchObject({ ok: false })
    expect(reachable(wecom('http://127.0.0.1.example.cn/'), true)).toMatchObject({ ok: false })
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

  it('is not sent where a harmless name leads into a network of our own', async () => {
    const to = (url: string) => send(messageFor(wecom(url), '您好', 'key', NOW))
    expect(await to('https://localhost:9/')).toBe('internal-host')
    vi.stubEnv('FUNCTIONS_EMULATOR', 'true')
    vi.stubEnv('GCLOUD_PROJECT', 'demo-unit')
    expect(await to('https://localhost:9/')).toBe('unreachable')
    vi.unstubAllEnvs()
  })
})
