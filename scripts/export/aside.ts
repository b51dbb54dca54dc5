import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const FILES = [
  'orders.jsonl',
  'events.jsonl',
  'looks.jsonl',
  'administrations.jsonl',
  'matters.jsonl',
  'stats.json',
] as const
/** A killed run leaves its folder behind; no other run uses it or is blocked by it. */
const ASIDE = '.export-'

/** The folder is not one to write into: what is in it might be somebody's. */
export class FolderNotEmpty extends Error {
  override readonly name = 'FolderNotEmpty'
}

/**
 * Has the export's files written aside, and gives them their names when all are whole: a run that fails leaves what
 * was there before. With `force` a folder that holds something is written into all the same.
 */
export const asideThenInPlace = async <T>(
  out: string,
  force: boolean,
  write: (aside: string) => Promise<T>,
): Promise<T> => {
  const folder = resolve(out)
  await mkdir(folder, { recursive: true })
  const there = (await readdir(folder)).filter((name) => !name.startsWith(ASIDE))
  if (!force && there.length > 0) throw new FolderNotEmpty(folder)
  // Inside the folder, since a name can only be given within one disk.
  const aside = await mkdtemp(join(folder, ASIDE))
  try {
    const written = await write(aside)
    const made = await readdir(aside)
    // A simulated county has no looks; what an earlier export left of them does not belong to it.
    for (const name of FILES)
      if (made.includes(name)) await rename(join(aside, name), join(folder, name))
      else await rm(join(folder, name), { force: true })
    return written
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}
