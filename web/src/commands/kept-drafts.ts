/**
 * Drafts beyond the page's memory, so that a reload does not lose them. They lie in the tab's own storage and go with the
 * tab. An application that waits for a signature must outlive the tab: it lies on the device. Signing out clears both.
 * Nothing here may be somebody's personal data: `drafts.ts` keeps that in memory only.
 */
export interface Storages {
  readonly tab: Storage
  readonly device: Storage
}

const SPACE = 'draft '
const LASTS = 3 * 24 * 60 * 60_000

let storages: Storages | null = null
let owner = ''

/** In whose name drafts are kept from now on. What lay too long, whoever's, goes. */
export const keepDraftsFor = (uid: string, where: Storages, now = Date.now()): void => {
  owner = uid
  storages = where
  for (const storage of [where.tab, where.device])
    for (const key of keysIn(storage, SPACE)) {
      const kept = parsed(storage.getItem(key))
      if (kept === null || kept.at < now - LASTS) storage.removeItem(key)
    }
}

const keysIn = (storage: Storage, prefix: string): string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) =>
    key.startsWith(prefix),
  )

interface Kept {
  readonly at: number
  readonly draft: Readonly<Record<string, unknown>>
}

const parsed = (text: string | null): Kept | null => {
  try {
    const { at, draft } = JSON.parse(text ?? '') as { at: unknown; draft: unknown }
    return typeof at === 'number' && typeof draft === 'object' && draft !== null
      ? { at, draft: draft as Kept['draft'] }
      : null
  } catch {
    return null
  }
}

const spot = (key: string, onDevice: boolean): readonly [Storage, string] | null =>
  storages === null ? null : [onDevice ? storages.device : storages.tab, `${SPACE}${owner} ${key}`]

export const keep = (key: string, onDevice: boolean, draft: object, now = Date.now()): boolean => {
  const at = spot(key, onDevice)
  if (at === null) return false
  try {
    at[0].setItem(at[1], JSON.stringify({ at: now, draft }))
    return true
  } catch {
    // Full, or forbidden by the browser: the draft lives in memory as before.
    return false
  }
}

export const keptDraft = (key: string, onDevice: boolean): Kept['draft'] | null => {
  const at = spot(key, onDevice)
  return at === null ? null : (parsed(at[0].getItem(at[1]))?.draft ?? null)
}

export const drop = (key: string, onDevice: boolean): void => {
  const at = spot(key, onDevice)
  if (at !== null) at[0].removeItem(at[1])
}

/** All of this person's, as they sign out. */
export const dropAll = (uid: string, where: Storages): void => {
  for (const storage of [where.tab, where.device])
    for (const key of keysIn(storage, `${SPACE}${uid} `)) storage.removeItem(key)
}
