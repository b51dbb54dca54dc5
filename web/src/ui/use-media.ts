import { onScopeDispose, ref, type Ref } from 'vue'

export const useMedia = (query: string): Readonly<Ref<boolean>> => {
  const media = matchMedia(query)
  const matches = ref(media.matches)
  const update = (): void => {
    matches.value = media.matches
  }
  media.addEventListener('change', update)
  onScopeDispose(() => media.removeEventListener('change', update))
  return matches
}
