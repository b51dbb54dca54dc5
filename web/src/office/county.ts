/** The units, which nearly every screen names, and the catalogue; each followed once for the whole session, all of it. */
import { computed, type ComputedRef, effectScope, ref } from 'vue'
import { TOWNSHIPS } from '@domain/matters/townships'
import type { CatalogueEntry, Unit } from '@domain/people/unit'
import { CENTRE, type UnitName } from '@domain/words/terms'
import { catalogue, units as allUnits } from '../firebase/queries'
import { session } from '../session/session'
import type { Live } from '../ui/use-live'
import { useWhole } from '../ui/use-pages'

const scope = effectScope(true)
/** Whether any form has asked for the catalogue: most sessions dispatch nothing. */
const dispatches = ref(false)
// This module is loaded while somebody is still typing their password: to ask then would be to be refused for good.
const signedIn = (): [] | null => (session.value.name === 'in' ? [] : null)
const { live, entries } = scope.run(() => ({
  live: useWhole(signedIn, allUnits),
  entries: useWhole(() => (dispatches.value ? signedIn() : null), catalogue),
}))!

/** Every entry of the catalogue: which fit an order best is seen only over all of them. */
export const useCatalogue = (): ComputedRef<Live<readonly CatalogueEntry[]>> => {
  dispatches.value = true
  return entries
}

export const units = computed<readonly Unit[]>(() => live.value.value ?? [])
const names = computed(() => new Map(units.value.map((unit) => [unit.id, unit.name])))

export const unitName: UnitName = (unit) =>
  unit === 'centre' ? CENTRE : (names.value.get(unit) ?? '承办单位')

export const townshipName = (code: string | null): string | null =>
  code === null ? null : (TOWNSHIPS[code] ?? code)
