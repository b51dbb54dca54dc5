import type { CommandData, CommandType } from '../domain/order/command'
import type { OnOrder } from './ask'

/** A command on an order. The domain says what its data may be: `CommandData`. */
export type CommandAsk<T extends CommandType = CommandType> = {
  [K in T]: OnOrder & {
    /** Chosen by the caller. Asked again with the same id, the command is still done once. */
    readonly id: string
    readonly type: K
    /** The version the caller saw; needed where the judgement rests on it. */
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
