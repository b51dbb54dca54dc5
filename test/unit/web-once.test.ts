import { describe, expect, it } from 'vitest'
import { once } from '../../web/src/firebase/once'
import type { Listener } from '../../web/src/firebase/queries'

/** Says this to whoever listens, and remembers whether anybody still does. */
const saying = (say: (listener: Listener<number>) => void) => {
  const followed = { by: 0 }
  const source = (listener: Listener<number>) => {
    followed.by += 1
    say(listener)
    return () => {
      followed.by -= 1
    }
  }
  return { source, followed }
}

describe('what a source says first', () => {
  it('is what the server says, not what was seen before, and nothing is followed after it', async () => {
    const { source, followed } = saying(({ next }) => {
      next(6, true)
      next(7, false)
    })
    expect(await once(source)).toBe(7)
    expect(followed.by).toBe(0)
  })

  it('is null when the server refuses', async () => {
    const { source, followed } = saying(({ next, failed }) => {
      next(6, true)
      failed('denied')
    })
    expect(await once(source)).toBeNull()
    expect(followed.by).toBe(0)
  })
})
