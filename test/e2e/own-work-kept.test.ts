import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { bringIn, done } from '../support/county'
import { VERIFIED } from '../support/road'
import { expectAccessible, freshScreens } from './support/browser'
import { CLERK } from './support/orders'
import { actPanel, openOrder } from './support/pages'

const TITLE = '路灯三天不亮'
const screens = freshScreens()

describe('what somebody is about to do', () => {
  beforeAll(async () => {
    for (const number of ['KEPT-1', 'KEPT-2']) {
      await bringIn(number, { title: `${TITLE} ${number}` })
      await done(CLERK, number, 'centre-sign', {})
    }
  })

  let reviewer: Page
  const place = (page: Page) => actPanel(page).getByLabel('具体地点')

  it('is there again after a reload', async () => {
    reviewer = await screens.of('reviewer')
    await openOrder(reviewer, `${TITLE} KEPT-1`)
    await place(reviewer).fill('老街十字路口东侧')
    await reviewer.reload()
    await actPanel(reviewer).getByText('已恢复您上次填写、尚未提交的内容').waitFor()
    await expect.poll(() => place(reviewer).inputValue()).toBe('老街十字路口东侧')
  })

  it('is said and kept when a colleague does it first, with who it was', async () => {
    await done(CLERK, 'KEPT-1', 'verify', { ...VERIFIED, title: `${TITLE} KEPT-1`, place: '别处' })
    const note = reviewer.locator('.message', { hasText: '您填写的内容没有提交' })
    await note.getByText('老街十字路口东侧').waitFor()
    await note.getByText('热线中心核实工单信息').waitFor()
    // The centre knows its people by name.
    await note.getByText('何晓春').waitFor()
    await expectAccessible(reviewer)
    await note.getByRole('button', { name: '知道了' }).click()
    await note.waitFor({ state: 'detached' })
  })

  it('goes on in a second tab, which Ctrl and a click open signed in, and both end together', async () => {
    await reviewer.getByRole('link', { name: '返回工单列表' }).click()
    const opening = reviewer.context().waitForEvent('page')
    await reviewer.getByRole('link', { name: `${TITLE} KEPT-2` }).click({ modifiers: ['Control'] })
    const second = await opening
    await second.getByRole('heading', { level: 1, name: `${TITLE} KEPT-2` }).waitFor()
    await second.getByRole('button', { name: /账户与岗位/ }).click()
    await second.getByRole('button', { name: '退出登录' }).click()
    for (const page of [second, reviewer]) await page.getByText('您已安全退出').waitFor()
    // Whoever types the address is asked who they are.
    const third = await reviewer.context().newPage()
    await third.goto('/')
    await third.getByRole('button', { name: '登录', exact: true }).waitFor()
  })
})
