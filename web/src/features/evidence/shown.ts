type Shown = 'image' | 'audio' | 'video' | 'pages' | 'file'

/** How each type is looked at. Whatever is not here is kept as a file, never opened: a page or a drawing can act. */
const SHOWN: ReadonlyMap<string, Shown> = new Map([
  ['image/jpeg', 'image'],
  ['image/png', 'image'],
  ['application/pdf', 'pages'],
  ['audio/mpeg', 'audio'],
  ['audio/mp4', 'audio'],
  ['audio/wav', 'audio'],
  ['video/mp4', 'video'],
])

export const shownAs = (type: string): Shown => SHOWN.get(type) ?? 'file'

/** What the browser is told of the bytes: a type that is shown here, or that they are just bytes. */
export const blobType = (type: string): string =>
  shownAs(type) === 'file' ? 'application/octet-stream' : type
