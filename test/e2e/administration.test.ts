import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { officialYears } from '../../functions/src/domain/official-calendar'
import { paths } from '../../functions/src/store/paths'
import { adminDatabase, orderOf } from '../support/county'
import {
  DESK,
  expectAccessible,
  expectNoSidewaysScroll,
  freshScreens,
  PATIENCE,
  PHONE,
  signIn,
} from './support/browser'
import { dispatched } from './support/orders'

const ORDER = 'E2E-ADMIN-1'
const NEXT = officialYears().at(-1)!.year + 1

const screens = freshScreens()
let page: Page
beforeAll(async () => {
  await dispatched(ORDER, '路灯不亮')
  page = await screens.blank(DESK)
  await signIn(page, 'administrator')
})

const confirm = async (): Promise<void> => {
  await page.getByRole('button', { name: '应用', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认应用' }).click()
}
/** What the page shows, beside what it says to a screen reader. */
const told = (text: string): Promise<void> => page.locator('.message--good', { hasText: text }).waitFor()
const settings = async () => (await paths(adminDatabase()).settings.get()).data()!

describe('the administrator', () => {
  it('[R5.1] sees which deadlines a policy would move before it is applied, and that it was', async () => {
    await page.getByRole('link', { name: '系统管理' }).click()
    const limit = page.getByLabel('投诉办理时限（个工作日）')
    await limit.waitFor()
    const before = (await orderOf(ORDER))!.dueAt
    expect(await limit.inputValue()).toBe('8')
    await limit.fill('六')
    await page.getByText('请填写数字').waitFor()
    await limit.fill('10')
    await page.getByLabel('同时适用于在办工单').check()
    await page.getByRole('button', { name: '预览影响' }).click()
    await page.getByRole('row', { name: ORDER }).waitFor()
    expect((await settings()).policyVersion).toBe('2026-1')
    expect((await orderOf(ORDER))!.dueAt).toBe(before)
    await expectAccessible(page)
    await confirm()
    await told('新版政策已生效')
    await page.getByText('在办工单已全部核算：共 1 件，调整 1 件').waitFor({ timeout: PATIENCE })
    const handle = (await orderOf(ORDER))!.clocks.find(({ kind }) => kind === 'handle')!
    expect((await settings()).policyVersion).not.toBe('2026-1')
    expect(handle.dueAt).toBeGreaterThan(before!)
  })

  it('[R5.1] publishes a year by writing its notice down', async () => {
    await page.getByRole('navigation', { name: '系统管理' }).getByRole('link', { name: '工作日历' }).click()
    const lines = page.getByLabel('放假和调休日期')
    await lines.fill(`${NEXT}-02-30 休`)
    await page.getByText('第 1 行：没有这一天').waitFor()
    // New Year's Day or the next weekday: whichever it is, one of them is off on a day of Mon–Fri.
    const monToFri = [1, 2, 3].find(
      (day) => ![0, 6].includes(new Date(`${NEXT}-01-0${day}T00:00:00Z`).getUTCDay()),
    )!
    await lines.fill(`${NEXT}-01-0${monToFri} 休`)
    const card = page.locator('section', { has: page.getByRole('heading', { name: '公布年度放假安排' }) })
    await card.getByRole('button', { name: '预览影响' }).click()
    await confirm()
    await told(`${NEXT} 年放假安排已生效`)
    await page.getByText('已公布（本县录入）').waitFor()
    await page.getByRole('heading', { name: `${NEXT} 年`, exact: true }).waitFor()
    expect((await settings()).calendarYears).toHaveLength(1)
    await expectAccessible(page)
  })

  it("[R5.1] adds a county day, which is marked in the year's view", async () => {
    await page.getByLabel('日期', { exact: true }).fill(`${NEXT}-06-15`)
    await page.getByRole('button', { name: '加入' }).click()
    await page.getByText('修改尚未生效').waitFor()
    const card = page.locator('section', { has: page.getByRole('heading', { name: '本县日期' }) })
    await card.getByRole('button', { name: '预览影响' }).click()
    await confirm()
    await told('本县日期已生效')
    await page.locator(`.day--own[title^="${NEXT}-06-15"]`).waitFor()
  })

  it('finds people and units, and registers a unit', async () => {
    await page.getByRole('navigation', { name: '系统管理' }).getByRole('link', { name: '人员与单位' }).click()
    await page.getByLabel('查找姓名或岗位').fill('何晓春')
    await page.getByText('热线中心受理员').last().waitFor()
    await page.getByLabel('单位代码').fill('hukou-new')
    await page.getByLabel('单位名称').fill('新设单位')
    await page.getByRole('button', { name: '保存单位' }).click()
    await page.getByText('已保存：新设单位').waitFor()
    await expectAccessible(page)
  })

  it('can do it from a phone', async () => {
    await page.setViewportSize(PHONE)
    for (const name of ['政策设置', '工作日历', '人员与单位']) {
      await page.getByRole('navigation', { name: '系统管理' }).getByRole('link', { name }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await expectNoSidewaysScroll(page)
    }
  })
})

describe('anybody else', () => {
  it('is offered no administration and finds nothing there', async () => {
    const clerk = await screens.of('clerk')
    expect(await clerk.getByRole('link', { name: '系统管理' }).count()).toBe(0)
    await clerk.goto('/administration')
    await clerk.getByText('只有系统管理员可以进入').waitFor()
  })
})
