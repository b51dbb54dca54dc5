/** The units, which nearly every screen names; followed once for the whole session. */
import { computed, effectScope } from 'vue'
import { TOWNSHIPS } from '@domain/matters/townships'
import type { Unit } from '@domain/people/unit'
import { CENTRE, type UnitName } from '@domain/words/terms'
import { units as allUnits } from '../firebase/queries'
import { session } from '../session/session'
import { useLive } from '../ui/use-live'

const scope = effectScope(true)
const live = scope.run(() =>
  useLive(
    // This module is loaded while somebody is still typing their password: to ask then would be to be refused for good.
    (): [] | null => (session.value.name === 'in' ? [] : null),
    () => allUnits,
  ),
)!

export const units = computed<readonly Unit[]>(() => live.value.value ?? [])
const names = computed(() => new Map(units.value.map((unit) => [unit.id, unit.name])))

export const unitName: UnitName = (unit) =>
  unit === 'centre' ? CENTRE : (names.value.get(unit) ?? '承办单位')

export const townshipName = (code: string | null): string | null =>
  code === null ? null : (TOWNSHIPS[code] ?? code)
