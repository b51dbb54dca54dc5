import { getAuth } from 'firebase-admin/auth'
import type { Administered } from '../contract/administration'
import { ok, type Result } from '../domain/base/refusal'
import { armDelivery } from '../notices/arm'
import { ensureApp } from '../platform/app'
import { realNow } from '../platform/clock'
import { door } from '../platform/door'
import { resetSignIn, retryDelivery, setChannel, setHome, setUnit } from '../administration/administration'
import { database } from '../store/database'
import { setHosts } from '../administration/hosts'
import { decline } from '../administration/proposals'
import { changeRules } from '../administration/rules'
import { administered, agree, setStaff } from '../administration/people'

/** Administration's door: people, their posts, units, the policy and the calendar. Nothing else writes them. */
export const administer = door('administer', async (author, request, now) => {
  const db = database()
  switch (request.type) {
    case 'set-staff':
      return setStaff(author, request, now)
    case 'agree':
      return agree({ proposal: request.proposal, by: author }, now)
    case 'decline':
      return named(await decline(db, author, request.proposal, now))
    case 'set-unit':
      return named(await setUnit(db, author, request, now))
    case 'set-channel': {
      const channel = await setChannel(db, author, request.uid, request.channel, now)
      return channel.ok ? ok(administered(request.uid)) : channel
    }
    case 'set-home':
      return named(await setHome(db, author, request.uid, request.home, now))
    case 'set-hosts': {
      const set = await setHosts(db, author, request.hosts, now)
      return set.ok ? ok(administered(set.value.id, { proposed: set.value.proposed })) : set
    }
    case 'retry-delivery': {
      const retried = await retryDelivery(db, author, request.delivery, now)
      if (!retried.ok) return retried
      await armDelivery(retried.value, now)
      return ok(administered(request.delivery))
    }
    case 'require-password-change':
    case 'remove-second-factor': {
      const { type, uid } = request
      const reset = await resetSignIn(db, author, uid, type, { now, until: realNow() })
      if (!reset.ok) return reset
      const auth = getAuth(ensureApp())
      if (type === 'remove-second-factor')
        await auth.updateUser(uid, { multiFactor: { enrolledFactors: null } })
      await auth.revokeRefreshTokens(uid)
      return ok(administered(uid))
    }
    case 'publish-year':
    case 'set-county-days':
    case 'set-policy': {
      const change = await changeRules(db, author, request, now)
      if (!change.ok) return change
      const { version, job, proposal } = change.value
      return ok(administered(proposal ?? version, { job, proposed: proposal !== null }))
    }
  }
})

const named = (done: Result<{ readonly id: string }>): Result<Administered> =>
  done.ok ? ok(administered(done.value.id)) : done
