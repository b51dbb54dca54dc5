import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DAY } from '../../functions/src/domain/base/instant'
import type { CommandType } from '../../functions/src/domain/order/command'
import { storage } from '../support/storage'

/** The page's memory, begun anew as after a reload. */
const loaded = async () => {
  vi.resetModules()
  return {
    ...(await import('../../web/src/commands/drafts')),
    ...(await import('../../web/src/commands/kept-drafts')),
    ...(await import('../../web/src/ui/leaving')),
  }
}

let tab = storage()
let device = storage()
beforeEach(() => {
  tab = storage()
  device = storage()
})
const begin = () => ({ note: '', proof: [] as string[] })
const signedIn = async (uid = 'clerk', now?: number) => {
  const page = await loaded()
  page.keepDraftsFor(uid, { tab, device }, now)
  return { ...page, draft: (type: CommandType = 'archive') => page.draftOf('A1', type, begin) }
}

describe('what was typed', () => {
  it('is there again after a reload, and says so, until it is sent', async () => {
    const before = await signedIn()
    before.draft().note = '写了一半'
    expect(before.isRestored('A1', 'archive')).toBe(false)
    const after = await signedIn()
    expect(after.draft()).toMatchObject({ note: '写了一半' })
    expect(after.isRestored('A1', 'archive')).toBe(true)
    after.discardDraft('A1', 'archive')
    expect((await signedIn()).draft().note).toBe('')
    expect(tab.entries.size).toBe(0)
  })

  it('is nobody else’s, and goes with the tab', async () => {
    ;(await signedIn()).draft().note = '写了一半'
    expect((await signedIn('reviewer')).draft().note).toBe('')
    expect(device.entries.size).toBe(0)
  })

  it('[R3.2] outlives the tab where it waits for a signature, for some days', async () => {
    ;(await signedIn()).draft('apply-return').note = '不属本单位职责'
    tab = storage()
    expect((await signedIn()).draft('apply-return').note).toBe('不属本单位职责')
    expect((await signedIn('clerk', Date.now() + 4 * DAY)).draft('apply-return').note).toBe('')
    expect(device.entries.size).toBe(0)
  })

  it('is gone when its author signs out, and a colleague’s is not', async () => {
    ;(await signedIn('reviewer')).draft('apply-return').note = '同事的'
    const page = await signedIn()
    page.draft('apply-return').note = '自己的'
    page.draft().note = '自己的'
    page.dropAll('clerk', { tab, device })
    expect(tab.entries.size).toBe(0)
    expect([...device.entries.values()].join()).toContain('同事的')
  })

  it('[R16.1] is written nowhere where it holds somebody’s number; then the page asks before it is left', async () => {
    const page = await signedIn()
    const draft = page.draft()
    draft.proof = ['216d17093922839edc1c31c2405990b8190d3811']
    expect(page.wouldLoseSomething()).toBe(false)
    draft.note = '联系人电话 13800138000'
    expect([...tab.entries.values()].join()).not.toContain('138')
    expect(page.wouldLoseSomething()).toBe(true)
    expect((await signedIn()).draft()).toEqual({
      note: '',
      proof: ['216d17093922839edc1c31c2405990b8190d3811'],
    })
    page.leaveFreely()
    expect(page.wouldLoseSomething()).toBe(false)
  })

  it('is taken up only as far as the form still has such fields', async () => {
    ;(await signedIn()).draft().note = '写了一半'
    const page = await signedIn()
    expect(page.draftOf('A1', 'archive', () => ({ reason: '' }))).toEqual({ reason: '' })
    expect(page.isRestored('A1', 'archive')).toBe(false)
  })
})
