import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { HOUR } from '../../functions/src/domain/base/instant'
import type { Listing } from '../../functions/src/domain/listings/listing'
import { paths } from '../../functions/src/store/paths'
import { adminDatabase, bringIn, done, give } from '../support/county'
import { PASS } from '../support/road'
import { expectAccessible, expectFitsScreen, freshScreens } from './support/browser'
import { answered, CLERK, HANDLER, handled, LEADER, REVIEWER } from './support/orders'
import { lineIn } from './support/pages'

const BACKLOG = 600
const SIGNING = '一直没人签收'
const REVIEWING = '等待初审的一件'

const chip = (page: Page, name: string, count: number | string) =>
  page.getByRole('group', { name: '按待办事项筛选' }).getByRole('button', { name: `${name} ${count}` })
const rows = (page: Page, group: string): Promise<number> =>
  page.locator(`[data-group="${group}"]`).getByRole('link').count()

/** As many more of an order as lists show of it: what lies behind their lines is not opened here. */
const multiply = async (id: string, times: number, numbered: string): Promise<void> => {
  const db = adminDatabase()
  const { listings } = paths(db)
  const listing = (await listings.doc(id).get()).data()!
  for (let written = 0; written < times;) {
    const batch = db.batch()
    for (const end = Math.min(times, written + 400); written < end; written++) {
      const number = `${numbered}${String(written).padStart(4, '0')}`
      const copy: Listing = {
        ...listing,
        id: number,
        cityNumber: number,
        sought: number,
        title: `${listing.title}之${written}`,
        rank: listing.rank + (written + 1) * HOUR,
      }
      batch.set(listings.doc(number), copy)
    }
    await batch.commit()
  }
}

const screens = freshScreens()

describe('work lists with a backlog', () => {
  beforeAll(async () => {
    for (const number of ['WL-1', 'WL-2']) {
      await handled(number, REVIEWING)
      await answered(number, HANDLER, LEADER)
    }
    await done(REVIEWER, 'WL-2', 'first-review', PASS)
    await bringIn('WL-3', { title: SIGNING })
    await multiply('WL-3', BACKLOG - 1, 'BACKLOG')
    await handled('WL-4', '马影镇在办的一件')
    await multiply('WL-4', 119, 'HANDLING')
  })

  let reviewer: Page

  it('show each queue and its true number, however long another one is', async () => {
    reviewer = await screens.of('reviewer')
    await lineIn(reviewer, '待初审', REVIEWING).waitFor()
    await chip(reviewer, '待初审', 1).waitFor()
    await chip(reviewer, '待签收', BACKLOG).waitFor()
    await chip(reviewer, '全部', BACKLOG + 1).waitFor()
    await reviewer.getByRole('link', { name: `待我办理 ${BACKLOG + 1}` }).waitFor()
    await expectAccessible(reviewer)
  })

  it('[R9.2] leave out of a queue and its number what the law leaves to a colleague', async () => {
    await expect.poll(() => reviewer.locator('[data-group="待回访"]').count()).toBe(0)
    const clerk = await screens.of('clerk')
    await lineIn(clerk, '待回访', REVIEWING).waitFor()
    await chip(clerk, '待回访', 1).waitFor()
  })

  it('are counted without what one must leave to others also where not all is loaded', async () => {
    await multiply('WL-2', 60, 'CALLBACK')
    const clerk = await screens.of('clerk')
    await chip(clerk, '待回访', 61).waitFor()
    await expect.poll(() => reviewer.locator('[data-group="待回访"]').count()).toBe(0)
    await chip(reviewer, '全部', BACKLOG + 1).waitFor()
  })

  it('go on page by page to the end', async () => {
    await chip(reviewer, '待签收', BACKLOG).click()
    const more = reviewer.getByRole('button', { name: '加载更多待签收' })
    for (const shown of [50, 100, 150, 200, 250]) {
      await expect.poll(() => rows(reviewer, '待签收')).toBe(shown)
      await more.click()
    }
    await expect.poll(() => rows(reviewer, '待签收')).toBe(300)
    await chip(reviewer, '待签收', BACKLOG).waitFor()
  })

  it('say so while the connection is cut, and no longer when it is back', async () => {
    const warning = reviewer.getByText('连接中断，以下内容和件数为断开前的')
    await reviewer.context().setOffline(true)
    await warning.waitFor()
    await expectAccessible(reviewer)
    await reviewer.context().setOffline(false)
    await warning.waitFor({ state: 'detached' })
  })

  it('count anew when an order leaves the queue', async () => {
    await done(CLERK, 'WL-3', 'centre-sign', {})
    await chip(reviewer, '待签收', BACKLOG - 1).waitFor()
    await expect.poll(() => rows(reviewer, '待签收')).toBe(299)
    await chip(reviewer, '全部', BACKLOG + 1).waitFor()
    expect((await give(CLERK, 'WL-3', 'centre-sign', {})).ok).toBe(false)
  })

  it('say what they search in, and open a whole number in either case of letters', async () => {
    const search = reviewer.getByRole('searchbox')
    await search.fill('之59')
    await reviewer.getByText('只在已加载的工单中查找').waitFor()
    await search.fill('wl-000')
    await reviewer.getByText('已加载的工单中没有找到').waitFor()
    await search.fill('backlog0598')
    await search.press('Enter')
    await expect.poll(() => reviewer.url()).toContain('BACKLOG0598')
  })

  it('fit a narrow phone, and go on there too', async () => {
    const handler = await screens.of('mayi-handler', { width: 360, height: 740 })
    await handler.locator('[data-group="办理中"]').getByText('120 件', { exact: true }).waitFor()
    await expectFitsScreen(handler)
    await handler.getByRole('button', { name: '加载更多办理中' }).click()
    await expect.poll(() => rows(handler, '办理中')).toBe(100)
    await expectFitsScreen(handler)
    await expectAccessible(handler)
  })

  it('say to a post that reads no orders that it reads none, and not that there are none', async () => {
    const administrator = await screens.of('administrator')
    await administrator.getByText('系统管理员岗位不查看工单').waitFor()
    await administrator.getByRole('link', { name: '已归档' }).click()
    await administrator.getByText('系统管理员岗位不查看工单').waitFor()
    await expectAccessible(administrator)
  })

  it('show a county leader what is open to the end', async () => {
    const leader = await screens.of('county-leader')
    await leader.getByRole('link', { name: '全部未结' }).click()
    const lines = leader.locator('[data-group="全部未结"]').getByRole('link')
    for (const shown of [50, 100]) {
      await expect.poll(() => lines.count()).toBe(shown)
      await leader.getByRole('button', { name: '加载更多' }).click()
    }
    await expect.poll(() => lines.count()).toBe(150)
  })
})
