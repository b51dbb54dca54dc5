import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type FirestoreJar, findFirestoreJar } from '../set-up/firestore-jar.mjs'
import { storedZip } from './stored-zip'

const MAIN_CLASS = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore'

/** A jar that `java -jar` can start, or nothing when firebase-tools has to download one first. */
export async function runnableFirestoreJar(root: string): Promise<string | undefined> {
  const found = findFirestoreJar(root)
  return found?.from === 'cloud-sdk' ? wrap(found, join(root, '.local')) : found?.path
}

/** The Cloud SDK's jar names no main class; one that holds nothing but a manifest names it and points there. */
async function wrap({ path }: FirestoreJar, folder: string): Promise<string> {
  const manifest = [
    'Manifest-Version: 1.0',
    `Main-Class: ${MAIN_CLASS}`,
    `Class-Path: ${pathToFileURL(path).href}`,
  ]
  const content = Buffer.from(manifest.map(foldLine).join('') + '\r\n')
  const wrapper = join(folder, 'firestore-emulator.jar')
  const half = `${wrapper}.${process.pid}.part`
  await mkdir(folder, { recursive: true })
  await writeFile(half, storedZip({ 'META-INF/MANIFEST.MF': content }))
  await rename(half, wrapper)
  return wrapper
}

/** A manifest line holds at most 72 bytes; a longer one goes on after a line break and a space. */
function foldLine(line: string): string {
  const first = line.slice(0, 70)
  const rest = line.slice(70).match(/.{1,69}/g) ?? []
  return [first, ...rest.map((part) => ` ${part}`)].join('\r\n') + '\r\n'
}
