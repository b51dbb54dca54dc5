import { createServer } from 'node:net'
import { type PortName, type Ports, purposeOf } from './ports'

export async function ensurePortsFree(
  ports: Ports,
  names: readonly PortName[],
  offset: number,
): Promise<void> {
  const free = await Promise.all(names.map((name) => isFree(ports[name])))
  const taken = names.filter((_, index) => !free[index])
  if (taken.length === 0) return
  const list = taken.map((name) => `${ports[name]} (${purposeOf(name)})`).join(', ')
  const other = offset === 0 ? 10_000 : offset + 1_000
  throw new Error(
    `Already in use on this machine: port ${list}. ` +
      `Stop what is using it, or choose other ports: PORT_OFFSET=${other} npm start`,
  )
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false)
      else reject(error)
    })
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
