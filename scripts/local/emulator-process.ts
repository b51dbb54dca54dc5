import { type ChildProcess, spawn } from 'node:child_process'
import { type WriteStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type ProcessRecord, descendantsOf, killQuietly, survivorsOf } from './process-tree'

const GRACE = 5_000
const KEPT_LINES = 30

interface Options {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly logFile: string
}

/** Emulators in a process group of their own: a Ctrl-C on the terminal reaches us first and we stop them in order. */
export class EmulatorProcess {
  readonly #child: ChildProcess
  readonly #log: WriteStream
  readonly #exited: Promise<string>
  readonly #watchers = new Set<(line: string) => void>()
  #lines: string[] = []
  #family: ProcessRecord[] = []
  #hasExited = false

  static async start(options: Options): Promise<EmulatorProcess> {
    await Promise.all([
      mkdir(options.cwd, { recursive: true }),
      mkdir(dirname(options.logFile), { recursive: true }),
    ])
    return new EmulatorProcess(options)
  }

  private constructor({ command, args, cwd, env, logFile }: Options) {
    this.#log = createWriteStream(logFile)
    this.#child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    this.#exited = new Promise((resolve) => {
      const exit = (how: string) => {
        this.#hasExited = true
        resolve(how)
      }
      this.#child.once('error', (error) => exit(`could not be started: ${error.message}`))
      this.#child.once('exit', (code, signal) => exit(`ended with ${signal ?? `code ${code}`}`))
    })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      let partial = ''
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.#log.write(chunk)
        const lines = (partial + chunk).split('\n')
        partial = lines.pop() ?? ''
        for (const line of lines) this.#take(line)
      })
    }
  }

  async untilLine(pattern: RegExp): Promise<void> {
    const appeared = new Promise<true>((resolve) => {
      if (this.#lines.some((line) => pattern.test(line))) resolve(true)
      this.#watchers.add((line) => {
        if (pattern.test(line)) resolve(true)
      })
    })
    await this.#unlessExited(appeared)
  }

  async untilAnswering(url: string): Promise<void> {
    const answering = async () => {
      while (!this.#hasExited) {
        try {
          await fetch(url)
          return true
        } catch {
          await delay(25)
        }
      }
      return false
    }
    await this.#unlessExited(answering())
  }

  /** The Java part sets itself apart from the group, and once its parent is gone nothing tells that it was ours. */
  rememberFamily(): void {
    if (this.#child.pid === undefined || this.#hasExited) return
    const known = new Set(this.#family.map(({ pid }) => pid))
    this.#family.push(...descendantsOf(this.#child.pid).filter(({ pid }) => !known.has(pid)))
  }

  get lastLines(): string {
    return this.#lines.join('\n')
  }

  onExit(listener: (how: string) => void): void {
    void this.#exited.then(listener)
  }

  async stop(): Promise<void> {
    const { pid } = this.#child
    if (pid === undefined) return
    this.rememberFamily()
    if (!this.#hasExited) killQuietly(pid, 'SIGINT')
    const timer = setTimeout(() => this.#killGroup(), GRACE)
    await this.#exited
    clearTimeout(timer)
    this.killNow()
    // A killed process holds its ports for a moment longer.
    for (let left = 100; left > 0 && survivorsOf(this.#family).length > 0; left--) await delay(30)
    await new Promise<void>((resolve) => this.#log.end(resolve))
  }

  /** Synchronous, for the moment this process itself has to go. */
  killNow(): void {
    this.rememberFamily()
    this.#killGroup()
    for (const { pid } of survivorsOf(this.#family)) killQuietly(pid, 'SIGKILL')
  }

  #killGroup(): void {
    if (this.#child.pid !== undefined) killQuietly(-this.#child.pid, 'SIGKILL')
  }

  async #unlessExited(wanted: Promise<boolean>): Promise<void> {
    const how = await Promise.race([wanted, this.#exited])
    if (typeof how === 'string') throw new Error(`The emulators ${how}. Their last words:\n${this.lastLines}`)
  }

  #take(line: string): void {
    // eslint-disable-next-line no-control-regex -- the emulators colour their output
    const plain = line.replace(/\u001b\[[0-9;]*m/g, '')
    if (!plain.trim()) return
    this.#lines = [...this.#lines, plain].slice(-KEPT_LINES)
    for (const watcher of this.#watchers) watcher(plain)
  }
}
