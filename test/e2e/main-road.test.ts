import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../functions/src/store/paths'
import { adminDatabase, advance, bringIn, local, orderOf } from '../support/county'
import {
  DESK,
  expectAccessible,
  expectFitsScreen,
  freshScreens,
  PATIENCE,
  PHONE,
  signIn,
} from './support/browser'
import { actPanel, confirm, focusedLabel, lineIn, openOrder, press, told } from './support/pages'

const TITLE = '菜市场后面的垃圾堆了一个星期没人拉'
const NUMBER = 'E2E-0001'

const newOrder = (number: string, title: string): Promise<void> =>
  bringIn(number, {
    title,
    text: '马影集镇菜市场后面的垃圾池满了一个多星期，污水流得满地都是，请尽快清理。',
    category: 'complaint',
    township: '360429102',
    place: '集镇菜市场后面',
    caller: { name: '江小满', phone: '13907921234', idNumber: '', address: '湖口县马影镇集镇12号' },
  })

/** As many more entries of the catalogue, all after those of the sample county. */
const furtherEntries = async (count: number): Promise<void> => {
  const db = adminDatabase()
  const { catalogue } = paths(db)
  const { docs } = await catalogue.limit(1).get()
  const writer = db.bulkWriter()
  for (let no = 1; no <= count; no++) {
    const id = `z-${String(no).padStart(4, '0')}`
    const entry = { ...docs[0]!.data(), id, matter: `另一事项第${no}`, unit: 'mayi' }
    void writer.set(catalogue.doc(id), entry)
  }
  await writer.close()
}

const screens = freshScreens()

