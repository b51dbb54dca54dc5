import { postOfKey, standingOf } from '../../../functions/src/domain/people/people'
import type { StaffDocument } from '../../../functions/src/schema/documents'

/** Somebody at the door: an account or none, what their token claims, and what the county has stored of them. */
interface Persona {
  readonly uid: string | null
  readonly claims?: Readonly<Record<string, unknown>>
  readonly staff?: StaffDocument
}

/** As administration stores a person: what they may read follows from their posts and from nothing else. */
const staff = (uid: string, ...posts: string[]): Persona & { readonly uid: string } =>
  stored(uid, posts, false)

/** The same, and some order accuses them by name. */
const accused = (uid: string, ...posts: string[]): Persona & { readonly uid: string } =>
  stored(uid, posts, true)

const stored = (
  uid: string,
  posts: readonly string[],
  isAccused: boolean,
): Persona & { readonly uid: string } => ({
  uid,
  staff: {
    name: uid,
    active: true,
    posts,
    ...standingOf(
      uid,
      posts.flatMap((key) => postOfKey(key) ?? []),
      true,
      isAccused,
    ),
  },
})

const but = (person: Persona & { readonly uid: string }, change: Partial<StaffDocument>): Persona => ({
  uid: person.uid,
  ...(person.staff !== undefined && { staff: { ...person.staff, ...change } }),
})

const EVERYTHING = ['centre', 'leaders', 'supervision', 'administration', 'unit:mayi', 'handler@mayi']
const INVENTED = { active: true, admin: true, role: 'administrator', tokens: EVERYTHING, readers: EVERYTHING }

export const PEOPLE = {
  clerk: staff('clerk', 'clerk'),
  reviewer: staff('reviewer', 'reviewer'),
  handlerOfMayi: staff('handler-of-mayi', 'handler@mayi'),
  leaderInChargeOfMayi: staff('leader-in-charge-of-mayi', 'leader-in-charge@mayi'),
  principalOfMayi: staff('principal-of-mayi', 'principal-leader@mayi'),
  handlerOfLiusi: staff('handler-of-liusi', 'handler@liusi'),
  handlerOfShuangzhong: staff('handler-of-shuangzhong', 'handler@shuangzhong'),
  handlerOfMayiAndLiusi: staff('handler-of-mayi-and-liusi', 'handler@mayi', 'handler@liusi'),
  handlerOfLiusiAndShuangzhong: staff(
    'handler-of-liusi-and-shuangzhong',
    'handler@liusi',
    'handler@shuangzhong',
  ),
  /** Posts that are refused today, from before. */
  clerkAndHandlerOfShuangzhong: staff('clerk-and-handler-of-shuangzhong', 'clerk', 'handler@shuangzhong'),
  accusedClerk: accused('accused-clerk', 'clerk'),
  accusedHandlerOfLiusi: accused('accused-handler-of-liusi', 'handler@liusi'),
  countyLeader: staff('county-leader', 'county-leader'),
  supervision: staff('supervision', 'supervision'),
  accusedSupervisor: accused('accused-supervisor', 'supervision'),
  discipline: staff('discipline', 'discipline'),
  city: staff('city', 'city'),
  administrator: staff('administrator', 'administrator'),
  accusedAdministrator: accused('accused-administrator', 'administrator'),
  /** Was invited anew, and holds a token of a sign-in after it. */
  clerkSignedInAgain: {
    ...but(staff('clerk-signed-in-again', 'clerk'), { signedInAfter: 1000 }),
    claims: { auth_time: 1001 },
  },
  /** The same, with a token of the very last second before. */
  clerkWithAnOldToken: {
    ...but(staff('clerk-with-an-old-token', 'clerk'), { signedInAfter: 1000 }),
    claims: { auth_time: 1000 },
  },
  /** Given a post, and has not come yet; the tokens would be a slip. */
  invitedClerk: but(staff('invited-clerk', 'clerk'), { active: false, invited: true }),
  /** Left the centre; their tokens were forgotten in the document. */
  formerClerk: but(staff('former-clerk', 'clerk'), { active: false }),
  /** Left the unit; their tokens were forgotten in the document. */
  formerHandlerOfMayi: but(staff('former-handler-of-mayi', 'handler@mayi'), { active: false }),
  formerAdministrator: but(staff('former-administrator', 'administrator'), { active: false }),
  /** Still works for the county, but the tokens of the post were taken away. */
  handlerWithoutTokens: but(staff('handler-without-tokens', 'handler@mayi'), {
    tokens: [],
    withheld: [],
  }),
  /** Somebody else knows their password. */
  handlerWithAGivenPassword: but(staff('handler-with-a-given-password', 'handler@mayi'), {
    mustChangePassword: true,
  }),
  /** The policy asks a second factor of them; the one signed in with it, the other without. */
  handlerWithSecondFactor: {
    ...but(staff('handler-with-second-factor', 'handler@mayi'), { needsSecondFactor: true }),
    claims: { firebase: { sign_in_provider: 'password', sign_in_second_factor: 'totp' } },
  },
  handlerWithoutSecondFactor: but(staff('handler-without-second-factor', 'handler@mayi'), {
    needsSecondFactor: true,
  }),
  /** Two sign-ins, of which the owner has ended one. */
  handlerInAnOpenSession: {
    ...but(staff('handler-in-sessions', 'handler@mayi'), { sessions: ['desk'] }),
    claims: { session: 'desk' },
  },
  handlerInAnEndedSession: {
    ...but(staff('handler-in-sessions', 'handler@mayi'), { sessions: ['desk'] }),
    claims: { session: 'phone' },
  },
  handlerWithoutAnySession: {
    ...staff('handler-without-any-session', 'handler@mayi'),
    claims: { session: 'desk' },
  },
  /** Works in the other unit and has a token that claims the world. */
  handlerOfLiusiWithClaims: { ...staff('handler-of-liusi-with-claims', 'handler@liusi'), claims: INVENTED },
  /** Has an account that claims the world, and nothing else. */
  selfAppointed: { uid: 'self-appointed', claims: INVENTED },
  /** Has an account; administration has never heard of them. */
  stranger: { uid: 'stranger' },
  nobody: { uid: null },
} satisfies Record<string, Persona>

export type Person = keyof typeof PEOPLE
export const persona = (person: Person): Persona => PEOPLE[person]

/** Everyone whom the county does not know, or not any more. None of them may read anything of the county's. */
export const OUTSIDERS = [
  'formerClerk',
  'invitedClerk',
  'clerkWithAnOldToken',
  'formerHandlerOfMayi',
  'formerAdministrator',
  'selfAppointed',
  'stranger',
  'nobody',
] as const satisfies readonly Person[]
