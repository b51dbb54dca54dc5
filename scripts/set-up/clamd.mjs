import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** ClamAV's daemon: shared by the set-up, which makes sure there is one, and the test that talks to it. */
export function findClamd(env = process.env) {
  const folders = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin', ...(env.PATH ?? '').split(delimiter)]
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, 'clamd'))
    .find((path) => existsSync(path))
}
