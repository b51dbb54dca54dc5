/** Who sits here. The staff document is followed live: a person it shuts out is out at once. */
import { computed, type ComputedRef, shallowRef } from 'vue'
import { FirebaseError } from 'firebase/app'
import {
  EmailAuthProvider,
  onAuthStateChanged,
  reauthenticateWithCredential,
  signInWithEmailAndPassword,
  signOut as leaveAuth,
  type User,
} from 'firebase/auth'
import { type Post, postKey, postOfKey, type Who } from '@domain/people/people'
import { firebase } from '../firebase/app'
import type { Staff } from '@contract/documents'
import { dropAll, keepDraftsFor, type Storages } from '../commands/kept-drafts'
import { leaveFreely } from '../ui/leaving'
import type { CodeStep } from './second-factor'
import { type Farewell, isOpenedFromOurs, joinTabs, takeOver, type Together } from './tabs'

export type Session =
  | { readonly name: 'starting' }
  | { readonly name: 'unreachable' }
  | { readonly name: 'signed-out' }
  | { readonly name: 'entering'; readonly uid: string }
  /** Known, but shown nothing until the password is changed or the second factor is there. */
  | { readonly name: 'limited'; readonly uid: string; readonly staff: Staff; readonly lacks: Lack }
  | { readonly name: 'in'; readonly uid: string; readonly staff: Staff }
export type Lack = 'password' | 'second-factor'

export const session = shallowRef<Session>({ name: 'starting' })

const ACTING_AS = 'acting-as'
const chosen = shallowRef(sessionStorage.getItem(ACTING_AS))

/** The posts of whoever is signed in; a post this build does not know cannot be acted in. */
export const posts: ComputedRef<readonly Post[]> = computed(() =>
  session.value.name === 'in' ? session.value.staff.posts.flatMap((key) => postOfKey(key) ?? []) : [],
)

/** The person in the post they act in now, or null when nobody is in or they have no post. */
export const who: ComputedRef<Who | null> = computed(() => {
  if (session.value.name !== 'in') return null
  const post = posts.value.find((each) => postKey(each) === chosen.value) ?? posts.value[0]
  return post === undefined ? null : { uid: session.value.uid, post }
})

/** Remembered for the tab: it names a post, not a person. */
export const actIn = (post: string): void => {
  chosen.value = post
  sessionStorage.setItem(ACTING_AS, post)
}

let stopFollowing = (): void => undefined
let tabs: Together | null = null

const STORAGES: Storages = { tab: sessionStorage, device: localStorage }

/** Whose session another tab may take over, or must end with this one. */
const openSession = (): string | null =>
  !leaving && (session.value.name === 'in' || session.value.name === 'limited')
    ? `${session.value.uid} ${mine.id ?? ''}`
    : null

/**
 * What somebody does here that ends this session. The staff document often says that it ended before the door has
 * answered; without this, whoever has just changed their password was told that somebody else had ended it.
 */
let endedBy: Farewell | null = null
let leaving = false

/** Does something whose success ends this session, and leaves with this farewell, whichever word comes first. */
export const endingWith = async <A extends { readonly kind: string }>(
  farewell: Farewell,
  act: () => Promise<A>,
): Promise<A> => {
  endedBy = farewell
  const answer = await act()
  if (answer.kind === 'done') await leave(farewell)
  // An answer that was lost leaves open what happened; the document will tell.
  else if (answer.kind === 'refused') endedBy = null
  return answer
}

/** What this tab's token says of its sign-in. */
let mine: { readonly id: string | null; readonly secondFactor: boolean } = { id: null, secondFactor: false }

const learnMine = async (user: User): Promise<void> => {
  const { claims, signInSecondFactor } = await user.getIdTokenResult()
  const id = claims['session']
  mine = { id: typeof id === 'string' ? id : null, secondFactor: signInSecondFactor !== null }
}

export const isMine = (id: string): boolean => id === mine.id

const lackOf = ({ mustChangePassword, needsSecondFactor }: Staff): Lack | null =>
  mustChangePassword === true
    ? 'password'
    : needsSecondFactor === true && !mine.secondFactor
      ? 'second-factor'
      : null

