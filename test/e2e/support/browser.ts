import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject } from 'vitest'
import { loadSamplePeople } from '../../../emulator-data/load'
import { SAMPLE_PEOPLE } from '../../../emulator-data/sample-people'
import { findBrowser } from '../../../scripts/set-up/browser.mjs'
import { closeDatabase, freshCounty } from '../../support/county'

/** An office PC and a phone, as the county has them. */
export const DESK = { width: 1366, height: 768 }
export const PHONE = { width: 390, height: 844 }
type Viewport = typeof DESK

/** Behind a door or a listener: the emulator may first have to start a process for it. */
export const PATIENCE = 60_000

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
/**
 * Expected complaints: the browser's about an answer that is not 200, such as a refusal; Firestore's about an answer that
 * takes ten seconds; and the one about a picture. Firestore loads it to look for a network when a page's clock was moved,
 * and the page's policy forbids it.
 */
const EXPECTED = [
  'Failed to load resource',
  'Could not reach Cloud Firestore backend',
  "'https://www.google.com/images/cleardot.gif",
]
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** People at their screens. Whatever a page complains of while the tests run is kept. */
class Screens {
  readonly complaints: string[] = []
  readonly #contexts: BrowserContext[] = []
  #browser: Browser | undefined

  async open(): Promise<void> {
    const executablePath = findBrowser()
    if (executablePath === undefined)
      throw new Error('There is no Chromium: run `node scripts/set-up/main.mjs --browser`')
    this.#browser = await chromium.launch({ executablePath, args: FLAGS })
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()))
    await this.#browser?.close()
  }

  /** A screen with the sign-in page on it. */
  async blank(viewport: Viewport = DESK, path = '/'): Promise<Page> {
    if (this.#browser === undefined) throw new Error('the browser is not open yet')
    const context = await this.#browser.newContext({
      viewport,
      locale: 'zh-CN',
      // A wrong time zone must not show: every time is Shanghai's.
      timezoneId: 'America/New_York',
      // A colour on its way to another has a contrast that nobody designed.
      reducedMotion: 'reduce',
      baseURL: inject('suite').origin,
    })
    context.setDefaultTimeout(PATIENCE)
    this.#contexts.push(context)
    const page = await context.newPage()
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED.some((text) => message.text().includes(text)))
        this.complaints.push(message.text())
    })
    await page.goto(path)
    return page
  }

  /** A person who has signed in and sees their work. */
  async of(uid: string, viewport: Viewport = DESK): Promise<Page> {
    const page = await this.blank(viewport)
    await signIn(page, uid)
    await page.getByRole('navigation', { name: '工单视图' }).waitFor()
    return page
  }
}

/** A fresh county with its people's accounts, and a browser, for the tests of one file; no page may have complained in the end. */
export const freshScreens = (): Screens => {
  const screens = new Screens()
  beforeAll(async () => {
    await freshCounty()
    await loadSamplePeople(inject('suite'))
    await screens.open()
  })
  afterAll(async () => {
    await screens.close()
    await closeDatabase()
    expect(screens.complaints).toEqual([])
  })
  return screens
}

export const signIn = async (page: Page, uid: string, password?: string): Promise<void> => {
  const person = SAMPLE_PEOPLE.find((each) => each.uid === uid)
  if (person === undefined) throw new Error(`nobody in the sample county is ${uid}`)
  await page.getByLabel('账号').fill(person.email)
  await page.getByLabel('密码', { exact: true }).fill(password ?? person.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

/** No rule of axe-core is broken on the page as it is now. Given as text, it runs whatever the page's policy forbids. */
export const expectAccessible = async (page: Page): Promise<void> => {
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>('axe.run(document)')
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

/** Nothing reaches past the edge of the screen, nor, unseen, below the end of the page. */
export const expectFitsScreen = async (page: Page): Promise<void> => {
  const [wide, room] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
  expect(wide).toBeLessThanOrEqual(room)
  const [tall, content] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollHeight, document.body.getBoundingClientRect().bottom + window.scrollY]',
  )
  // A page ends on no whole pixel.
  expect(tall - Math.max(content, page.viewportSize()?.height ?? 0)).toBeLessThan(2)
}
