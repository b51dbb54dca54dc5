/** Who sits here. The staff document is followed live: whoever it shuts out is out at once. */
import { computed, type ComputedRef, shallowRef } from 'vue'
import {
  onAuthStateChanged,
  signInWithEmailAndPassword,
  signOut as leaveAuth,
  type User,
} from 'firebase/auth'
import { type Post, postKey, postOfKey, type Who } from '@domain/people'
import { firebase } from '../firebase/app'
import type { Staff } from '../firebase/queries'

export type Session =
  | { readonly name: 'starting' }
  | { readonly name: 'unreachable' }
  | { readonly name: 'signed-out' }
  | { readonly name: 'entering'; readonly uid: string }
  | { readonly name: 'in'; readonly uid: string; readonly staff: Staff }

/** Why somebody is on the sign-in page who did not come by themselves. */
export type Farewell = 'left' | 'revoked' | 'unknown'

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

const follow = async (uid: string): Promise<void> => {
  session.value = { name: 'entering', uid }
  const { staff } = await import('../firebase/queries')
  stopFollowing = staff(uid)({
    next: (document) => {
      if (document === null) void leave('unknown')
      else if (!document.active || document.tokens.length === 0) void leave('revoked')
      else session.value = { name: 'in', uid, staff: document }
    },
    failed: (why) => {
      if (why === 'denied') void leave('revoked')
      else session.value = { name: 'unreachable' }
    },
  })
}

const changed = (user: User | null): void => {
  stopFollowing()
  if (user === null) session.value = { name: 'signed-out' }
  else follow(user.uid).catch(() => (session.value = { name: 'unreachable' }))
}

/** Resolves once it is known whether somebody is signed in. */
export const startSession = async (): Promise<void> => {
  try {
    const { auth } = await firebase()
    await auth.authStateReady()
    onAuthStateChanged(auth, changed)
  } catch {
    session.value = { name: 'unreachable' }
  }
}

export const signIn = async (email: string, password: string): Promise<void> => {
  const { auth } = await firebase()
  await signInWithEmailAndPassword(auth, email, password)
}

/**
 * Ends the session and loads the page anew: what was on the screens, in the cache or half typed is gone with the
 * page's memory, whatever a component forgot.
 */
export const leave = async (farewell: Farewell): Promise<void> => {
  stopFollowing()
  // The router notes scroll positions, and with them which orders were open, as late as when the page goes.
  addEventListener('pagehide', () => sessionStorage.clear())
  const { auth } = await firebase()
  await leaveAuth(auth)
  location.replace(`/sign-in?farewell=${farewell}`)
}
