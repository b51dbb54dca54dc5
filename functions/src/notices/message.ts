import { createHmac } from 'node:crypto'
import type { Channel } from '../domain/notices/channels'
import type { Instant } from '../domain/base/instant'

/** One request to a receiver, ready to be sent. */
export interface Message {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Robots always answer 200, and say in the body what happened. */
  readonly isRobot: boolean
}

const hmac = (secret: string, text: string): Buffer =>
  createHmac('sha256', secret).update(text, 'utf8').digest()

/** 钉钉: the time and the secret, signed with the secret, appended to the robot's address. */
const signedForDingtalk = (url: string, secret: string, now: Instant): string => {
  const signed = new URL(url)
  signed.searchParams.set('timestamp', String(now))
  signed.searchParams.set('sign', hmac(secret, `${now}\n${secret}`).toString('base64'))
  return signed.href
}

/**
 * What a channel is sent; docs/channels.md describes it for the receiver's side. The same thing always has the same
 * key, so that a receiver can recognise a repeat.
 */
export const messageFor = (channel: Channel, text: string, key: string, now: Instant): Message => {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Idempotency-Key': key }
  if (channel.kind !== 'sms') {
    const body = JSON.stringify({ msgtype: 'text', text: { content: text } })
    const url = channel.kind === 'wecom' ? channel.url : signedForDingtalk(channel.url, channel.secret, now)
    return { url, headers, body, isRobot: true }
  }
  const timestamp = String(Math.floor(now / 1000))
  const body = JSON.stringify({ to: channel.phone, text })
  const signature = hmac(channel.secret, `${timestamp}.${body}`).toString('hex')
  return {
    url: channel.url,
    headers: { ...headers, 'X-Hotline-Timestamp': timestamp, 'X-Hotline-Signature': signature },
    body,
    isRobot: false,
  }
}
