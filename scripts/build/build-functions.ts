import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type OutputFile, build } from 'esbuild'
import { isMain } from '../local/is-main'

const root = resolve(import.meta.dirname, '../..')

/** One CommonJS file, so that what is deployed needs neither this repository's layout nor its tools. */
export async function buildFunctions(): Promise<void> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['functions/src/index.ts'],
    outfile: 'functions/lib/index.cjs',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: true,
    // These are installed with the deployed package; bundled they would lose their data files or exist twice.
    external: [
      'firebase-functions',
      'firebase-admin',
      '@google-cloud/*',
      // Loaded only when a file is judged: native code, WebAssembly, and parsers nobody else needs.
      '@cantoo/pdf-lib',
      'file-type',
      'libheif-js',
      'sharp',
      'yauzl',
    ],
    logLevel: 'warning',
    write: false,
  })
  await Promise.all(outputFiles.map(writeIfChanged))
}

/** A running functions emulator loads everything anew whenever this file is touched. */
async function writeIfChanged({ path, contents }: OutputFile): Promise<void> {
  const present = await readFile(path).catch(() => undefined)
  if (present?.equals(contents)) return
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, contents)
}

if (isMain(import.meta.url)) await buildFunctions()
