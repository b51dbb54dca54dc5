/** The second factor: a code that an authenticator on the person's telephone shows. Loaded only where one is asked. */
import type { FirebaseError } from 'firebase/app'
import {
  getMultiFactorResolver,
  multiFactor,
  type MultiFactorError,
  TotpMultiFactorGenerator,
  type User,
} from 'firebase/auth'
import { firebase } from '../firebase/app'

/** The last step of a sign-in or an enrolment: giving the code that the authenticator shows. */
export type CodeStep = (code: string) => Promise<void>

const ISSUER = '湖口县12345热线'

/** How a sign-in that stopped at the second factor goes on. */
export const codeStep = async (error: FirebaseError): Promise<CodeStep> => {
  const { auth } = await firebase()
  // The SDK makes this error out of that one's answer; its code says which it is.
  const resolver = getMultiFactorResolver(auth, error as MultiFactorError)
  const factor = resolver.hints.find(({ factorId }) => factorId === TotpMultiFactorGenerator.FACTOR_ID)
  if (factor === undefined) throw error
  return async (code) => {
    await resolver.resolveSignIn(TotpMultiFactorGenerator.assertionForSignIn(factor.uid, code))
  }
}

const whoSitsHere = async (): Promise<User> => {
  const { auth } = await firebase()
  if (auth.currentUser === null) throw new Error('nobody is signed in')
  return auth.currentUser
}

export const hasSecondFactor = async (): Promise<boolean> =>
  multiFactor(await whoSitsHere()).enrolledFactors.length > 0

/** A secret for an authenticator, to be read off a picture or typed. */
export interface Enrolment {
  readonly secret: string
  readonly url: string
  /** Makes it the person's second factor, once a code shows that the authenticator has it. */
  readonly finish: CodeStep
}

export const beginEnrolment = async (): Promise<Enrolment> => {
  const user = await whoSitsHere()
  const secret = await TotpMultiFactorGenerator.generateSecret(await multiFactor(user).getSession())
  return {
    secret: secret.secretKey,
    url: secret.generateQrCodeUrl(user.email ?? '', ISSUER),
    finish: (code) =>
      multiFactor(user).enroll(TotpMultiFactorGenerator.assertionForEnrollment(secret, code), '动态口令'),
  }
}
