/** One thing that can be asked, and its answer. */
export interface Ask<Asked, Answered> {
  readonly asks: Asked
  readonly answers: Answered
}

/** The order, and the post in which the person asks (`handler@mayi`). */
export interface OnOrder {
  readonly order: string
  readonly actingAs: string
}

/** Done, and nothing to say. */
export type Nothing = Readonly<Record<string, never>>
