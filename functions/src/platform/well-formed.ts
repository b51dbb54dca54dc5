/** Deeper than anything a door takes. */
const DEPTH_AT_MOST = 32

/** Keys with a special meaning: `@type` for the framework's decoder, `__proto__` for JavaScript. */
const MEANS_MORE: readonly string[] = ['@type', '__proto__']

/**
 * Whether the framework can unpack this without breaking. The framework unpacks by recursion, and throws at a `@type`
 * it does not know. This check does not recurse.
 */
const canBeUnpacked = (data: unknown): boolean => {
  let level: readonly unknown[] = [data]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= DEPTH_AT_MOST) return false
    const next: unknown[] = []
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue
      if (!Array.isArray(value) && Object.keys(value).some((key) => MEANS_MORE.includes(key))) return false
      for (const each of Object.values(value)) next.push(each)
    }
    level = next
  }
  return true
}

/** Whether a body is what callables are sent: an object of `data` and nothing else. */
export const isCall = (body: unknown): boolean =>
  typeof body === 'object' &&
  body !== null &&
  Object.hasOwn(body, 'data') &&
  Object.keys(body).length === 1 &&
  canBeUnpacked((body as { readonly data: unknown }).data)
