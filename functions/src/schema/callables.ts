/** The schema of each callable, held against the contract. */
import type { z } from 'zod'
import type { Asks, Callable } from '../contract/callables'
import { administration, invitationClaim, preview } from './administration'
import { myChannelRequest } from './channels'
import { commandRequest } from './commands'
import { evidenceRequest } from './evidence'
import { likelySameRequest, lookRequest } from './looks'
import { mattersChange } from './matters'
import { myAccountRequest } from './sessions'
import { takeInRequest } from './transfer'

/** Types as the contract writes them: read-only, and without `undefined` in fields that may be left out. */
type Plain<T> = T extends object ? { readonly [K in keyof T]: Plain<Exclude<T[K], undefined>> } : T
/** The same, as if nothing might be left out. */
type Whole<T> = T extends object ? { readonly [K in keyof T]-?: Whole<Exclude<T[K], undefined>> } : T
/** No field may be left out here, so a field that only one of them names makes them differ. */
type Identical<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

/**
 * Whether a schema matches its contract: it accepts everything the contract lets one ask, its result is within the
 * contract, and neither names a field or a choice that the other lacks. Patterns and lengths are not compared.
 */
export type Difference<S extends z.ZodType, Asked> = [Plain<Asked>] extends [Plain<z.input<S>>]
  ? [Plain<z.output<S>>] extends [Plain<Asked>]
    ? Identical<Whole<z.input<S>>, Whole<Asked>> extends true
      ? unknown
      : { readonly differs: 'it takes a field or a choice that the contract does not name' }
    : { readonly differs: 'what it makes of it is not what the contract says' }
  : { readonly differs: 'it does not take what the contract lets one ask' }

const held = <S extends Readonly<Record<Callable, z.ZodType>>>(
  schemas: S & { readonly [C in Callable]: Difference<S[C], Asks<C>> },
): S => schemas

/** A schema that differs from `contract/` does not compile here. */
export const SCHEMAS = held({
  command: commandRequest,
  lookAtCaller: lookRequest,
  likelySame: likelySameRequest,
  evidence: evidenceRequest,
  takeIn: takeInRequest,
  keepMatters: mattersChange,
  administer: administration,
  previewAdministration: preview,
  claimInvitation: invitationClaim,
  myChannel: myChannelRequest,
  myAccount: myAccountRequest,
})

/** What a door is handed: what was asked, read by its schema. */
export type Read<C extends Callable> = z.output<(typeof SCHEMAS)[C]>
