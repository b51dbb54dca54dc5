import { ok } from '../domain/base/refusal'
import { door } from '../platform/door'
import { setMine, shownMine } from '../notices/channels'
import { database } from '../store/database'

/** A person's own channel: what kind it is and where it leads, or another one in its place. */
export const myChannel = door('myChannel', async (uid, request, now) => {
  if (request.type === 'show') return ok({ channel: await shownMine(database(), uid) })
  const set = await setMine(database(), uid, request.channel, now)
  return set.ok ? ok({ channel: set.value }) : set
})
