const base = {
  auth: { port: 9099, purpose: 'sign-in emulator' },
  functions: { port: 5001, purpose: 'functions emulator' },
  firestore: { port: 8080, purpose: 'Firestore emulator' },
  storage: { port: 9199, purpose: 'storage emulator' },
  hosting: { port: 5000, purpose: 'web pages' },
  tasks: { port: 9499, purpose: 'local task server and clock' },
  hub: { port: 4400, purpose: 'emulator hub' },
  logging: { port: 4500, purpose: 'emulator logging' },
  firestoreWebsocket: { port: 9150, purpose: 'Firestore emulator websocket' },
  // firebase-tools starts these two with the functions whether they are used or not.
  eventarc: { port: 9299, purpose: 'Eventarc emulator (unused)' },
  builtInTasks: { port: 9599, purpose: "firebase-tools' own task emulator (unused)" },
} as const

export type PortName = keyof typeof base
export type Ports = Readonly<Record<PortName, number>>

export const PORT_NAMES = Object.keys(base) as PortName[]

const highest = Math.max(...Object.values(base).map(({ port }) => port))

export function ports(offset = 0): Ports {
  if (!Number.isInteger(offset) || offset < 0 || highest + offset > 65_535) {
    throw new Error(
      `PORT_OFFSET must be a whole number from 0 to ${65_535 - highest}, not ${JSON.stringify(offset)}`,
    )
  }
  const shifted = Object.entries(base).map(([name, { port }]) => [name, port + offset])
  return Object.fromEntries(shifted) as Ports
}

export function purposeOf(name: PortName): string {
  return base[name].purpose
}

export function portOffset(env: NodeJS.ProcessEnv = process.env): number {
  const given = env['PORT_OFFSET']?.trim()
  return given ? Number(given) : 0
}

export function originOf(port: number): string {
  return `http://127.0.0.1:${port}`
}
