import { z } from 'zod'
import { LIMITS } from '../contract/limits'
import { line, name } from './text'

const url = name(LIMITS.url)
const secret = line(LIMITS.secret).refine((value) => value.length >= LIMITS.secretAtLeast)

const none = z.strictObject({ kind: z.literal('none') })
const wecom = z.strictObject({ kind: z.literal('wecom'), url })
const dingtalk = z.strictObject({ kind: z.literal('dingtalk'), url, secret })
const sms = z.strictObject({
  kind: z.literal('sms'),
  url,
  secret,
  phone: z
    .string()
    .length(LIMITS.mobile)
    .regex(/^1[3-9]\d*$/),
})

/** A person's channel as administration gives it; `none` takes it away. */
export const channelGiven = z.discriminatedUnion('kind', [none, wecom, dingtalk, sms])

/** What the `myChannel` door takes. The county pays for text messages, so the gateway is administration's to give. */
export const myChannelRequest = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('show') }),
  z.strictObject({
    type: z.literal('set'),
    channel: z.discriminatedUnion('kind', [none, wecom, dingtalk]),
  }),
])
