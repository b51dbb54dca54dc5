import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personIn } from '../../emulator-data/crew'
import { HOUR } from '../../functions/src/domain/base/instant'
import { officialYears } from '../../functions/src/domain/time/official-calendar'
import { foundBy } from '../../functions/src/domain/people/found-by'
import { standingOf } from '../../functions/src/domain/people/people'
import { NOTICE } from '../../functions/src/domain/words/terms'
import { paths } from '../../functions/src/store/paths'
import { adminDatabase, advance, local, localNow, orderOf, untilAnOrdinaryWednesday } from '../support/county'
import { Receiver } from '../support/receiver'
import {
  DESK,
  expectAccessible,
  expectFitsScreen,
  freshScreens,
  PATIENCE,
  PHONE,
  signIn,
} from './support/browser'
import { dispatched } from './support/orders'
import { card } from './support/pages'

const ORDER = 'E2E-ADMIN-1'
const NEXT = officialYears().at(-1)!.year + 1

const SECRET = 'a-secret-of-the-gateway'

const screens = freshScreens()
let page: Page
let second: Page
let receiver: Receiver
beforeAll(async () => {
  receiver = await Receiver.start(SECRET)
  await dispatched(ORDER, '路灯不亮')
  page = await screens.blank(DESK)
  await signIn(page, 'administrator')
})
afterAll(async () => {
  await receiver.stop()
  await local('reset')
})

