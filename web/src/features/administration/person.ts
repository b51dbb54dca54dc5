import { postOfKey } from '@domain/people/people'
import { postName } from '@domain/words/terms'
import type { Staff } from '@contract/documents'
import { unitName } from '../../office/county'

export type Person = Staff & { readonly id: string }

/** What is said of a change that takes two. */
export const AGREED_FIRST = '须另一位系统管理员在 7 天内同意后才生效'

/** The token stands behind the #, which no server and no log ever sees. */
export const invitationLink = (token: string): string => `${location.origin}/invitation#${token}`

export const postText = (key: string): string => {
  const post = postOfKey(key)
  return post === null ? key : postName(post, unitName)
}
