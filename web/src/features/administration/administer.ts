import type { Administered, AdministerAct } from '@contract/administration'
import { type Answer, call } from '../../firebase/doors'

/** Administration's door, asked as what it takes. */
export const administer = (act: AdministerAct): Promise<Answer<Administered>> =>
  call('administer', { ...act, actingAs: 'administrator' })
