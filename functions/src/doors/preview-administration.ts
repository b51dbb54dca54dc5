import { previewPage } from '../administration/preview'
import { door } from '../platform/door'
import { database } from '../store/database'

/** Which deadlines a change would move, a page at a time, before anybody makes it. */
export const previewAdministration = door('previewAdministration', (author, { after, ...change }, now) =>
  previewPage(database(), author, change, after, now),
)
