import { createHash } from 'node:crypto'
import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** One value for the content of files and folders; it differs when any of them does, or when one is missing. */
export async function fingerprint(root: string, paths: readonly string[], leaveOut: RegExp): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of await filesUnder(root, path, leaveOut)) {
      hash.update(file).update('\0')
      hash.update(
        createHash('sha256')
          .update(await readFile(join(root, file)))
          .digest(),
      )
    }
    hash.update('\0')
  }
  return hash.digest('hex')
}

async function filesUnder(root: string, path: string, leaveOut: RegExp): Promise<string[]> {
  const found = await stat(join(root, path)).catch(() => undefined)
  if (!found) return []
  if (!found.isDirectory()) return [path]
  const names = (await readdir(join(root, path))).filter((name) => !leaveOut.test(name)).sort()
  const nested = await Promise.all(names.map((name) => filesUnder(root, join(path, name), leaveOut)))
  return nested.flat()
}