describe('an order walks its main road in the hands of four people', () => {
  let clerk: Page
  let handler: Page
  let leader: Page
  let reviewer: Page

  beforeAll(async () => {
    await newOrder(NUMBER, TITLE)
  })

  it('[R1.1] the clerk signs it, and a colleague sees it move on without asking', async () => {
    clerk = await screens.of('clerk')
    const colleague = await screens.of('deputy')
    await lineIn(colleague, '待签收', TITLE).waitFor()
    await lineIn(clerk, '待签收', TITLE).waitFor()
    await expectAccessible(clerk)

    await openOrder(clerk, TITLE)
    await expectAccessible(clerk)
    await press(clerk, '签收')
    await told(clerk, '工单已签收')
    await lineIn(colleague, '待核实', TITLE).waitFor()
  })

  it('[R1.2] verifying names what is missing, keeps what was typed and puts the cursor there', async () => {
    const place = actPanel(clerk).getByLabel('具体地点')
    await place.fill('集镇菜市场后面的垃圾池')
    await press(clerk, '核实通过')
    await clerk.getByRole('alert').getByText('缺少：诉求事项').waitFor()
    await expect.poll(() => focusedLabel(clerk)).toBe('诉求事项')
    expect(await place.inputValue()).toBe('集镇菜市场后面的垃圾池')
    await expectAccessible(clerk)

    await actPanel(clerk).getByLabel('查找事项').fill('新农村')
    await actPanel(clerk).getByRole('radio', { name: '城乡建设 / 村镇建设 / 新农村建设' }).check()
    await press(clerk, '核实通过')
    await told(clerk, '信息已核实')
  })

  it('[R2.1][R6.1] dispatching rests on the catalogue, which chooses the unit', async () => {
    await furtherEntries(501)
    const panel = actPanel(clerk)
    await expectAccessible(clerk)
    await panel.getByLabel('查找目录条目').fill('另一事项第501')
    await panel.getByRole('radio', { name: '另一事项第501 → 马影镇' }).waitFor()
    await panel.getByLabel('查找目录条目').fill('村庄环境卫生')
    await panel.getByRole('radio', { name: '村庄环境卫生 → 马影镇' }).check()
    await expect.poll(() => panel.getByLabel('承办单位').inputValue()).toBe('mayi')
    await expect.poll(() => panel.locator('option:disabled').count()).toBeGreaterThan(0)
    await press(clerk, '分派')
    await told(clerk, '已分派给马影镇')
    await clerk.getByText('等待马影镇签收').waitFor()
  })

  it('[R1.3][R6.2] the handler hears of it on a phone, signs and records a step', async () => {
    handler = await screens.of('mayi-handler', PHONE)
    await lineIn(handler, '待签收', TITLE).waitFor()
    await expectAccessible(handler)
    await expectFitsScreen(handler)

    await handler.getByRole('link', { name: '通知，1 条未读' }).click()
    await handler.getByRole('heading', { level: 1, name: '通知' }).waitFor()
    await expectAccessible(handler)
    await handler.getByRole('link', { name: '有新的工单分派到本单位' }).click()
    await handler.getByRole('heading', { level: 1, name: TITLE }).waitFor()
    await handler.getByRole('link', { name: '通知，没有未读' }).waitFor()
    await expectFitsScreen(handler)

    await press(handler, '签收')
    await told(handler, '工单已签收')
    await actPanel(handler).getByLabel('说明').fill('已电话告知诉求人，马影镇已受理。')
    await press(handler, '保存进展')
    await told(handler, '已记录进展：告知')
    await expectAccessible(handler)
  })

  it('[R7.1] a part of the feedback that is missing is named; what was typed survives leaving the page', async () => {
    await press(handler, '提交办理结果')
    await handler.getByLabel('基本情况及现场检查情况').fill('接单后到现场核查，垃圾池满溢情况属实。')
    await handler.getByRole('link', { name: '返回工单列表' }).click()
    await openOrder(handler, TITLE)
    await press(handler, '提交办理结果')
    await expect.poll(() => handler.getByLabel('基本情况及现场检查情况').inputValue()).toContain('垃圾池满溢')

    await press(handler, '提交审核')
    await handler.getByRole('alert').getByText('处理结果及与诉求人沟通情况、拟答复口径').waitFor()
    await expect.poll(() => focusedLabel(handler)).toBe('处理结果及与诉求人沟通情况')
    await handler.getByLabel('处理结果及与诉求人沟通情况').fill('已清运。')
    await handler.getByLabel('拟答复口径').fill('您好，垃圾已清运完毕，恢复两天一清。')
    await press(handler, '提交审核')
    await handler.getByRole('alert').getByText('办理结果类别').waitFor()
    await handler.getByRole('radio', { name: '已解决' }).check()
    await press(handler, '提交审核')
    await told(handler, '已提交，请本单位其他领导审核')
  })

  it('[R9.1] the leader sends it back with reasons, the handler goes on from what was written, the leader passes it', async () => {
    leader = await screens.of('mayi-leader')
    await lineIn(leader, '待单位内审核', TITLE).waitFor()
    await openOrder(leader, TITLE)
    await actPanel(leader).getByRole('radio', { name: '退回修改' }).check()
    await press(leader, '退回修改')
    await leader.getByRole('alert').getByText('没有写明退回理由').waitFor()
    await actPanel(leader).getByLabel('退回理由').fill('请写明清运的时间。')
    await expectAccessible(leader)
    await press(leader, '退回修改')
    await told(leader, '已退回经办人修改')

    await actPanel(handler).getByText('请写明清运的时间。').waitFor()
    await press(handler, '提交办理结果')
    const result = handler.getByLabel('处理结果及与诉求人沟通情况')
    await expect.poll(() => result.inputValue()).toBe('已清运。')
    await result.fill('11月25日上午已清运，并电话告知诉求人，其表示认可。')
    await press(handler, '提交审核')
    await told(handler, '已提交，请本单位其他领导审核')

    await actPanel(leader).getByText('11月25日上午已清运').waitFor()
    await press(leader, '审核通过')
    await told(leader, '审核通过')
  })

  it('[R9.2] the reviewer goes through the checklist and confirms what cannot be undone', async () => {
    reviewer = await screens.of('reviewer')
    await lineIn(reviewer, '待初审', TITLE).waitFor()
    await openOrder(reviewer, TITLE)
    await expectAccessible(reviewer)
    for (const item of ['要件完整', '处理合理', '格式规范', '结果类别相符'])
      await actPanel(reviewer).getByRole('checkbox', { name: item }).check()
    await press(reviewer, '初审通过')
    await reviewer.getByRole('dialog').getByText('初审通过后，工单转入回访').waitFor()
    await expectAccessible(reviewer)
    await confirm(reviewer, '确认初审通过')
    await told(reviewer, '初审通过')
  })

  it('[G] the clerk calls back, on the phone, and archives it', async () => {
    const phone = await screens.of('clerk', PHONE)
    await lineIn(phone, '待回访', TITLE).waitFor()
    await openOrder(phone, TITLE)
    await expectFitsScreen(phone)
    await press(phone, '记录回访')
    await phone.getByRole('alert').getByText('是否解决').waitFor()
    await actPanel(phone).getByRole('radio', { name: '已解决', exact: true }).check()
    await actPanel(phone).getByRole('radio', { name: '满意', exact: true }).check()
    await expectAccessible(phone)
    await press(phone, '记录回访')
    await told(phone, '回访结果已记录')
    await press(phone, '归档')
    await confirm(phone, '确认归档')
    await told(phone, '工单已归档')

    await actPanel(leader).getByText('工单已办结归档').waitFor()
    expect((await orderOf(NUMBER))?.stage).toBe('archived')
  })
})

