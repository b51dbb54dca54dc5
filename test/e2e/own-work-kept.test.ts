import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { bringIn, done } from '../support/county'
import { FILES } from '../support/files'
import { VERIFIED } from '../support/road'
import { expectAccessible, expectFitsScreen, freshScreens, signIn } from './support/browser'
import { answered, CLERK, HANDLER, handled, LEADER, verified } from './support/orders'
import { actPanel, attach, card, focusedLabel, openOrder, press, rarely, told } from './support/pages'

const TITLE = '路灯三天不亮'
const screens = freshScreens()

describe('what somebody is about to do', () => {
  beforeAll(async () => {
    await verified('NEXT-1', '村里垃圾没人清')
    await verified('NEXT-2', '村口路面破了')
    await handled('EMPTY-1', '不属本单位的一件')
    await handled('EMPTY-2', '待初审的一件')
    await answered('EMPTY-2', HANDLER, LEADER)
    for (const number of ['KEPT-1', 'KEPT-2']) {
      await bringIn(number, { title: `${TITLE} ${number}` })
      await done(CLERK, number, 'centre-sign', {})
    }
  })

  let reviewer: Page
  let handler: Page
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

  it('is within the first screen, and leads on to the next order by a button and by a key', async () => {
    await reviewer.getByRole('link', { name: '返回工单列表' }).click()
    await openOrder(reviewer, '村里垃圾没人清')
    const button = actPanel(reviewer).getByRole('button', { name: '分派', exact: true })
    await button.waitFor()
    await expect.poll(async () => ((await button.boundingBox())?.y ?? 9999) + 40).toBeLessThan(768)
    await actPanel(reviewer).getByRole('radio', { name: '就近职责' }).check()
    await actPanel(reviewer).getByLabel('就近职责说明').fill('村内环境由所在乡镇负责')
    await actPanel(reviewer).getByLabel('承办单位').selectOption({ label: '城山镇' })
    await press(reviewer, '分派')
    // It is about another township: a slip of the hand is asked about, by name.
    await reviewer.getByRole('dialog').getByText('将分派给城山镇').waitFor()
    await reviewer.getByRole('dialog').getByRole('button', { name: '再想想' }).click()
    await actPanel(reviewer).getByLabel('承办单位').selectOption({ label: '马影镇' })
    await press(reviewer, '分派')
    await told(reviewer, '已分派给马影镇')
    await actPanel(reviewer).getByRole('link', { name: '下一件：村口路面破了' }).waitFor()
    await reviewer.keyboard.press('Alt+KeyJ')
    await reviewer.getByRole('heading', { level: 1, name: '村口路面破了' }).waitFor()
  })

  it('comes back to the list as it was left, its tab included', async () => {
    await reviewer.getByRole('link', { name: '返回工单列表' }).click()
    await reviewer.getByRole('link', { name: '全部未结' }).click()
    await openOrder(reviewer, '村口路面破了')
    await reviewer.getByRole('link', { name: '返回工单列表' }).click()
    await expect.poll(() => reviewer.url()).toContain('view=open')
    await reviewer.getByRole('link', { name: '待我办理' }).click()
  })

  it('[R9.2] says what is missing before it asks, and no longer once it is there', async () => {
    await openOrder(reviewer, '待初审的一件')
    await press(reviewer, '发回重办')
    await actPanel(reviewer).getByRole('alert').waitFor()
    expect(await reviewer.getByRole('dialog').count()).toBe(0)
    const reasons = actPanel(reviewer).getByLabel('发回重办的理由')
    await expect.poll(() => reasons.getAttribute('aria-invalid')).toBe('true')
    await reasons.fill('请补充完工时间')
    await expect.poll(() => reasons.getAttribute('aria-invalid')).toBeNull()
  })

  it('[R6.2] has its photos with it, on a narrow phone', async () => {
    handler = await screens.of('mayi-handler', { width: 360, height: 740 })
    await openOrder(handler, '不属本单位的一件')
    await expectFitsScreen(handler)
    await actPanel(handler).getByLabel('说明', { exact: true }).fill('已到现场查看')
    await attach(handler, '现场照片等（选填）', '现场.png', FILES.png)
    await press(handler, '保存进展')
    await told(handler, '已记录进展')
    await card(handler, '办理经过').getByText('现场.png').waitFor()
    await card(handler, '佐证材料').getByText('现场.png').waitFor()
  })

  it('[R3.2] names everything that an empty return lacks', async () => {
    await rarely(handler, '申请退回')
    await press(handler, '提交退回申请')
    const said = actPanel(handler).getByRole('alert')
    for (const lack of ['理由类别', '理由', '改派意见', '退回申请表扫描件'])
      await said.getByText(lack).waitFor()
    await expectFitsScreen(handler)
    await expectAccessible(handler)
  })

  it('goes on in a second tab, which Ctrl and a click open signed in, and both end together', async () => {
    await reviewer.getByRole('link', { name: '返回工单列表' }).click()
    await reviewer.getByRole('link', { name: `${TITLE} KEPT-2` }).waitFor()
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
    await expect.poll(() => focusedLabel(third)).toBe('账号')
  })

  it('is said to wait when the database does not answer, and one can leave', async () => {
    const page = await screens.blank()
    await page.route(/google\.firestore/, (route) => route.abort())
    await signIn(page, 'clerk')
    await page.getByText('还没有收到数据').waitFor()
    await page.getByRole('button', { name: '重新加载' }).waitFor()
    await page.getByRole('button', { name: '退出登录' }).waitFor()
    await expectAccessible(page)
  })

  it.each(['administrator', 'supervision'])(
    'has its header on one line on a narrow phone: %s',
    async (uid) => {
      const page = await screens.of(uid, { width: 360, height: 740 })
      await expectFitsScreen(page)
      const heights = await page.evaluate<number[]>(
        "[...document.querySelectorAll('.header__button')].map((each) => each.getBoundingClientRect().height)",
      )
      for (const height of heights) expect(height).toBeLessThan(45)
    },
  )
})
