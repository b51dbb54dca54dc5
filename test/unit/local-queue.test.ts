import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type TaskServer, startTaskServer } from '../../scripts/local/task-server'

const HOUR = 3_600_000
let server: TaskServer

async function freshQueue() {
  vi.resetModules()
  return import('../../functions/src/platform/queue')
}

beforeEach(async () => {
  server = await startTaskServer({ port: 0 })
  vi.stubEnv('FUNCTIONS_EMULATOR', 'true')
  vi.stubEnv('GCLOUD_PROJECT', 'demo-unit')
  vi.stubEnv('LOCAL_TASKS_ORIGIN', server.origin)
  vi.stubEnv('LOCAL_FUNCTIONS_ORIGIN', 'http://127.0.0.1:5001')
})

afterEach(async () => {
  vi.unstubAllEnvs()
  vi.doUnmock('@google-cloud/tasks')
  await server.stop()
})

describe('arming an alarm with the real Cloud Tasks client', () => {
  it('leaves one task in the queue of the handler, for that very millisecond', async () => {
    const { enqueueAlarm } = await freshQueue()
    const at = server.now() + HOUR + 7
    expect(await enqueueAlarm({ name: '1a2b3c4d-o1-v1', at, payload: { orderId: 'o1', version: 1 } })).toBe(
      'armed',
    )
    const [task] = server.tasks()
    expect(task).toMatchObject({
      name: 'projects/demo-unit/locations/asia-east2/queues/ring/tasks/1a2b3c4d-o1-v1',
      at,
      request: { url: 'http://127.0.0.1:5001/demo-unit/asia-east2/ring', method: 'POST' },
    })
    expect(JSON.parse(Buffer.from(task!.request.body, 'base64').toString())).toEqual({
      data: { orderId: 'o1', version: 1 },
    })
  })

  it('says so when it is armed already', async () => {
    const { enqueueAlarm } = await freshQueue()
    const alarm = { name: 'twice', at: server.now() + HOUR, payload: { orderId: 'o1' } }
    expect(await enqueueAlarm(alarm)).toBe('armed')
    expect(await enqueueAlarm(alarm)).toBe('already')
    expect(server.tasks()).toHaveLength(1)
  })

  it('lets any other refusal through', async () => {
    const { enqueueAlarm } = await freshQueue()
    const at = server.now() + 31 * 24 * HOUR
    await expect(enqueueAlarm({ name: 'far', at, payload: { orderId: 'o1' } })).rejects.toThrow('30 days')
  })
})

describe('in production', () => {
  function fakeCloud(createTask: () => Promise<void>) {
    const created = vi.fn(createTask)
    const options = vi.fn()
    vi.doMock('@google-cloud/tasks', () => ({
      CloudTasksClient: class {
        auth = {
          getCredentials: () => Promise.resolve({ client_email: 'runtime@hukou.iam.gserviceaccount.com' }),
        }
        createTask = created
        constructor(given: object) {
          options(given)
        }
        queuePath = (project: string, region: string, queue: string) =>
          `projects/${project}/locations/${region}/queues/${queue}`
      },
    }))
    vi.stubEnv('FUNCTIONS_EMULATOR', '')
    vi.stubEnv('GCLOUD_PROJECT', 'hukou-12345')
    return { created, options }
  }

  it('calls the handler as the account the functions run under, and nothing local', async () => {
    const { created, options } = fakeCloud(() => Promise.resolve())
    const { enqueueAlarm } = await freshQueue()
    await enqueueAlarm({ name: 'n', at: 1_500, payload: { orderId: 'o1' } })
    expect(options).toHaveBeenCalledWith({ fallback: true })
    expect(created).toHaveBeenCalledWith(
      expect.objectContaining({
        parent: 'projects/hukou-12345/locations/asia-east2/queues/ring',
        task: expect.objectContaining({
          scheduleTime: { seconds: 1, nanos: 500_000_000 },
          httpRequest: expect.objectContaining({
            url: 'https://asia-east2-hukou-12345.cloudfunctions.net/ring',
            oidcToken: { serviceAccountEmail: 'runtime@hukou.iam.gserviceaccount.com' },
          }) as unknown,
        }) as unknown,
      }),
    )
    expect(server.tasks()).toEqual([])
  })

  it.each([6, 409])('knows an existing task by code %i', async (code) => {
    fakeCloud(() => Promise.reject(Object.assign(new Error('exists'), { code })))
    const { enqueueAlarm } = await freshQueue()
    expect(await enqueueAlarm({ name: 'n', at: 1_500, payload: { orderId: 'o1' } })).toBe('already')
  })

  it('takes no other code for it', async () => {
    fakeCloud(() => Promise.reject(Object.assign(new Error('gone'), { code: 5 })))
    const { enqueueAlarm } = await freshQueue()
    await expect(enqueueAlarm({ name: 'n', at: 1_500, payload: { orderId: 'o1' } })).rejects.toThrow('gone')
  })
})
