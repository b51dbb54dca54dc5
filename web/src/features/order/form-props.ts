import { LIMITS } from '@contract/limits'
import type { CommandType } from '@domain/order/command'
import type { Order } from '@domain/order/order'
import type { Who } from '@domain/people/people'

/** What every command's form is given. */
export interface FormProps {
  readonly order: Order
  readonly who: Who
  /** The command it is for: one form may serve several. */
  readonly type: CommandType
  /**
   * Called when the server has accepted it. A property and not an event: the live order often shows the change before
   * the answer arrives, and by then the form is gone.
   */
  readonly done: (version: number, said: string) => void
}

/** Lengths the door accepts. */
export const { line: LINE, text: TEXT } = LIMITS
