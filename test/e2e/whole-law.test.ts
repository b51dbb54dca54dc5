import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { orderOf } from '../support/county'
import { FAR_DAY } from '../support/far-day'
import { expectAccessible, expectFitsScreen, freshScreens, PHONE } from './support/browser'
import { handled } from './support/orders'
import { actPanel, attach, card, confirm, lineIn, openOrder, press, rarely, told } from './support/pages'

const screens = freshScreens()

describe('a unit returns an order that is not its own', () => {
  const NUMBER = 'LAW-0001'
  const TITLE = '夜宵摊占了半条街'
  let handler: Page
  let reviewer: Page

  beforeAll(() => handled(NUMBER, TITLE))

  it('[R3.1][R3.2] on a phone: until when it may apply, the form to print, and nothing without the signed scan', async () => {
    handler = await screens.of('mayi-handler', PHONE)
    await openOrder(handler, TITLE)
    await rarely(handler, '申请退回')
    await actPanel(handler).getByText('签收后 24 小时内可以申请').waitFor()
    await actPanel(handler)
      .getByRole('link', { name: /退回申请表/ })
      .waitFor()
    await expectAccessible(handler)
    await expectFitsScreen(handler)

    await actPanel(handler).getByRole('radio', { name: '不属本单位职责范围' }).check()
    await actPanel(handler).getByLabel('退回理由', { exact: true }).fill('县城主街的市容由城管部门管理。')
    await actPanel(handler).getByLabel('改派建议单位').selectOption({ label: '县城管局' })
    await press(handler, '提交退回申请')
    await handler.getByRole('alert').getByText('没有附上').waitFor()

    await attach(handler, '签字盖章的退回申请表', '退回申请表.pdf')
    await expectAccessible(handler)
    await press(handler, '提交退回申请')
    await told(handler, '退回申请已提交')
    await card(handler, '退回申请').getByText('待审核').waitFor()
    await expectFitsScreen(handler)
  })

  it('[R3.3][R3.4] the reviewer finds it, approves it, and it is dispatched to another', async () => {
    reviewer = await screens.of('reviewer')
    await lineIn(reviewer, '待审核退回', TITLE).waitFor()
    await openOrder(reviewer, TITLE)
    await actPanel(reviewer).getByText('县城主街的市容由城管部门管理。').waitFor()
    await actPanel(reviewer).getByRole('radio', { name: '同意退回' }).check()
    await expectAccessible(reviewer)
    await press(reviewer, '同意退回')
    await confirm(reviewer, '确认同意退回')
    await told(reviewer, '已同意退回')

    await actPanel(reviewer).getByText('建议改派县城管局').waitFor()
    await actPanel(reviewer).getByRole('radio', { name: '法律法规' }).check()
    await actPanel(reviewer).getByLabel('法律法规名称').fill('《江西省城市市容管理条例》')
    await actPanel(reviewer).getByLabel('承办单位').selectOption({ label: '县城管局' })
    await press(reviewer, '分派')
    await told(reviewer, '已分派给县城管局')
    await reviewer.getByText('等待县城管局签收').waitFor()
    await expectAccessible(reviewer)

    // What it did itself stays with the unit, on whose screen the order was; the order does not.
    await handler.getByText('您单位只能查看本单位的办理记录').waitFor()
    await handler.getByText('热线中心同意马影镇退回').waitFor()
    expect(await handler.locator('main').innerText()).not.toContain(TITLE)
    await expectAccessible(handler)
    await expectFitsScreen(handler)
    const order = await orderOf(NUMBER)
    expect(order?.assignments.map(({ unit, state }) => [unit, state])).toEqual([
      ['mayi', 'returned'],
      ['chengguan', 'to-sign'],
    ])
  })
})

