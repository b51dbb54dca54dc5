import type { Answers, Asks, Callable } from '../../functions/src/contract/callables'
import { REGION } from '../../functions/src/platform/runtime'
import { originOf, portOffset, ports } from './ports'

/** Where the functions answer and people sign in: the local system, or a real project. */
export interface Target {
  /** Callables are at `{functions}/{name}`. */
  readonly functions: string
  /** The Identity Toolkit's address up to and with its version. */
  readonly identity: string
  readonly apiKey: string
}

export const localTarget = (offset = portOffset(), projectId = 'demo-hotline'): Target => {
  const at = ports(offset)
  return {
    functions: `${originOf(at.functions)}/${projectId}/${REGION}`,
    identity: `${originOf(at.auth)}/identitytoolkit.googleapis.com/v1`,
    apiKey: 'local',
  }
}

export const remoteTarget = (functions: string, apiKey: string): Target => ({
  functions: functions.replace(/\/+$/, ''),
  identity: 'https://identitytoolkit.googleapis.com/v1',
  apiKey,
})

/** Nobody answered at that address, or not in our language. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** The system answered, and refused. `status` is a callable's, as `PERMISSION_DENIED`. */
export class Refused extends Error {
  override readonly name = 'Refused'
  constructor(
    readonly status: string,
    message: string,
    readonly details: unknown,
  ) {
    super(message)
  }
}

interface Reply {
  readonly error?: { readonly status?: string; readonly message?: string; readonly details?: unknown }
}

const post = async <T>(url: string, body: object, token?: string): Promise<T & Reply> => {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await response.json()) as T & Reply
  } catch (error) {
    throw new Unreachable(new URL(url).origin, { cause: error })
  }
}

export interface Session {
  call<C extends Callable>(callable: C, asks: Asks<C>): Promise<Answers<C>>
}

/** Signs a person in with their password. A token lasts an hour; a call that finds it expired signs in once more. */
export const signIn = async (target: Target, email: string, password: string): Promise<Session> => {
  const freshToken = async (): Promise<string> => {
    const url = `${target.identity}/accounts:signInWithPassword?key=${encodeURIComponent(target.apiKey)}`
    const reply = await post<{ idToken?: string }>(url, { email, password, returnSecureToken: true })
    if (reply.idToken === undefined)
      throw new Refused('UNAUTHENTICATED', reply.error?.message ?? 'no token', undefined)
    return reply.idToken
  }
  let token = await freshToken()
  const once = async <Answer>(name: string, data: unknown): Promise<Answer> => {
    const reply = await post<{ result?: Answer }>(`${target.functions}/${name}`, { data }, token)
    if (reply.error !== undefined)
      throw new Refused(reply.error.status ?? '', reply.error.message ?? '', reply.error.details)
    // Neither an answer nor an error: what answered was not the function, but something that gave up waiting for it.
    if (!('result' in reply)) throw new Unreachable(new URL(target.functions).origin)
    return reply.result
  }
  return {
    async call<C extends Callable>(callable: C, asks: Asks<C>): Promise<Answers<C>> {
      try {
        return await once(callable, asks)
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 'UNAUTHENTICATED') throw error
        token = await freshToken()
        return once(callable, asks)
      }
    },
  }
}
