import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findStorageRuntime } from '../set-up/storage-runtime.mjs'
import { storedZip } from './stored-zip'

const MAIN_CLASS = 'ClosedRules'

/** A jar to judge storage.rules by where the real runtime is not to be had; nothing where firebase-tools has it. */
export async function storageStandIn(root: string): Promise<string | undefined> {
  if (findStorageRuntime(root)) return undefined
  const source = join(root, 'scripts/local/storage-rules', `${MAIN_CLASS}.java`)
  const version = createHash('sha256')
    .update(await readFile(source))
    .digest('hex')
    .slice(0, 12)
  const jar = join(root, '.local', `storage-rules-${version}.jar`)
  if (!existsSync(jar)) await build(source, jar)
  return jar
}

async function build(source: string, jar: string): Promise<void> {
  const folder = join(jar, '..')
  await mkdir(folder, { recursive: true })
  const classes = await mkdtemp(join(folder, 'storage-rules-'))
  try {
    await compile(source, classes)
    const manifest = `Manifest-Version: 1.0\r\nMain-Class: ${MAIN_CLASS}\r\n`
    const half = join(classes, 'half.jar')
    await writeFile(
      half,
      storedZip({
        'META-INF/MANIFEST.MF': Buffer.from(manifest),
        [`${MAIN_CLASS}.class`]: await readFile(join(classes, `${MAIN_CLASS}.class`)),
      }),
    )
    await rename(half, jar)
  } finally {
    await rm(classes, { recursive: true, force: true })
  }
}

/** The compiler is a module that most Javas carry, also where there is no `javac` to call. */
async function compile(source: string, classes: string): Promise<void> {
  const compiler = ['-m', 'jdk.compiler/com.sun.tools.javac.Main']
  const child = spawn('java', [...compiler, '--release', '11', '-d', classes, source], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  if (code === 0) return
  throw new Error(
    'The storage emulator lacks the runtime for storage.rules: it could not be downloaded, and this Java cannot ' +
      'compile what stands in for it. Reach storage.googleapis.com once, or install a JDK, e.g. `apt-get install ' +
      `default-jdk-headless\`, or set STORAGE_EMULATOR_BINARY_PATH to the runtime's jar. Java said: ${said.trim() || 'nothing'}`,
  )
}