const confirm = async (): Promise<void> => {
  await page.getByRole('button', { name: '应用', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认应用' }).click()
}
/** What the page shows, beside what it says to a screen reader. */
const told = (text: string): Promise<void> => page.locator('.message--good', { hasText: text }).waitFor()
/** Opens a person to be changed. */
const choose = async (name: string): Promise<void> => {
  await page.getByLabel('查找姓名或岗位').fill(name)
  await card(page, '人员').getByRole('listitem').filter({ hasText: name }).getByRole('button').click()
}
/** The other administrator, on the page of people, agrees to what is about that person. */
const agreeTo = async (screen: Page, name: string): Promise<void> => {
  const waiting = screen.getByRole('region', { name: '待另一位管理员同意' })
  await waiting.getByRole('checkbox', { name }).check()
  await waiting.getByRole('button', { name: '同意所选（1）' }).click()
  await screen.getByRole('dialog').getByRole('button', { name: '确认同意' }).click()
  await screen.getByText(`${name}：已办理`).waitFor()
}
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
    const form = page.locator('section', { has: page.getByRole('heading', { name: '公布年度放假安排' }) })
    await form.getByRole('button', { name: '预览影响' }).click()
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
    const form = page.locator('section', { has: page.getByRole('heading', { name: '本县日期' }) })
    await form.getByRole('button', { name: '预览影响' }).click()
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

  it('[R6.1] finds whoever stands behind the two hundredth, by the list and by name, and deactivates them', async () => {
    const at = paths(adminDatabase())
    const posts = ['handler@mayi']
    const many = Array.from({ length: 220 }, (_, index) => `众员${String(index).padStart(3, '0')}`)
    const batch = adminDatabase().batch()
    // In the list's order by code point the last of all.
    const last = 'many-220'
    for (const [index, name] of [...many, '龙在最后'].entries())
      batch.set(at.staff.doc(`many-${index}`), {
        name,
        active: true,
        posts,
        foundBy: foundBy(name, posts),
        ...standingOf(`many-${index}`, [{ role: 'handler', unit: 'mayi' }], true, false),
      })
    batch.set(at.accounts.doc(last), {
      email: 'last@hotline.example',
      invitedAt: 0,
      invitation: null,
      claimedAt: 0,
    })
    await batch.commit()
    const list = card(page, '人员')
    const row = list.getByRole('listitem').filter({ hasText: '龙在最后' })
    const more = list.getByRole('button', { name: '加载更多' })
    await page.getByLabel('查找姓名或岗位').fill('')
    await list.getByRole('listitem').nth(49).waitFor()
    expect(await row.count()).toBe(0)
    const rows = list.getByRole('listitem')
    for (;;) {
      await row.or(more).first().waitFor()
      if ((await row.count()) > 0) break
      const shown = await rows.count()
      await more.click()
      await expect.poll(() => rows.count()).toBeGreaterThan(shown)
    }
    await page.getByLabel('查找姓名或岗位').fill('马影镇经办')
    await list.getByRole('listitem').filter({ hasText: '众员000' }).waitFor()
    await page.getByLabel('查找姓名或岗位').fill('查无此人')
    await list.getByText('没有相符的人员').waitFor()
    await choose('最后')
    const form = card(page, '修改人员：龙在最后')
    await form.getByLabel('在岗').uncheck()
    await form.getByRole('button', { name: '保存人员' }).click()
    await form.getByText('已保存：龙在最后').waitFor()
    await row.getByText('已停用').waitFor()
    expect((await at.staff.doc(last).get()).data()).toMatchObject({ active: false, tokens: [] })
  })

  it("changes somebody's posts without their address, and it holds once another administrator agrees", async () => {
    const reviewer = await screens.of('reviewer')
    second = await screens.of('administrator-2')
    await choose('谢审行')
    const form = card(page, '修改人员：谢审行')
    expect(await form.getByLabel('登录邮箱').count()).toBe(0)
    await form.getByRole('button', { name: '加入岗位' }).click()
    await form.getByText('请选择所在单位').waitFor()
    await form.getByRole('combobox', { name: '岗位' }).selectOption({ label: '热线中心受理员' })
    await form.getByRole('button', { name: '加入岗位' }).click()
    await expectAccessible(page)
    await form.getByRole('button', { name: '保存人员' }).click()
    await form.getByText('已提出，须另一位系统管理员').waitFor()
    // Who proposed it can only take it back.
    const waiting = page.getByRole('region', { name: '待另一位管理员同意' })
    await waiting.getByText('自己提出的只能撤回').waitFor()
    expect((await paths(adminDatabase()).staff.doc('reviewer').get()).data()!.posts).toEqual(['reviewer'])
    await second.getByRole('link', { name: '系统管理' }).click()
    await second
      .getByRole('navigation', { name: '系统管理' })
      .getByRole('link', { name: '人员与单位' })
      .click()
    await agreeTo(second, '谢审行')
    await second.getByText('谢审行：已办理').waitFor()
    await expectAccessible(second)
    const { posts } = (await paths(adminDatabase()).staff.doc('reviewer').get()).data()!
    expect(posts).toEqual(['reviewer', 'clerk'])
    // Their page hears of it: whoever holds two posts chooses.
    await reviewer.getByRole('button', { name: '账户与岗位' }).click()
    await reviewer.getByRole('radio', { name: '热线中心受理员' }).waitFor()
  })

  it('invites somebody new, who sets their password by the link and is in', async () => {
    const form = card(page, '登记人员')
    await page.getByRole('button', { name: '登记新人员' }).click()
    await form.getByLabel('登录邮箱').fill('e2e-new-clerk@hotline.example')
    await form.getByLabel('姓名').fill('新到岗')
    await form.getByRole('combobox', { name: '岗位' }).selectOption({ label: '热线中心受理员' })
    await form.getByRole('button', { name: '加入岗位' }).click()
    await form.getByRole('button', { name: '保存人员' }).click()
    await form.getByText('已提出，须另一位系统管理员').waitFor()
    await agreeTo(second, '新到岗')
    const link = await second.locator('.link-once').textContent()
    const { pathname, hash } = new URL(link ?? '')
    const theirs = await screens.blank(DESK, `${pathname}${hash}`)
    await theirs.getByLabel('设置密码').fill('too-short')
    await theirs.getByLabel('再填一次').fill('too-short')
    await theirs.getByRole('button', { name: '启用账号' }).click()
    await theirs.getByText('密码至少 10 位。请加长后再提交').waitFor()
    await expectAccessible(theirs)
    expect(new URL(theirs.url()).hash).toBe('')
    for (const label of ['设置密码', '再填一次']) await theirs.getByLabel(label).fill('a-long-password-1')
    await theirs.getByRole('button', { name: '启用账号' }).click()
    await theirs.getByText('密码已设置，账号已启用').waitFor()
    await theirs.getByLabel('账号').fill('e2e-new-clerk@hotline.example')
    await theirs.getByLabel('密码', { exact: true }).fill('a-long-password-1')
    await theirs.getByRole('button', { name: '登录', exact: true }).click()
    await theirs.getByRole('navigation', { name: '工单视图' }).waitFor()
    const used = await screens.blank(DESK, `${pathname}${hash}`)
    for (const label of ['设置密码', '再填一次']) await used.getByLabel(label).fill('a-long-password-2')
    await used.getByRole('button', { name: '启用账号' }).click()
    await used.getByText('邀请链接无效、已经使用过').waitFor()
  })

  it('does in an emergency what cannot wait, asked first, and it stands out in the log', async () => {
    await choose('谢审行')
    const form = card(page, '修改人员：谢审行')
    await form.getByRole('button', { name: /取消\s*热线中心受理员/ }).click()
    await form.getByRole('combobox', { name: '岗位' }).selectOption({ label: '县领导' })
    await form.getByRole('button', { name: '加入岗位' }).click()
    await form.getByLabel('紧急生效').check()
    await form.getByLabel('紧急原因').fill('值班领导临时更换')
    await form.getByRole('button', { name: '保存人员' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '确认紧急生效' }).click()
    await form.getByText('已保存：谢审行').waitFor()
    const supervision = await screens.of('supervision')
    await supervision.getByRole('link', { name: '管理记录' }).click()
    const entry = supervision.locator('.entry--emergency', { hasText: '谢审行' })
    await entry.getByText('值班领导临时更换').waitFor()
    await entry.getByText('热线中心审核员、热线中心受理员').waitFor()
    await expectAccessible(supervision)
    await expectFitsScreen(supervision)
  })

  it("[R15.1] sets somebody else's channel, and what it does not take is said beside the field", async () => {
    const { name } = personIn({ role: 'handler', unit: 'mayi' })
    await choose(name)
    const form = card(page, `消息通道：${name}`)
    await form.getByRole('radio', { name: '短信' }).check()
    await form.getByLabel('手机号码').fill('13900139000')
    await form.getByLabel('短信网关地址').fill(receiver.url('/sms'))
    await form.getByLabel('网关密钥').fill('short')
    await form.getByRole('button', { name: '保存消息通道' }).click()
    await form.getByRole('alert').getByText('签名密钥').waitFor()
    await form.getByText('请改正此项').waitFor()
    await form.getByLabel('网关密钥').fill(SECRET)
    await expectAccessible(page)
    await form.getByRole('button', { name: '保存消息通道' }).click()
    await form.getByText(`已保存：${name}的消息通道`).waitFor()
    expect(await form.getByLabel('网关密钥').inputValue()).toBe('')
    const channel = (await paths(adminDatabase()).channels.doc('mayi-handler').get()).data()
    expect(channel).toMatchObject({ kind: 'sms', phone: '13900139000', by: 'administrator' })
  })

  it('[R15.1] finds what never arrived, and sends it once more when the cause is gone', async () => {
    await untilAnOrdinaryWednesday()
    receiver.mood = 'fails'
    const number = `E2E-ADMIN-${await localNow()}`
    await dispatched(number, '井盖缺了一半')
    const outbox = paths(adminDatabase()).outbox.where('order', '==', number)
    const state = async () =>
      (await outbox.get()).docs.map((each) => each.data()).find(({ kind }) => kind === 'dispatched')?.state
    await expect.poll(state).toBe('pending')
    // All attempts, before the office closes.
    await advance(3.25 * HOUR)
    await page
      .getByRole('navigation', { name: '系统管理' })
      .getByRole('link', { name: '未送达的消息' })
      .click()
    const row = page.locator('.undelivered', { hasText: `${NOTICE.dispatched} · 工单 ${number}` })
    await row.getByText('短信：对方返回状态码 500').waitFor()
    await expectAccessible(page)
    receiver.mood = 'well'
    await row.getByRole('button', { name: '重新发送' }).click()
    await expect.poll(() => row.count()).toBe(0)
    await expect.poll(state).toBe('sent')
  })

  it('keeps the list of hosts that messages may go to', async () => {
    await page
      .getByRole('navigation', { name: '系统管理' })
      .getByRole('link', { name: '未送达的消息' })
      .click()
    await page.getByText('允许发往的域名').click()
    const lines = page.getByLabel('域名，一行一个')
    await expect.poll(() => lines.inputValue()).toBe('qyapi.weixin.qq.com\noapi.dingtalk.com')
    await lines.fill('qyapi.weixin.qq.com\n203.0.113.7')
    await page.getByRole('button', { name: '保存名单' }).click()
    await page.getByText('“203.0.113.7”不能列入名单').waitFor()
    await lines.fill('qyapi.weixin.qq.com')
    await page.getByRole('button', { name: '保存名单' }).click()
    await page.getByText('名单已保存').waitFor()
    await expectAccessible(page)
    await lines.fill('qyapi.weixin.qq.com\nsms.hukou.example.cn:8443 内网')
    await page.getByRole('button', { name: '保存名单' }).click()
    await page.getByText('已提出，须另一位系统管理员').waitFor()
    expect((await paths(adminDatabase()).settings.get()).get('channelHosts')).toEqual([
      { host: 'qyapi.weixin.qq.com', port: 443, inside: false },
    ])
  })

  it('can do it from a phone', async () => {
    await page.setViewportSize(PHONE)
    for (const name of ['政策设置', '工作日历', '人员与单位', '未送达的消息', '管理记录']) {
      await page.getByRole('navigation', { name: '系统管理' }).getByRole('link', { name }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await expectFitsScreen(page)
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
