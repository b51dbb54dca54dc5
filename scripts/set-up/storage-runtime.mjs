import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The runtime that judges storage.rules, if this machine has it. Plain JavaScript: the set-up asks this too. */
export function findStorageRuntime(root, env = process.env) {
  if (env.STORAGE_EMULATOR_BINARY_PATH) return env.STORAGE_EMULATOR_BINARY_PATH
  const details = join(root, 'node_modules/firebase-tools/lib/emulator/downloadableEmulatorInfo.json')
  const { storage } = JSON.parse(readFileSync(details, 'utf8'))
  const cache = env.FIREBASE_EMULATORS_PATH || join(homedir(), '.cache/firebase/emulators')
  const downloaded = join(cache, storage.downloadPathRelativeToCacheDir)
  return existsSync(downloaded) ? downloaded : undefined
}
