import type { CommandData, CommandType } from '../domain/order/command'
import type { OnOrder } from './ask'

/** A command on an order. What its data may be is the domain's: `CommandData`. */
export type CommandAsk<T extends CommandType = CommandType> = {
  [K in T]: OnOrder & {
    /** Chosen by who asks; asked again under the same id, it is done once. */
    readonly id: string
    readonly type: K
    /** The version that was seen; needed where the judgement rests on it. */
    readonly expectedVersion?: number | null
    readonly data: CommandData[K]
  }
}[T]

export interface CommandDone {
  /** The order's version after it. */
  readonly version: number
  /** It had been done before; nothing was done now. */
  readonly repeated: boolean
}
