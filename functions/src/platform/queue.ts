import type { CloudTasksClient } from '@google-cloud/tasks'
import { isAlreadyThere } from './already-there'
import { REGION, onEmulator, projectId } from './runtime'

/** Functions that are called by tasks. Each has a queue of its own name: deploying it makes the queue. */
type Handler = 'ring' | 'deliver'

export interface Task {
  /** Task id: a used one is refused for an hour or more, which is what makes arming twice harmless. */
  readonly name: string
  /** Epoch ms, at most 30 days ahead. */
  readonly at: number
  readonly payload: Readonly<Record<string, unknown>>
}

export interface Alarm extends Task {
  readonly payload: { readonly orderId: string; readonly [key: string]: unknown }
}

interface Outlet {
  readonly client: CloudTasksClient
  readonly urlOf: (handler: Handler) => string
  readonly oidcToken?: { readonly serviceAccountEmail: string }
}

let outlet: Promise<Outlet> | undefined

export const enqueueAlarm = (alarm: Alarm): Promise<'armed' | 'already'> => enqueue('ring', alarm)

/** Makes the handler be called with the payload at that time. */
export async function enqueue(handler: Handler, { name, at, payload }: Task): Promise<'armed' | 'already'> {
  const { client, urlOf, oidcToken } = await openOnce()
  const parent = client.queuePath(projectId(), REGION, handler)
  const httpRequest = {
    url: urlOf(handler),
    httpMethod: 'POST' as const,
    headers: { 'Content-Type': 'application/json' },
    body: Buffer.from(JSON.stringify({ data: payload })).toString('base64'),
    ...(oidcToken && { oidcToken }),
  }
  const scheduleTime = { seconds: Math.floor(at / 1000), nanos: (((at % 1000) + 1000) % 1000) * 1_000_000 }
  try {
    await client.createTask({ parent, task: { name: `${parent}/tasks/${name}`, scheduleTime, httpRequest } })
    return 'armed'
  } catch (error) {
    if (isAlreadyThere(error)) return 'already'
    throw error
  }
}

function openOnce(): Promise<Outlet> {
  outlet ??= (onEmulator() ? openLocal() : openCloud()).catch((error: unknown) => {
    outlet = undefined
    throw error
  })
  return outlet
}

/** REST in both places, so that local tests use the same protocol as production. */
async function openCloud(): Promise<Outlet> {
  const { CloudTasksClient } = await import('@google-cloud/tasks')
  const client = new CloudTasksClient({ fallback: true })
  const { client_email: serviceAccountEmail } = await client.auth.getCredentials()
  if (!serviceAccountEmail) throw new Error('The runtime has no service account to call tasks with')
  return {
    client,
    urlOf: (handler) => `https://${REGION}-${projectId()}.cloudfunctions.net/${handler}`,
    oidcToken: { serviceAccountEmail },
  }
}

async function openLocal(): Promise<Outlet> {
  const tasks = new URL(required('LOCAL_TASKS_ORIGIN'))
  const functions = required('LOCAL_FUNCTIONS_ORIGIN')
  const { CloudTasksClient } = await import('@google-cloud/tasks')
  const client = new CloudTasksClient({
    projectId: projectId(),
    apiEndpoint: tasks.hostname,
    port: Number(tasks.port),
    protocol: 'http',
    fallback: true,
    // A key is sent as it is and looked up nowhere; the local task server asks for none.
    apiKey: 'local',
  })
  return { client, urlOf: (handler) => `${functions}/${projectId()}/${REGION}/${handler}` }
}

function required(variable: string): string {
  const value = process.env[variable]
  if (!value) throw new Error(`${variable} is not set; on the emulator it is set by the local suite`)
  return value
}
