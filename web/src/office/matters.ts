/** The county's tree of matters as it holds today: for the page that chooses from it. A version never changes. */
import { computed, type ComputedRef } from 'vue'
import { dayNumberOf, dayOfNumber } from '@domain/base/instant'
import { type MatterTree, treeOf, versionOn } from '@domain/matters/tree'
import { countyRules, matters } from '../firebase/queries'
import { now } from '../time/now'
import { useLive } from '../ui/use-live'

/** Null until it has arrived, and where the county has none. */
export const useMatters = (): ComputedRef<MatterTree | null> => {
  const rules = useLive(
    (): [] => [],
    () => countyRules,
  )
  const version = computed(() => {
    const today = dayOfNumber(dayNumberOf(now.value))
    return versionOn(rules.value.value?.matters ?? [], today)
  })
  const live = useLive(
    (): [string] | null => (version.value === null ? null : [String(version.value)]),
    matters,
  )
  return computed(() => (live.value.value === null ? null : treeOf(live.value.value)))
}
