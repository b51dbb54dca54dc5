import { postOfKey } from '@domain/people'
import { postName } from '@domain/words/terms'
import type { Staff } from '../../firebase/queries'
import { unitName } from '../../office/county'

export type Person = Staff & { readonly id: string }

export const postText = (key: string): string => {
  const post = postOfKey(key)
  return post === null ? key : postName(post, unitName)
}
