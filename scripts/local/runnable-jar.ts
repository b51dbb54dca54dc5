import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { crc32 } from 'node:zlib'
import { type FirestoreJar, findFirestoreJar } from './firestore-jar.mjs'

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
  await writeFile(half, zipOf('META-INF/MANIFEST.MF', content))
  await rename(half, wrapper)
  return wrapper
}

/** A manifest line holds at most 72 bytes; a longer one goes on after a line break and a space. */
function foldLine(line: string): string {
  const first = line.slice(0, 70)
  const rest = line.slice(70).match(/.{1,69}/g) ?? []
  return [first, ...rest.map((part) => ` ${part}`)].join('\r\n') + '\r\n'
}

function zipOf(name: string, content: Buffer): Buffer {
  const nameBytes = Buffer.from(name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(0x21, 8)
  common.writeUInt32LE(crc32(content), 10)
  common.writeUInt32LE(content.length, 14)
  common.writeUInt32LE(content.length, 18)
  common.writeUInt16LE(nameBytes.length, 22)

  const local = Buffer.concat([signature(0x04034b50), common, nameBytes, content])
  const versionMadeBy = Buffer.from([20, 0])
  const central = Buffer.concat([signature(0x02014b50), versionMadeBy, common, Buffer.alloc(14), nameBytes])

  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, central, signature(0x06054b50), end])
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
