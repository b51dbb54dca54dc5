import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { buildFunctions } from '../build/build-functions'
import { fingerprint } from './fingerprint'
import { LOCAL_WEB } from './local-config'

const root = resolve(import.meta.dirname, '../..')
const stamp = join(root, '.local/web-build.json')
const OUTPUT = /^(node_modules|dist.*)$/

interface Stamp {
  readonly sources: string
  readonly output: string
}

/** Functions are built in a blink each time; the web takes seconds and is built only when it would come out different. */
export async function buildLocal(report: (phase: string) => void = () => undefined): Promise<void> {
  report('Building the functions 构建云函数')
  await buildFunctions()
  const sources = await fingerprint(
    root,
    ['web', 'functions/src', 'package-lock.json', 'tsconfig.json'],
    OUTPUT,
  )
  if (await isUpToDate(sources)) return
  report('Building the web pages 构建网页')
  await buildWeb()
  await mkdir(dirname(stamp), { recursive: true })
  await writeFile(stamp, JSON.stringify({ sources, output: await outputFingerprint() }))
}

async function isUpToDate(sources: string): Promise<boolean> {
  const written = await readFile(stamp, 'utf8').catch(() => '{}')
  const last = JSON.parse(written) as Partial<Stamp>
  return last.sources === sources && last.output === (await outputFingerprint())
}

function outputFingerprint(): Promise<string> {
  return fingerprint(root, [LOCAL_WEB], /^$/)
}

async function buildWeb(): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--mode', 'emulator'], {
    cwd: join(root, 'web'),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  }
  const code = await new Promise((done, reject) => {
    child.once('error', reject)
    child.once('close', done)
  })
  if (code !== 0) throw new Error(`The web pages could not be built:\n${output}`)
}