const follow = async (user: User): Promise<void> => {
  const { uid } = user
  session.value = { name: 'entering', uid }
  const [{ staff }] = await Promise.all([import('../firebase/queries'), learnMine(user)])
  stopFollowing = staff(uid)({
    next: (document) => {
      if (document === null) return void leave('unknown')
      if (!document.active || document.tokens.length === 0) return void leave('revoked')
      if (mine.id !== null && !(document.sessions ?? []).includes(mine.id))
        return void leave(endedBy ?? 'ended')
      const lacks = lackOf(document)
      keepDraftsFor(uid, STORAGES)
      session.value =
        lacks === null
          ? { name: 'in', uid, staff: document }
          : { name: 'limited', uid, staff: document, lacks }
    },
    failed: (why) => {
      if (why === 'denied') void leave(endedBy ?? 'revoked')
      else session.value = { name: 'unreachable' }
    },
  })
}

const changed = (user: User | null): void => {
  stopFollowing()
  if (user === null) session.value = { name: 'signed-out' }
  else follow(user).catch(() => (session.value = { name: 'unreachable' }))
}

/** Resolves once it is known whether somebody is signed in. */
export const startSession = async (): Promise<void> => {
  try {
    if (isOpenedFromOurs(location, document.referrer, sessionStorage)) await takeOver(sessionStorage)
    tabs ??= joinTabs(sessionStorage, openSession, (farewell) => void leave(farewell, true))
    const { auth } = await firebase()
    await auth.authStateReady()
    onAuthStateChanged(auth, changed)
  } catch {
    session.value = { name: 'unreachable' }
  }
}

const withSecondFactor = async (signingIn: Promise<unknown>): Promise<CodeStep | null> => {
  try {
    await signingIn
    return null
  } catch (error) {
    if (!(error instanceof FirebaseError) || error.code !== 'auth/multi-factor-auth-required') throw error
    const { codeStep } = await import('./second-factor')
    return codeStep(error)
  }
}

/** Signs in, or says what is still missing. */
export const signIn = async (email: string, password: string): Promise<CodeStep | null> => {
  const { auth } = await firebase()
  return withSecondFactor(signInWithEmailAndPassword(auth, email, password))
}

/** Whoever sits here shows once more that they know the password, as a sign-in of this minute. */
export const prove = async (password: string): Promise<CodeStep | null> => {
  const { auth } = await firebase()
  const user = auth.currentUser
  if (user?.email == null) throw new Error('nobody is signed in')
  const step = await withSecondFactor(
    reauthenticateWithCredential(user, EmailAuthProvider.credential(user.email, password)),
  )
  if (step === null) {
    await learnMine(user)
    return null
  }
  return async (code) => {
    await step(code)
    await learnMine(user)
  }
}

/** How long somebody who leaves waits for the server to close the session behind them. */
const PATIENCE = 2_000

const endThisSession = async (): Promise<void> => {
  const { call } = await import('../firebase/doors')
  await Promise.race([
    call('myAccount', { type: 'end-sessions', which: 'this' }),
    new Promise((resolve) => setTimeout(resolve, PATIENCE)),
  ])
}

/**
 * Ends the session, in all its tabs, and loads the page anew: what was on the screens, in the cache or half typed is gone
 * with the page's memory, whatever a component forgot. Whoever is only away for long finds again what waits for a
 * signature. `told`: another tab has ended it.
 */
export const leave = async (farewell: Farewell, told = false): Promise<void> => {
  if (leaving) return
  if (!told) tabs?.leave(farewell)
  if ('uid' in session.value && farewell !== 'idle') dropAll(session.value.uid, STORAGES)
  leaving = true
  stopFollowing()
  leaveFreely()
  // The router saves scroll positions, and with them which orders were open, even while the page unloads.
  addEventListener('pagehide', () => sessionStorage.clear())
  if (farewell === 'left' || farewell === 'idle') session.value = { name: 'starting' }
  if (!told && (farewell === 'left' || farewell === 'idle'))
    // Without an answer the session stays listed, for its owner to end elsewhere; here it ends in any case.
    await endThisSession().catch(() => undefined)
  const { auth } = await firebase()
  await leaveAuth(auth)
  location.replace(`/sign-in?farewell=${farewell}`)
}
