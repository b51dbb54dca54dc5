import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

/** Plain JavaScript, because the set-up asks this too, when nothing is installed that could run TypeScript. */
export function findFirestoreJar(root, env = process.env) {
  if (env.FIRESTORE_EMULATOR_BINARY_PATH)
    return { from: 'environment', path: env.FIRESTORE_EMULATOR_BINARY_PATH }
  const downloaded = downloadedJar(root, env)
  if (existsSync(downloaded)) return { from: 'firebase-tools', path: downloaded }
  const sdk = cloudSdkJar(env)
  return sdk && { from: 'cloud-sdk', path: sdk }
}

function downloadedJar(root, env) {
  const details = join(root, 'node_modules/firebase-tools/lib/emulator/downloadableEmulatorInfo.json')
  const { firestore } = JSON.parse(readFileSync(details, 'utf8'))
  const cache = env.FIREBASE_EMULATORS_PATH || join(homedir(), '.cache/firebase/emulators')
  return join(cache, firestore.downloadPathRelativeToCacheDir)
}

function cloudSdkJar(env) {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const gcloud = join(folder, 'gcloud')
    if (!folder || !existsSync(gcloud)) continue
    const platform = join(dirname(realpathSync(gcloud)), '../platform')
    const jar = join(platform, 'cloud-firestore-emulator/cloud-firestore-emulator.jar')
    if (existsSync(jar)) return jar
  }
  return undefined
}
