import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { bringIn, done, PEOPLE } from '../support/county'
import { REGULATION, VERIFIED } from '../support/road'
import { freshScreens } from '../e2e/support/browser'
import { lineIn, openOrder, press, told } from '../e2e/support/pages'

const TITLE = '路灯不亮，晚上出行不便'

const get = (path: string): Promise<Response> => fetch(`${inject('suite').origin}${path}`)

/** A policy as its directives, each with its sources. */
const directives = (policy: string | null): Map<string, string[]> =>
  new Map(
    (policy ?? '').split(';').map((each) => {
      const [name = '', ...sources] = each.trim().split(/\s+/)
      return [name, sources]
    }),
  )

const PAGES = ['/', '/sign-in', '/orders/HD-1', '/notices', '/administration/people']

describe('a page from elsewhere, or in somebody’s frame', () => {
  it.each([...PAGES, '/nowhere', '/assets/missing.js'])(
    'attack 16: %s comes with a policy that names every host',
    async (path) => {
      const answer = await get(path)
      const policy = directives(answer.headers.get('content-security-policy'))
      expect(policy.get('default-src')).toEqual(["'none'"])
      expect(policy.get('frame-ancestors')).toEqual(["'none'"])
      expect(policy.get('base-uri')).toEqual(["'none'"])
      expect(policy.get('object-src')).toEqual(["'none'"])
      expect(policy.get('form-action')).toEqual(["'self'"])
      expect(policy.get('style-src')).toEqual(["'self'"])
      for (const [name, sources] of policy)
        for (const source of sources) {
          expect([name, source]).not.toEqual([name, expect.stringMatching(/\*|unsafe-|data:|^https?:$/)])
          // A host by its name, to the last path where it is somebody else's script.
          if (name === 'script-src' && source !== "'self'")
            expect(source).toMatch(/^https:\/\/www\.(?:recaptcha\.net|gstatic\.c(?:n|om))\/recaptcha\/\S/)
        }
      expect(answer.headers.get('x-frame-options')).toBe('DENY')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    },
  )
})

describe('what is left in a browser’s cache', () => {
  it.each([...PAGES, '/nowhere', '/icon.svg'])('attack 16: %s is not stored', async (path) => {
    expect((await get(path)).headers.get('cache-control')).toBe('no-store')
  })

  it('attack 16: what a door answers is not stored', async () => {
    for (const path of ['/call/command', '/api/city-feed']) {
      const answer = await fetch(`${inject('suite').origin}${path}`, { method: 'POST', body: '{}' })
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  it('attack 16, allowed: an asset is, for good: its name says what is in it', async () => {
    const [script] = readdirSync(resolve(import.meta.dirname, '../../web/dist-emulator/assets')).filter(
      (name) => name.endsWith('.js'),
    )
    const answer = await get(`/assets/${script!}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-type')).toMatch(/javascript/)
  })
})

describe('an asset that is not there', () => {
  it.each(['/assets/missing.js', '/x.map', '/assets/index-abc.css', '/.env', '/nowhere', '/call/other'])(
    'attack 16: %s is 404, and not the first page',
    async (path) => {
      const answer = await get(path)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('cache-control')).not.toContain('immutable')
      expect(await answer.text()).not.toContain('id="app"')
    },
  )

  it.each(PAGES)('attack 16, allowed: %s is a page of ours', async (path) => {
    const answer = await get(path)
    expect([answer.status, (await answer.text()).includes('id="app"')]).toEqual([200, true])
  })
})

describe('attack 16, allowed: the county works under its policy', () => {
  const screens = freshScreens()
  let clerk: Page
  const violations: string[] = []

  /** What the browser itself reports of a page, whatever the page makes of it. */
  const watched = async (page: Page): Promise<void> => {
    await page.exposeFunction('reportViolation', (what: string) => violations.push(what))
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        const { reportViolation } = globalThis as unknown as { reportViolation: (what: string) => void }
        reportViolation(`${violatedDirective} ${blockedURI} ${location.pathname}`)
      })
    })
    await page.reload()
  }

  beforeAll(async () => {
    await bringIn('HD-1', { title: TITLE })
    clerk = await screens.of('clerk')
    await watched(clerk)
  })
  afterAll(() => {
    expect(violations).toEqual([])
  })

  it('attack 16, allowed: sign-in, list, order, a command and the printed form break no rule of it', async () => {
    const stranger = await screens.blank()
    await watched(stranger)
    await stranger.getByRole('button', { name: '登录' }).waitFor()

    await lineIn(clerk, '待签收', TITLE).waitFor()
    await openOrder(clerk, TITLE)
    await press(clerk, '签收')
    await told(clerk, '工单已签收')

    await done(PEOPLE.clerk, 'HD-1', 'verify', VERIFIED)
    await done(PEOPLE.clerk, 'HD-1', 'dispatch', REGULATION)
    await done(PEOPLE.handler, 'HD-1', 'unit-sign', {})
    const handler = await screens.of('mayi-handler')
    await watched(handler)
    await handler.goto('/orders/HD-1/return-form')
    await handler.getByRole('heading', { level: 1 }).waitFor()
    const word = handler.waitForEvent('download')
    await handler.getByRole('button', { name: '下载 Word 文件' }).click()
    await word

    await clerk.goto('/notices')
    await clerk.getByRole('heading', { level: 1 }).waitFor()
    expect(violations).toEqual([])
  })

  it('attack 16: a script that somebody smuggles into a page does not run, and nothing is sent elsewhere', async () => {
    const ran = await clerk.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.smuggled = true'
      document.body.append(script)
      const sent = await fetch('http://127.0.0.1:9/').then(
        () => 'sent',
        (error: unknown) => (error instanceof Error ? error.name : ''),
      )
      return [(globalThis as { smuggled?: boolean }).smuggled ?? false, sent]
    })
    expect(ran).toEqual([false, 'TypeError'])
    await expect
      .poll(() => [...violations].sort())
      .toEqual([
        'connect-src http://127.0.0.1:9/ /notices',
        expect.stringMatching(/^script-src(?:-elem)? inline \/notices$/),
      ])
    violations.length = 0
    for (const complaint of screens.complaints.splice(0)) expect(complaint).toMatch(/Content Security Policy/)
  })
})
