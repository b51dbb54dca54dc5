/** A channel as it is entered: by the person themselves, or for them by administration. */
import type { Channel } from '@domain/notices/channels'

type Given = { readonly kind: 'none' } | Channel

/** `K`: the kinds there are to choose from. */
export interface ChannelDraft<K extends Given['kind']> {
  kind: K
  url: string
  secret: string
  phone: string
}

export const emptyDraft = <K extends Given['kind']>(kind: K): ChannelDraft<K> => ({
  kind,
  url: '',
  secret: '',
  phone: '',
})

/** What was entered, without what its kind does not have. */
export const channelOf = <K extends Given['kind']>({
  kind,
  url,
  secret,
  phone,
}: ChannelDraft<K>): Extract<Given, { kind: K }> =>
  ({
    kind,
    ...(kind !== 'none' && { url: url.trim() }),
    ...((kind === 'dingtalk' || kind === 'sms') && { secret: secret.trim() }),
    ...(kind === 'sms' && { phone: phone.trim() }),
  }) as Extract<Given, { kind: K }>