describe('at the door', () => {
  it('a wrong password is said in Chinese, and nothing of whether the account exists', async () => {
    const page = await screens.blank()
    await page.getByLabel('账号').waitFor()
    await expectAccessible(page)
    await signIn(page, 'clerk', 'wrong')
    await page.getByRole('alert').getByText('账号或密码不正确').waitFor()
    await expectAccessible(page)
  })

  it('leads on to where one wanted to go, and signing out leaves nothing behind', async () => {
    const page = await screens.blank(PHONE, `/orders/${NUMBER}`)
    await expectFitsScreen(page)
    await signIn(page, 'clerk')
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor()
    await page.getByRole('button', { name: '账户与岗位' }).click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByText('您已安全退出').waitFor()
    const kept = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')
    expect(kept).not.toMatch(/E2E|firebase|acting/)
    await page.goto(`/orders/${NUMBER}`)
    await page.getByRole('heading', { name: '工单系统登录' }).waitFor()
  })

  it('an order of others and an order that does not exist look the same', async () => {
    await newOrder('E2E-0002', '别处的工单')
    const page = await screens.of('mayi-handler')
    const seen: string[] = []
    for (const number of ['E2E-0002', 'E2E-9999']) {
      const search = page.getByRole('searchbox')
      await search.fill(number)
      await search.press('Enter')
      await page.getByText('找不到这件工单，或您无权查看').waitFor()
      seen.push((await page.locator('main').innerText()).split(number).join('#'))
      await expectAccessible(page)
      await page.getByRole('link', { name: '回到工单列表' }).click()
    }
    expect(seen[0]).toBe(seen[1])
  })

  it('is shut at once on whoever is no longer of the staff', async () => {
    const staff = adminDatabase().collection('staff').doc('reviewer')
    const page = await screens.of('reviewer')
    const { tokens } = (await staff.get()).data() as { tokens: string[] }
    await staff.update({ active: false, tokens: [] })
    await page.getByText('您的账号已停用或岗位已调整').waitFor()
    await staff.update({ active: true, tokens })
  })
})

describe('on a bad day', () => {
  it('an answer that is lost loses nothing, and asking again does it once', async () => {
    await newOrder('E2E-0003', '答复丢在路上')
    const page = await screens.of('clerk')
    await openOrder(page, '答复丢在路上')
    let lost = 0
    await page.route('**/call/command', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue()
      lost += 1
      return route.abort('internetdisconnected')
    })
    await press(page, '签收')
    await page.getByRole('alert').getByText('没有收到系统的答复').waitFor()
    await expectAccessible(page)
    await press(page, '重新提交')
    await told(page, '工单已签收')
    expect((await orderOf('E2E-0003'))?.version).toBe(2)
  })

  it('[R16.1] a look at the caller asks why, is logged, and is gone when it is closed', async () => {
    const page = await screens.of('clerk')
    await openOrder(page, '答复丢在路上')
    await page.getByRole('button', { name: '查看诉求人信息' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '登记并查看' }).click()
    await dialog.getByRole('alert').getByText('没有填写查看事由').waitFor()
    await dialog.getByLabel('查看事由').fill('核实垃圾池的位置')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '登记并查看' }).click()
    await dialog.getByText('13907921234').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '关闭' }).click()
    await expect.poll(() => page.content()).not.toContain('13907921234')
    const looks = await adminDatabase().collection('looks').where('order', '==', 'E2E-0003').get()
    expect(looks.docs.map((look) => look.get('why') as unknown)).toContain('核实垃圾池的位置')
  })

  it('[R1.1] what is overdue says so, by the county’s clock', async () => {
    await newOrder('E2E-0004', '一直没人签收')
    const page = await screens.of('clerk', DESK)
    await lineIn(page, '待签收', '一直没人签收').waitFor()
    await advance(25 * 3_600_000)
    await page.getByText('演示时钟').waitFor()
    await page.locator('tr', { hasText: '一直没人签收' }).getByText('超时', { exact: true }).waitFor()
    await openOrder(page, '一直没人签收')
    await page.getByText(/县12345热线中心未在 .* 前签收，记为超时/).waitFor({ timeout: PATIENCE })
    await local('reset')
  })
})
