/** What administration's door takes about one person who is there already. */
import type { Channel } from '@domain/channels'
import { administer, type Administered, type Answer, type SetStaff } from '../../firebase/doors'

/** Found by their account, not by their address: that is not stored with them. */
interface ChangeStaff extends Omit<SetStaff, 'email'> {
  readonly uid: string
}
interface SetChannel {
  readonly type: 'set-channel'
  readonly uid: string
  readonly channel: { readonly kind: 'none' } | Channel
}

export const administerPerson = (request: ChangeStaff | SetChannel): Promise<Answer<Administered>> =>
  // The door takes more than the requests `administer` names.
  administer(request as unknown as SetStaff)
