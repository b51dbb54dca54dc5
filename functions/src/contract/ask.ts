/** One thing that can be asked, and what is answered to it. */
export interface Ask<Asked, Answered> {
  readonly asks: Asked
  readonly answers: Answered
}

/** The order it is about, and the post it is asked as (`handler@mayi`). */
export interface OnOrder {
  readonly order: string
  readonly actingAs: string
}

/** Done, and nothing to say. */
export type Nothing = Readonly<Record<string, never>>
