/** The callables through which a person acts. */
import { FirebaseError } from 'firebase/app'
import { httpsCallable } from 'firebase/functions'
import type { ChannelHost } from '@domain/notices/channel-hosts'
import type { Channel, ChannelShown } from '@domain/notices/channels'
import type { CommandData, CommandType } from '@domain/order/command'
import type { CountyChange } from '@domain/administration/county-rules'
import type { MattersChange } from '@domain/matters/changing'
import type { Move } from '@domain/administration/moves'
import type { EvidenceKind } from '@domain/evidence/evidence'
import type { AnsweredRefusal } from '@domain/base/refusal'
import { data } from './data'

const PATIENCE = 25_000
/** A part of a file is a megabyte, and the last word on a large file takes the server a while. */
const PATIENCE_WITH_FILES = 90_000

/** `lost`: no answer came, so it may or may not have been done; asking again with the same id finds out. */
export type Answer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: AnsweredRefusal }
  | { readonly kind: 'lost' }

const isRefusal = (value: unknown): value is AnsweredRefusal =>
  typeof value === 'object' && value !== null && typeof (value as Partial<AnsweredRefusal>).code === 'string'

const refusalIn = (error: unknown): AnsweredRefusal | null => {
  if (!(error instanceof FirebaseError)) return null
  const details = (error as { details?: unknown }).details
  const refusal =
    typeof details === 'object' && details !== null && 'refusal' in details ? details.refusal : null
  if (isRefusal(refusal)) return refusal
  return error.code === 'functions/unauthenticated' ? { code: 'access.not-signed-in', rule: 'access' } : null
}

const call = async <T>(name: string, request: object, timeout = PATIENCE): Promise<Answer<T>> => {
  try {
    const { functions } = await data()
    const answer = await httpsCallable<object, T>(functions, name, { timeout })(request)
    return { kind: 'done', value: answer.data }
  } catch (error) {
    const refusal = refusalIn(error)
    // A server that broke down half-way cannot say whether it was done either.
    return refusal === null || refusal.code === 'system.unavailable'
      ? { kind: 'lost' }
      : { kind: 'refused', refusal }
  }
}

export interface CommandRequest<T extends CommandType> {
  readonly order: string
  readonly id: string
  readonly type: T
  readonly actingAs: string
  readonly expectedVersion: number
  readonly data: CommandData[T]
}

export const command = <T extends CommandType>(
  request: CommandRequest<T>,
): Promise<Answer<{ readonly version: number; readonly repeated: boolean }>> => call('command', request)

export interface CallerData {
  readonly name: string
  readonly phone: string
  readonly idNumber: string
  readonly address: string
  readonly title: string
  readonly text: string
}

export const lookAtCaller = (request: {
  readonly order: string
  readonly actingAs: string
  readonly why: string
}): Promise<Answer<{ readonly caller: CallerData; readonly left: number }>> => call('lookAtCaller', request)

export type OwnChannel = { readonly kind: 'none' } | Exclude<Channel, { kind: 'sms' }>

/** How the person who asks is told outside the app; with `set` from now on. */
export const myChannel = (
  request: { readonly type: 'show' } | { readonly type: 'set'; readonly channel: OwnChannel },
): Promise<Answer<{ readonly channel: ChannelShown | null }>> => call('myChannel', request)

/** What a person does with their own sign-in; also open to whoever is shown nothing else yet. */
export const myAccount = (
  request:
    | { readonly type: 'change-password'; readonly password: string }
    | { readonly type: 'end-sessions'; readonly which: 'this' | 'others' | { readonly id: string } },
): Promise<Answer<{ readonly ended: number | 'all' }>> => call('myAccount', request)

export const retryDelivery = (delivery: string): Promise<Answer<unknown>> =>
  call('administer', { type: 'retry-delivery', actingAs: 'administrator', delivery })
