import { refuse, type Refusal } from '../base/refusal'

export const PASSWORD_AT_LEAST = 10
export const PASSWORD_AT_MOST = 128
/** From this length on a phrase is hard to guess, whatever characters it has. */
const LONG = 16
/** Words that everybody here would try first. */
const FIRST_GUESSES = ['12345', 'hukou']
/** A shorter account name occurs in too many words to be recognised. */
const NAME_AT_LEAST = 3

/**
 * Identity Platform also requires a small letter and a digit (docs/identity-platform.json), and refuses a password without
 * them at sign-in. A password that passes here must not fail there.
 */
const ALWAYS = [/[a-z]/, /\d/]
const UNLESS_LONG = /[A-Z]|[^a-zA-Z\d]/

/**
 * Why this cannot be the person's password, or null if it can. `email` is the account's address. The refusal never
 * repeats any part of the password.
 */
export const passwordProblem = (password: string, { email }: { readonly email: string }): Refusal | null => {
  const { length } = password
  if (length < PASSWORD_AT_LEAST) return refuse('password.too-short', { least: PASSWORD_AT_LEAST })
  if (length > PASSWORD_AT_MOST) return refuse('password.too-long', { most: PASSWORD_AT_MOST })
  const lower = password.toLowerCase()
  const name = email.toLowerCase().split('@')[0] ?? ''
  const guesses = name.length < NAME_AT_LEAST ? FIRST_GUESSES : [...FIRST_GUESSES, name]
  if (guesses.some((guess) => lower.includes(guess))) return refuse('password.guessable')
  if (new Set(lower).size < PASSWORD_AT_LEAST / 2) return refuse('password.guessable')
  const isPlain =
    !ALWAYS.every((kind) => kind.test(password)) || (length < LONG && !UNLESS_LONG.test(password))
  return isPlain ? refuse('password.too-plain') : null
}
