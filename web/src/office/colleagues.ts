/**
 * The names of staff, for whoever may read them: the centre names people anyway, and a unit its own. Posts alone
 * otherwise.
 */
import { computed, type ComputedRef } from 'vue'
import { unitAudience, unitsOf } from '@domain/people/people'
import { peopleWith, rosters } from '../firebase/queries'
import { posts, session } from '../session/session'
import { useLive } from '../ui/use-live'

/** Said by the security rules (`keepsOrNamesPeople`). */
const MAY_NAME = ['administration', 'clear:centre']
/** As many ids as one query takes. */
const AT_ONCE = 30

export type PersonName = (uid: string) => string | null

/** The people of one's own units by uid, those who left included. */
export const useOwnPeople = (): ComputedRef<ReadonlyMap<string, string>> => {
  const live = useLive((): [readonly string[]] | null => {
    const units = unitsOf(posts.value)
    return units.length === 0 ? null : [units.map(unitAudience)]
  }, rosters)
  return computed(() => new Map((live.value.value ?? []).flatMap(({ people }) => Object.entries(people))))
}

/** Oneself is always known. */
export const useNames = (uids: () => readonly string[]): ComputedRef<PersonName> => {
  const staff = computed(() => (session.value.name === 'in' ? session.value.staff : null))
  const asked = computed(() =>
    staff.value?.tokens.some((token) => MAY_NAME.includes(token)) === true
      ? [...new Set(uids())].filter(Boolean).sort().slice(0, AT_ONCE)
      : [],
  )
  const live = useLive(
    (): [readonly string[]] | null => (asked.value.length === 0 ? null : [asked.value]),
    peopleWith,
  )
  const own = useOwnPeople()
  return computed(() => {
    const names = new Map([
      ...own.value,
      ...(live.value.value ?? []).map(({ id, name }): [string, string] => [id, name]),
    ])
    if (session.value.name === 'in') names.set(session.value.uid, session.value.staff.name)
    return (uid) => names.get(uid) ?? null
  })
}
