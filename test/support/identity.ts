import { inject } from 'vitest'
import { REGION } from '../../functions/src/platform/runtime'
import type { Refusal } from '../../functions/src/domain/base/refusal'
import type { CallAnswer } from './system'

/** The sign-in service and the database, reached by REST, as anybody with only a network can. */

interface Identity {
  readonly idToken?: string
  readonly localId?: string
  readonly error?: { readonly message: string }
}

const post = async <T>(url: string, body: object, token?: string): Promise<T> => {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await answer.json()) as T
}

const identity = (act: string, body: object): Promise<Identity> =>
  post(
    `http://127.0.0.1:${inject('suite').ports.auth}/identitytoolkit.googleapis.com/v1/accounts:${act}?key=local`,
    { ...body, returnSecureToken: true },
  )

export const signUp = (email: string, password: string): Promise<Identity> =>
  identity('signUp', { email, password })

export const signInWith = (email: string, password: string): Promise<Identity> =>
  identity('signInWithPassword', { email, password })

/** The token of a sign-in that has to succeed. */
export const tokenOf = async (email: string, password: string): Promise<string> => {
  const { idToken, error } = await signInWith(email, password)
  if (idToken === undefined) throw new Error(`${email} could not sign in: ${error?.message ?? ''}`)
  return idToken
}

export const changeEmail = (idToken: string, email: string): Promise<Identity> =>
  identity('update', { idToken, email })

/** What the database answers to a read of one document: 200, or why not. */
export const readStatus = async (idToken: string, path: string): Promise<number> => {
  const { ports, projectId } = inject('suite')
  const url = `http://127.0.0.1:${ports.firestore}/v1/projects/${projectId}/databases/(default)/documents/${path}`
  return (await fetch(url, { headers: { authorization: `Bearer ${idToken}` } })).status
}

/** Calls a callable with a token from the sign-in service; null with none. */
export const callWith = async <T>(
  idToken: string | null,
  name: string,
  data: object,
): Promise<CallAnswer<T>> => {
  const { functionsOrigin, projectId } = inject('suite')
  const { result, error } = await post<{
    result?: T
    error?: { status: string; message: string; details?: { refusal?: Refusal } }
  }>(`${functionsOrigin}/${projectId}/${REGION}/${name}`, { data }, idToken ?? undefined)
  if (error === undefined) return { ok: true, result: result as T }
  return { ok: false, status: error.status, message: error.message, refusal: error.details?.refusal ?? null }
}
