import type { Firestore } from 'firebase/firestore'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Environment } from './support/environment'
import type { Person } from './support/people'
import { LISTENS, NOT_A_SOURCE, sourceOf, webQueries } from './support/web-queries'

/** In place of the web's own connection: that of whoever is meant to be at the screen. */
const screen = vi.hoisted(() => ({ firestore: undefined as Firestore | undefined }))
vi.mock('../../web/src/firebase/data', () => ({ data: () => Promise.resolve(screen) }))

let county: Environment
beforeAll(async () => {
  county = await Environment.open('demo-rules-web-queries')
})
afterAll(() => county.close())

const heard = async (name: string, who: Person): Promise<'something' | 'denied' | 'failed'> => {
  screen.firestore = county.as(who)
  const source = sourceOf(await webQueries(), name)
  return new Promise((resolve) => {
    const stop = source({
      next: () => {
        stop()
        resolve('something')
      },
      failed: (why) => resolve(why === 'denied' ? 'denied' : 'failed'),
    })
  })
}

describe('what the web listens to', () => {
  for (const [name, { who }] of Object.entries(LISTENS)) {
    test(`${name}: the rules let it through`, async () => {
      expect(await heard(name, who)).toBe('something')
    })

    test(`${name}: but to nobody who is not there`, async () => {
      expect(await heard(name, 'nobody')).toBe('denied')
    })

    test(`${name}: nor to whom the county does not know`, async () => {
      expect(await heard(name, 'selfAppointed')).toBe('denied')
    })
  }

  test('is all listed here', async () => {
    const exported = Object.keys(await webQueries()).filter((name) => !NOT_A_SOURCE.includes(name))
    const listed = Object.entries(LISTENS).map(([name, { source = name }]) => source)
    expect([...new Set(listed)].sort()).toEqual(exported.sort())
  })
})
