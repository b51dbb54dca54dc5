import type { MattersChange } from '../domain/matters/changing'

/** The next version of the tree of matters, as somebody of the county centre. */
export type KeepMattersAsk = MattersChange & { readonly actingAs: string }

export interface MattersKept {
  readonly version: number
}
