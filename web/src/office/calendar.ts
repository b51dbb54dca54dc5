/** The calendar that deadlines are computed with, followed once for the whole session. */
import { computed, type ComputedRef, effectScope } from 'vue'
import type { Calendar } from '@domain/time/calendar'
import { calendarFrom } from '@domain/time/county-calendar'
import { countyRules } from '../firebase/queries'
import { session } from '../session/session'
import { useLive } from '../ui/use-live'

const scope = effectScope(true)
let calendar: ComputedRef<Calendar | null> | undefined

/** Null until it is known. */
export const useCalendar = (): ComputedRef<Calendar | null> =>
  (calendar ??= scope.run(() => {
    const rules = useLive(
      (): [] | null => (session.value.name === 'in' ? [] : null),
      () => countyRules,
    )
    return computed(() => (rules.value.value === null ? null : calendarFrom(rules.value.value)))
  })!)
