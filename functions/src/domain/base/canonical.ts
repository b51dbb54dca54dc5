/** Hashes a text; hex. It is passed in, since browsers and Node hash with different functions. */
export type Sha256 = (text: string) => string

/** JSON with its keys sorted at every depth, so that the same facts always make the same text. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  let text = ''
  // Without a comparator `sort` compares UTF-16 code units.
  for (const key of Object.keys(value).sort()) {
    const each = (value as Record<string, unknown>)[key]
    if (each !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(each)}`
  }
  return `{${text}}`
}
