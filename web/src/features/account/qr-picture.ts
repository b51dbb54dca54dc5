/** A text as a picture for a telephone's camera: one path of unit squares. The encoder is loaded only when asked. */
export interface Picture {
  /** Squares a side, with the empty border that cameras need. */
  readonly size: number
  readonly path: string
}

export const pictureOf = async (text: string): Promise<Picture> => {
  const { encode } = await import('uqr')
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return { size, path }
}
