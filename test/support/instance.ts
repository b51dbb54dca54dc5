import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { inject } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const RUNTIME = resolve(root, 'node_modules/firebase-tools/lib/emulator/functionsEmulatorRuntime.js')

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** One instance of one function, as the emulator starts it, but alone and under settings of its own. */
export class Instance {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  /** `env` over what the running system's functions have; undefined takes a setting away. */
  static async start(target: string, env: Record<string, string | undefined> = {}): Promise<Instance> {
    const { projectId, tasksOrigin, functionsOrigin, env: suite } = inject('suite')
    const port = await freePort()
    const child = fork(RUNTIME, [], {
      cwd: resolve(root, 'functions'),
      silent: true,
      env: {
        PATH: process.env['PATH'],
        ...suite,
        TZ: 'UTC',
        GCLOUD_PROJECT: projectId,
        FIREBASE_CONFIG: JSON.stringify({ projectId, storageBucket: `${projectId}.appspot.com` }),
        FUNCTIONS_EMULATOR: 'true',
        FIREBASE_DEBUG_MODE: 'true',
        FIREBASE_DEBUG_FEATURES: JSON.stringify({ skipTokenVerification: true }),
        LOCAL_TASKS_ORIGIN: tasksOrigin,
        LOCAL_FUNCTIONS_ORIGIN: functionsOrigin,
        FUNCTION_TARGET: target,
        GUARD_BODIES: 'on',
        FUNCTION_SIGNATURE_TYPE: 'http',
        K_SERVICE: target,
        PORT: String(port),
        ...env,
      },
    })
    const instance = new Instance(child, port)
    await instance.ready()
    return instance
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  private async ready(): Promise<void> {
    while (this.child.exitCode === null) {
      const answer = await fetch(`${this.origin}/__/health`).catch(() => null)
      if (answer?.ok === true) return
      await delay(50)
    }
    throw new Error('the instance ended before it was there')
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return
    const ended = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await ended
  }
}