interface StaffSaid {
  readonly type: 'set-staff'
  readonly name: string
  readonly posts: readonly string[]
  readonly active: boolean
  /** Invites somebody who is there already anew. */
  readonly invite?: boolean
  /** Takes effect without a second person. */
  readonly emergency?: { readonly reason: string }
}
/** A new person is known by their address; one who is there already by their account, since the address is not stored. */
type SetStaff = StaffSaid & ({ readonly email: string } | { readonly uid: string })
interface SetChannel {
  readonly type: 'set-channel'
  readonly uid: string
  readonly channel: { readonly kind: 'none' } | Channel
}
interface ResetSignIn {
  readonly type: 'require-password-change' | 'remove-second-factor'
  readonly uid: string
}
interface SetHosts {
  readonly type: 'set-hosts'
  readonly hosts: readonly ChannelHost[]
}
export interface SetUnit {
  readonly type: 'set-unit'
  readonly id: string
  readonly name: string
  readonly kind: 'township' | 'department'
  readonly section: string
}
export interface Administered {
  readonly id: string
  /** With which an invited person sets their password; shown this once. */
  readonly invitation: string | null
  /** Whether it waits for a second administrator. */
  readonly proposed: boolean
  /** The walk that brings open orders in line, to follow. */
  readonly job: string | null
}

const AS_ADMINISTRATOR = { actingAs: 'administrator' } as const

export const administer = (
  request: SetStaff | SetChannel | SetHosts | ResetSignIn | SetUnit | CountyChange,
): Promise<Answer<Administered>> => call('administer', { ...request, ...AS_ADMINISTRATOR })

/** Agrees to what another administrator proposed, or does not. */
export const decide = (type: 'agree' | 'decline', proposal: string): Promise<Answer<Administered>> =>
  call('administer', { type, proposal, ...AS_ADMINISTRATOR })

/** An invited person sets their password, without having signed in. */
export const claimInvitation = (request: {
  readonly token: string
  readonly password: string
}): Promise<Answer<unknown>> => call('claimInvitation', request)

/** The county centre makes the next version of the tree of matters. */
export const keepMatters = (
  request: MattersChange & { readonly actingAs: string },
): Promise<Answer<{ readonly version: number }>> => call('keepMatters', request)

export interface PreviewPage {
  readonly moves: readonly Move[]
  readonly orders: number
  readonly seen: number
  readonly after: string | null
}

/** One page of what a change would move; nothing is changed by asking. */
export const previewChange = (change: CountyChange, after: string | null): Promise<Answer<PreviewPage>> =>
  call('previewAdministration', { ...change, after, ...AS_ADMINISTRATOR })
/** What the door of evidence is asked, and what it answers. */
interface EvidenceDoor {
  begin: {
    readonly asks: {
      readonly kind: EvidenceKind
      readonly fileName: string
      readonly bytes: number
      readonly sha256: string
    }
    readonly answers: {
      readonly id: string
      readonly partBytes: number
      readonly received: readonly number[]
      readonly done: boolean
    }
  }
  part: {
    readonly asks: { readonly id: string; readonly index: number; readonly data: string }
    readonly answers: object
  }
  finish: { readonly asks: { readonly id: string }; readonly answers: object }
  discard: { readonly asks: { readonly id: string }; readonly answers: object }
  look: {
    readonly asks: { readonly id: string; readonly why: string }
    readonly answers: {
      readonly look: string
      readonly left: number
      readonly type: string
      readonly data: string
    }
  }
  read: {
    readonly asks: { readonly id: string; readonly look: string; readonly index: number }
    readonly answers: { readonly data: string }
  }
}

export const evidence = <T extends keyof EvidenceDoor>(
  type: T,
  at: { readonly order: string; readonly actingAs: string },
  request: EvidenceDoor[T]['asks'],
): Promise<Answer<EvidenceDoor[T]['answers']>> =>
  call('evidence', { ...at, ...request, type }, PATIENCE_WITH_FILES)
