import { afterEach, describe, expect, it, vi } from 'vitest'
import { now } from '../../functions/src/platform/clock'
import { onEmulator } from '../../functions/src/platform/runtime'

function localWorld(overrides: Record<string, string> = {}) {
  const env = {
    FUNCTIONS_EMULATOR: 'true',
    GCLOUD_PROJECT: 'demo-hotline',
    LOCAL_TASKS_ORIGIN: 'http://127.0.0.1:9',
    ...overrides,
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const fetch = vi.fn(() => Promise.resolve(Response.json({ now: 1_234, offset: 0 })))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

describe('the clock', () => {
  it('asks the local task server on the emulator', async () => {
    const fetch = localWorld()
    expect(onEmulator()).toBe(true)
    expect(await now()).toBe(1_234)
    expect(fetch).toHaveBeenCalledOnce()
  })

  it.each([
    ['a real project', { GCLOUD_PROJECT: 'hukou-12345' }],
    ['no project', { GCLOUD_PROJECT: '' }],
    ['no emulator', { FUNCTIONS_EMULATOR: '' }],
    ['an emulator flag that is not exactly true', { FUNCTIONS_EMULATOR: '1' }],
  ])('never asks with %s, whatever LOCAL_TASKS_ORIGIN says', async (_, overrides) => {
    const fetch = localWorld(overrides)
    const before = Date.now()
    const answer = await now()
    expect(onEmulator()).toBe(false)
    expect(fetch).not.toHaveBeenCalled()
    expect(answer).toBeGreaterThanOrEqual(before)
    expect(answer).toBeLessThanOrEqual(Date.now())
  })

  it('does not pretend to know the time when the local clock fails', async () => {
    localWorld()
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 500 })))
    await expect(now()).rejects.toThrow('500')
  })
})
