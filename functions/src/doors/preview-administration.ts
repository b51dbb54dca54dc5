import { leaving } from '../administration/leaving'
import { previewPage } from '../administration/preview'
import { door } from '../platform/door'
import { database } from '../store/database'

/** What a change would move, a page at a time, or leave open, before anybody makes it. */
export const previewAdministration = door('previewAdministration', (author, ask, now) => {
  if (ask.type === 'leave-posts') return leaving(database(), author, ask)
  const { after, ...change } = ask
  return previewPage(database(), author, change, after, now)
})