describe('a unit needs more time', () => {
  const NUMBER = 'LAW-0002'
  const TITLE = '老旧小区的下水管要整段更换'
  let handler: Page

  beforeAll(() => handled(NUMBER, TITLE))

  it('[R5.2][R5.4] the form says until when and how far it may ask', async () => {
    handler = await screens.of('mayi-handler')
    await openOrder(handler, TITLE)
    await rarely(handler, '申请延期')
    await actPanel(handler).getByText('每次最多延期 8 个工作日，还可申请 2 次').waitFor()
    await actPanel(handler).getByLabel('延期工作日').fill('9')
    await actPanel(handler).getByLabel('预计办结日期').fill(FAR_DAY)
    await actPanel(handler).getByLabel('延期理由').fill('管材到货需要时间，已完成测量和采购。')
    await press(handler, '提交延期申请')
    await handler.getByRole('alert').getByText('超过了原办理时限').waitFor()
    await actPanel(handler).getByLabel('延期工作日').fill('5')
    await expectAccessible(handler)
    await press(handler, '提交延期申请')
    await told(handler, '延期申请已报市中心')
  })

  it('[R5.3] the city sees it in its own list, and decides', async () => {
    const before = (await orderOf(NUMBER))?.dueAt ?? 0
    const city = await screens.of('city', PHONE)
    await lineIn(city, '延期待批', TITLE).waitFor()
    await expectAccessible(city)
    await openOrder(city, TITLE)
    await expectFitsScreen(city)
    await actPanel(city).getByRole('radio', { name: '批准', exact: true }).check()
    await expectAccessible(city)
    await press(city, '批准延期')
    await confirm(city, '确认批准延期')
    await told(city, '已批准延期')

    await card(handler, '延期申请').getByText('已批准').waitFor()
    await card(handler, '承办情况').getByText('1 次，共 5 个工作日').waitFor()
    expect((await orderOf(NUMBER))?.dueAt).toBeGreaterThan(before)
  })
})

describe('an order is inspected one level up', () => {
  const NUMBER = 'LAW-0003'
  const TITLE = '河道里的建筑垃圾一直没人管'
  const FINDING = '现场核查发现承办人员未到现场，仅以电话答复。'
  let handler: Page
  let supervision: Page

  beforeAll(() => handled(NUMBER, TITLE))

  it('[R10.1] the clerk flags it; of that the unit sees nothing', async () => {
    handler = await screens.of('mayi-handler')
    await openOrder(handler, TITLE)
    const clerk = await screens.of('clerk')
    await clerk.getByRole('link', { name: '全部未结' }).click()
    await openOrder(clerk, TITLE)
    await rarely(clerk, '标记提级核查')
    await actPanel(clerk).getByRole('radio', { name: '重大社会关切的热点难点' }).check()
    await actPanel(clerk).getByLabel('说明').fill('多名群众反映，媒体关注。')
    await expectAccessible(clerk)
    await press(clerk, '标记')
    await confirm(clerk, '确认标记')
    await told(clerk, '已列入提级核查范围')
    await card(clerk, '提级核查').getByText('待启动').waitFor()
  })

  it('[R10.2] supervision opens it and records what it found', async () => {
    supervision = await screens.of('supervision')
    await lineIn(supervision, '待启动核查', TITLE).waitFor()
    await openOrder(supervision, TITLE)
    await press(supervision, '启动提级核查')
    await told(supervision, '已启动提级核查')
    const panel = actPanel(supervision)
    await panel.getByLabel('核查情况').fill(FINDING)
    await panel.getByLabel('整改要求').fill('三日内到现场清运，并当面答复群众。')
    await panel.getByRole('radio', { name: '走过场' }).check()
    await expectAccessible(supervision)
    await press(supervision, '登记核查情况')
    await told(supervision, '核查情况已登记')
    await card(supervision, '提级核查').getByText(FINDING).waitFor()
  })

  it('[R10.2] what it says reaches the unit when it is served, and not before', async () => {
    expect(await orderOf(NUMBER)).toMatchObject({ flags: [], inspection: null })
    // The unit's page has the inspected order by now: a step of its own comes after it.
    await actPanel(handler).getByLabel('说明').fill('已电话联系诉求人，告知受理情况。')
    await press(handler, '保存进展')
    await told(handler, '已记录进展')
    expect(await handler.locator('main').innerText()).not.toMatch(/核查|未到现场/)

    // The unit's step came while the form was open: what is served is served on what is known now.
    await press(supervision, '已看过，按最新情况办理')
    await press(supervision, '送达')
    await confirm(supervision, '确认送达')
    await told(supervision, '核查情况已送达')
    await expectAccessible(supervision)
    await card(handler, '提级核查').getByText(FINDING).waitFor()
    await expectAccessible(handler)
  })
})
