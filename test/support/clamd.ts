import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { findClamd } from '../../scripts/set-up/clamd.mjs'

/** The harmless test virus that every scanner finds by agreement. In pieces, or scanners would find this file. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
)

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('zPING\0'))
    socket.on('data', () => socket.destroy())
    socket.on('error', () => resolve(false))
    socket.on('close', (failed) => resolve(!failed))
  })

export interface Clamd {
  readonly address: string
  stop(): Promise<void>
}

/** ClamAV's daemon itself, with one signature, in a folder and on a port of its own. */
export const startClamd = async (): Promise<Clamd> => {
  const command = findClamd()
  if (command === undefined)
    throw new Error('There is no clamd: `node scripts/set-up/main.mjs --scanner` installs it')
  const folder = mkdtempSync(join(tmpdir(), 'hotline-clamd-'))
  const port = await freePort()
  mkdirSync(join(folder, 'signatures'))
  writeFileSync(join(folder, 'signatures/test.ndb'), `Hotline.Test:0:*:${EICAR.toString('hex')}\n`)
  const settings = {
    Foreground: 'yes',
    TCPSocket: port,
    TCPAddr: '127.0.0.1',
    DatabaseDirectory: join(folder, 'signatures'),
    TemporaryDirectory: folder,
    StreamMaxLength: '110M',
  }
  const config = join(folder, 'clamd.conf')
  writeFileSync(
    config,
    Object.entries(settings)
      .map(([name, value]) => `${name} ${String(value)}\n`)
      .join(''),
  )
  const daemon: ChildProcess = spawn(command, [`--config-file=${config}`], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => daemon.once('close', () => resolve()))
  while (!(await answers(port))) {
    if (daemon.exitCode !== null) throw new Error('clamd did not start')
    await setTimeout(50)
  }
  return {
    address: `127.0.0.1:${String(port)}`,
    async stop() {
      daemon.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
