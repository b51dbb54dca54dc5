import { getApp, getApps, initializeApp } from 'firebase-admin/app'
import { type Firestore, getFirestore } from 'firebase-admin/firestore'
import type { ProvidedContext } from 'vitest'
import type { CommandData, CommandType } from '../../functions/src/domain/order/command'
import { toIso } from '../../functions/src/domain/base/instant'
import type { Order } from '../../functions/src/domain/order/order'
import type { Refusal } from '../../functions/src/domain/base/refusal'
import { REGION } from '../../functions/src/platform/runtime'
import { paths } from '../../functions/src/store/paths'

export type SystemAddress = Pick<
  ProvidedContext['suite'],
  'projectId' | 'functionsOrigin' | 'tasksOrigin' | 'env'
>

/** A person and the post they act in. */
export type Acting = readonly [uid: string, post: string]

/** People of the sample county in the post the tests use them in. */
export const PEOPLE = {
  clerk: ['clerk', 'clerk'],
  reviewer: ['reviewer', 'reviewer'],
  handler: ['mayi-handler', 'handler@mayi'],
  leader: ['mayi-leader', 'leader-in-charge@mayi'],
} as const satisfies Record<string, Acting>

export type CallAnswer<T> =
  | { readonly ok: true; readonly result: T }
  | {
      readonly ok: false
      readonly status: string
      readonly message: string
      readonly refusal: Refusal | null
    }

/** The answer, if it is a good one. */
export const answered = async (answer: Promise<Response>): Promise<Response> => {
  const response = await answer
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`)
  return response
}

let commands = 0

/** A running system as the tests use it: its database past the rules, its callables as anybody, and its clock. */
export class System {
  readonly db: Firestore

  constructor(readonly address: SystemAddress) {
    // The SDK looks for the emulator when a client is made, so each system's client is made under its own address.
    Object.assign(process.env, address.env)
    const { projectId } = address
    const name = `${projectId} ${address.tasksOrigin}`
    const app = getApps().some((each) => each.name === name)
      ? getApp(name)
      : initializeApp({ projectId, serviceAccountId: `local@${projectId}.iam.gserviceaccount.com` }, name)
    this.db = getFirestore(app)
  }

  /** The local task server's controls. */
  async local(control: string, body: object = {}): Promise<unknown> {
    const answer = await answered(
      fetch(`${this.address.tasksOrigin}/_local/${control}`, { method: 'POST', body: JSON.stringify(body) }),
    )
    return answer.json()
  }

  async now(): Promise<number> {
    const answer = await answered(fetch(`${this.address.tasksOrigin}/_local/now`))
    return ((await answer.json()) as { now: number }).now
  }

  /** An ID token as the emulators take it: unsigned, and saying who, with what else is claimed of the sign-in. */
  tokenOf(uid: string, more: object = {}): string {
    const { projectId } = this.address
    const seconds = Math.floor(Date.now() / 1000)
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = {
      sub: uid,
      user_id: uid,
      aud: projectId,
      iss: `https://securetoken.google.com/${projectId}`,
      iat: seconds,
      exp: seconds + 3600,
      auth_time: seconds,
      ...more,
    }
    return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`
  }

  /** Calls a callable as a person; `null` calls it as nobody. */
  async call<T>(uid: string | null, name: string, data: unknown): Promise<CallAnswer<T>> {
    const { functionsOrigin, projectId } = this.address
    const response = await fetch(`${functionsOrigin}/${projectId}/${REGION}/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(uid !== null && { authorization: `Bearer ${this.tokenOf(uid)}` }),
      },
      body: JSON.stringify({ data }),
    })
    const answer = (await response.json()) as {
      result?: T
      error?: { status: string; message: string; details?: { refusal?: Refusal } }
    }
    if (answer.error === undefined) return { ok: true, result: answer.result as T }
    const { status, message, details } = answer.error
    return { ok: false, status, message, refusal: details?.refusal ?? null }
  }

  /** One command on an order as it is now, by a person in a post. */
  async give<T extends CommandType>(
    [uid, actingAs]: Acting,
    order: string,
    type: T,
    data: CommandData[T],
    more: { readonly id?: string; readonly expectedVersion?: number } = {},
  ): Promise<CallAnswer<{ version: number; repeated: boolean }>> {
    const expectedVersion = more.expectedVersion ?? (await this.orderOf(order))?.version ?? null
    const id = more.id ?? `test-command-${String(++commands)}-${String(Date.now())}`
    return this.call(uid, 'command', { order, id, type, actingAs, expectedVersion, data })
  }

  async orderOf(id: string): Promise<Order | null> {
    return (await paths(this.db).order(id).get()).data() ?? null
  }

  /** Brings one order in through the clerks' door, transferred now on the local clock unless said otherwise. */
  async bringIn(cityNumber: string, more: Record<string, unknown> = {}): Promise<void> {
    const row = {
      cityNumber,
      title: '路灯不亮',
      text: '村口的路灯坏了半个月，晚上出行不便，请派人维修。',
      category: 'help',
      transferredAt: toIso(await this.now()),
      caller: { name: '王小明', phone: '13800138000', idNumber: '', address: '' },
      ...more,
    }
    const answer = await this.call<{ rows: { status: string }[] }>(PEOPLE.clerk[0], 'takeIn', {
      actingAs: PEOPLE.clerk[1],
      rows: [row],
    })
    if (!answer.ok || answer.result.rows[0]?.status !== 'new')
      throw new Error(`${cityNumber} did not come in: ${JSON.stringify(answer)}`)
  }
}
