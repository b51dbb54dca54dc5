import { afterEach, describe, expect, it, vi } from 'vitest'
import { storage } from '../support/storage'
import { isOpenedFromOurs, joinTabs, takeOver, type Together } from '../../web/src/session/tabs'

const AUTH = 'firebase:authUser:key:[DEFAULT]'
const open: Together[] = []
const tab = (user: string | null, session: string | null = user, left = vi.fn()) => {
  const own = storage()
  if (user !== null) own.setItem(AUTH, user)
  own.setItem('acting-as', 'clerk')
  own.setItem('draft clerk A1/archive', '写了一半')
  const together = joinTabs(own, () => session, left)
  open.push(together)
  return { ...together, left }
}
afterEach(() => {
  for (const { stop } of open.splice(0)) stop()
})

describe('a tab that was opened from another', () => {
  it('takes over its session and its post, and nothing that was typed there', async () => {
    tab('anna')
    const mine = storage()
    await takeOver(mine)
    expect([...mine.entries]).toEqual([
      [AUTH, 'anna'],
      ['acting-as', 'clerk'],
    ])
  })

  it('asks who it is where nobody is signed in, or two people are', async () => {
    tab('anna', null)
    const mine = storage()
    await takeOver(mine)
    expect(mine.length).toBe(0)
    tab('ben')
    tab('carl')
    await takeOver(mine)
    expect(mine.length).toBe(0)
  })

  it('is told apart from one whose address was typed, from the sign-in page, and from one that has somebody', () => {
    const at = (pathname: string) => ({ origin: 'https://a.cn', pathname })
    expect(isOpenedFromOurs(at('/orders/A1'), 'https://a.cn/', storage())).toBe(true)
    expect(isOpenedFromOurs(at('/orders/A1'), '', storage())).toBe(false)
    expect(isOpenedFromOurs(at('/orders/A1'), 'https://a.cn.evil.cn/', storage())).toBe(false)
    expect(isOpenedFromOurs(at('/sign-in'), 'https://a.cn/', storage())).toBe(false)
    const mine = storage()
    mine.setItem(AUTH, 'anna')
    expect(isOpenedFromOurs(at('/orders/A1'), 'https://a.cn/', mine)).toBe(false)
  })
})

describe('tabs of one session', () => {
  it('end together, for the same reason, and others do not', async () => {
    const one = tab('anna')
    const two = tab('anna')
    const other = tab('ben')
    one.leave('idle')
    await vi.waitFor(() => {
      expect(two.left).toHaveBeenCalledExactlyOnceWith('idle')
    })
    expect(one.left).not.toHaveBeenCalled()
    expect(other.left).not.toHaveBeenCalled()
  })
})
