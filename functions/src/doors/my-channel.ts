import type { ChannelShown } from '../domain/notices/channels'
import { ok, type Result } from '../domain/base/refusal'
import { door } from '../platform/door'
import { myChannelRequest } from '../schema/channels'
import { setMine, shownMine } from '../notices/channels'
import { database } from '../store/database'

/** A person's own channel: what kind it is and where it leads, or another one in its place. */
export const myChannel = door(
  myChannelRequest,
  async (uid, request, now): Promise<Result<{ readonly channel: ChannelShown | null }>> => {
    if (request.type === 'show') return ok({ channel: await shownMine(database(), uid) })
    const set = await setMine(database(), uid, request.channel, now)
    return set.ok ? ok({ channel: set.value }) : set
  },
)
