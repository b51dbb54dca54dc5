/** What would be left open, asked again whenever the posts in question change. */
import { type ComputedRef, computed, shallowRef, watch } from 'vue'
import type { LeftOpen } from '@contract/administration'
import { call } from '../../firebase/doors'
import { postText } from './person'

type Left = LeftOpen['posts'][number]

/** What to say of a post that somebody is to leave; null where others hold it and go on. */
export const leftSaid = ({ post, others, waiting }: Left): string | null =>
  others > 0
    ? null
    : `${postText(post)}将无人在岗${waiting > 0 ? `，现有 ${waiting} 件工单等该岗位办理（不含举报类）` : ''}。之后的通知将改报上一级，请先安排接手人员。`

interface Question {
  readonly uid: string | null
  readonly posts: readonly string[]
}

export const useLeftOpen = (
  question: () => Question,
): {
  readonly left: ComputedRef<readonly { readonly post: string; readonly said: string }[]>
  readonly isUnknown: ComputedRef<boolean>
} => {
  const answer = shallowRef<readonly Left[] | 'unknown'>([])
  watch(
    () => JSON.stringify(question()),
    async (asked) => {
      const { uid, posts } = question()
      answer.value = []
      if (posts.length === 0) return
      const said = await call('previewAdministration', {
        type: 'leave-posts',
        actingAs: 'administrator',
        uid,
        posts,
      })
      // Another question was asked meanwhile.
      if (asked !== JSON.stringify(question())) return
      answer.value = said.kind === 'done' ? said.value.posts : 'unknown'
    },
    { immediate: true },
  )
  return {
    left: computed(() =>
      answer.value === 'unknown'
        ? []
        : answer.value.flatMap((each) => {
            const said = leftSaid(each)
            return said === null ? [] : [{ post: each.post, said }]
          }),
    ),
    isUnknown: computed(() => answer.value === 'unknown'),
  }
}
