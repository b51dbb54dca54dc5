import { randomBytes } from 'node:crypto'
import { sha256 } from '../platform/sha256'

/** What an invited person is handed, once: `{uid}.{secret}`. Only its hash is kept. */
export interface Invitation {
  readonly token: string
  readonly hash: string
}

/** 256 bits: nobody guesses one, so no count of attempts is kept. */
export const newInvitation = (uid: string): Invitation => {
  const token = `${uid}.${randomBytes(32).toString('base64url')}`
  return { token, hash: sha256(token) }
}

/** Whose invitation a token says it is, and what its hash must be. */
export const readInvitation = (token: string): { readonly uid: string; readonly hash: string } => ({
  uid: token.slice(0, token.indexOf('.')),
  hash: sha256(token),
})
