import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ports } from './ports'

/** The build that knows where emulators are; what is deployed contains nothing of it. */
export const LOCAL_WEB = 'web/dist-emulator'

/** It has to lie beside firebase.json: firebase-tools reads every path in it from there. */
export async function writeLocalConfig(root: string, offset: number, ports: Ports): Promise<string> {
  const shared = JSON.parse(await readFile(join(root, 'firebase.json'), 'utf8')) as {
    emulators?: object
    hosting?: object
  }
  const at = (port: number) => ({ host: '127.0.0.1', port })
  const config = {
    ...shared,
    hosting: { ...shared.hosting, public: LOCAL_WEB },
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
