import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ports } from './ports'

/** The build that knows where emulators are; what is deployed contains nothing of it. */
export const LOCAL_WEB = 'web/dist-emulator'

interface Headers {
  readonly headers: readonly { readonly key: string; readonly value: string }[]
}

interface Shared {
  readonly emulators?: object
  readonly hosting: { readonly headers: readonly Headers[] }
}

/** What a page asks of this machine's emulators, by whichever name it was opened. */
const emulatorOrigins = ({ auth, firestore, tasks }: Ports): string =>
  ['127.0.0.1', 'localhost']
    .flatMap((host) => [auth, firestore, tasks].map((port) => `http://${host}:${port}`))
    .join(' ')

/** The headers of what is deployed, with one thing more: the page may connect to the emulators. */
const withEmulators = (headers: readonly Headers[], ports: Ports): Headers[] =>
  headers.map((rule) => ({
    ...rule,
    headers: rule.headers.map(({ key, value }) => ({
      key,
      value: value.replace("connect-src 'self'", `connect-src 'self' ${emulatorOrigins(ports)}`),
    })),
  }))

/** It has to lie beside firebase.json: firebase-tools reads every path in it from there. */
export async function writeLocalConfig(root: string, offset: number, ports: Ports): Promise<string> {
  const shared = JSON.parse(await readFile(join(root, 'firebase.json'), 'utf8')) as Shared
  const at = (port: number) => ({ host: '127.0.0.1', port })
  const config = {
    ...shared,
    hosting: {
      ...shared.hosting,
      public: LOCAL_WEB,
      headers: withEmulators(shared.hosting.headers, ports),
    },
    emulators: {
      ...shared.emulators,
      auth: at(ports.auth),
      functions: at(ports.functions),
      firestore: { ...at(ports.firestore), websocketPort: ports.firestoreWebsocket },
      storage: at(ports.storage),
      hosting: at(ports.hosting),
      hub: at(ports.hub),
      logging: at(ports.logging),
      eventarc: at(ports.eventarc),
      tasks: at(ports.builtInTasks),
    },
  }
  const path = join(root, `firebase.local-${offset}.json`)
  await writeFile(path, JSON.stringify(config, null, 2))
  return path
}
