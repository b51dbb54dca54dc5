/** The county's rules in force, followed live: what an administrator changes here another sees at once. */
import type { ShallowRef } from 'vue'
import type { CountyRules } from '@domain/administration/county-rules'
import { countyRules } from '../../firebase/queries'
import { type Live, useLive } from '../../ui/use-live'

export const useRules = (): ShallowRef<Live<CountyRules | null>> =>
  useLive(
    (): [] => [],
    () => countyRules,
  )
