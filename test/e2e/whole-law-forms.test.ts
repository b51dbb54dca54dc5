import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { HOUR } from '../../functions/src/domain/base/instant'
import { paths } from '../../functions/src/store/paths'
import { adminDatabase, done, localNow, orderOf } from '../support/county'
import { FAR_DAY } from '../support/far-day'
import { PASS } from '../support/road'
import type { Acting } from '../support/system'
import { expectAccessible, expectFitsScreen, freshScreens, PHONE } from './support/browser'
import { answered, CLERK, dispatched, handled, HANDLER, LEADER, REVIEWER, verified } from './support/orders'
import { actPanel, attach, card, confirm, lineIn, openOrder, press, rarely, told } from './support/pages'

const OTHER_HANDLER: Acting = ['zhujian-handler', 'handler@zhujian']
const OTHER_LEADER: Acting = ['zhujian-leader', 'leader-in-charge@zhujian']

/** The smallest photo there is: one that a browser can really show. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const screens = freshScreens()

describe('units meet to find who hosts', () => {
  const NUMBER = 'FORM-0001'
  const TITLE = '两个单位都说排水沟不归自己管'

  beforeAll(async () => {
    await verified(NUMBER, TITLE)
    const meetsAt = (await localNow()) + HOUR
    const convened = { units: ['mayi', 'zhujian'], lead: null, place: '排水沟现场', meetsAt }
    await done(CLERK, NUMBER, 'convene', convened)
  })

  it('[R2.3] what was agreed is recorded with its minutes, and each unit finds its part', async () => {
    const host = await screens.of('zhujian-handler')
    await lineIn(host, '参加会商', TITLE).waitFor()
    const clerk = await screens.of('clerk', PHONE)
    await lineIn(clerk, '会商中', TITLE).waitFor()
    await openOrder(clerk, TITLE)
    const panel = actPanel(clerk)
    await panel.getByRole('radio', { name: '县住建局' }).check()
    await panel.getByRole('checkbox', { name: '马影镇' }).check()
    await panel.getByText('由县住建局主办，马影镇协办，立即分派。').waitFor()
    await panel.getByLabel('会商意见').fill('排水沟由县住建局疏通，马影镇清理两侧垃圾。')
    await press(clerk, '登记会商结果')
    await confirm(clerk, '确认登记会商结果')
    await clerk.getByRole('alert').getByText('没有附上会议纪要').waitFor()
    await attach(clerk, '会议纪要', '会商纪要.pdf')
    await expectAccessible(clerk)
    await expectFitsScreen(clerk)
    await press(clerk, '登记会商结果')
    await confirm(clerk, '确认登记会商结果')
    await told(clerk, '会商结果已登记')
    await card(clerk, '佐证材料').getByText('会商纪要.pdf').waitFor()

    await lineIn(host, '待签收', TITLE).waitFor()
    await openOrder(host, TITLE)
    await card(host, '异议与会商').getByText('达成一致').waitFor()
    await card(host, '承办情况').getByText('主办', { exact: true }).waitFor()
    await press(host, '签收')
    await told(host, '工单已签收')
    const assisting = await screens.of('mayi-handler')
    await lineIn(assisting, '待签收', TITLE).waitFor()
    expect((await orderOf(NUMBER))?.assignments.map(({ unit, part, state }) => [unit, part, state])).toEqual([
      ['zhujian', 'host', 'handling'],
      ['mayi', 'assist', 'to-sign'],
    ])
  })
})

describe('a matter that no unit can be given', () => {
  const NUMBER = 'FORM-0002'
  const TITLE = '废弃厂房的归属谁也说不清'
  const WORDS = '由马影镇牵头，限期排除危险。'

  beforeAll(() => verified(NUMBER, TITLE))

  it("[R2.4][R10.1] a county leader's instruction with its scan is what it is dispatched on", async () => {
    const clerk = await screens.of('clerk', PHONE)
    await openOrder(clerk, TITLE)
    await rarely(clerk, '呈请县领导批示')
    await actPanel(clerk).getByLabel('理由').fill('已征求三个单位意见，均无法承办。')
    await expectAccessible(clerk)
    await expectFitsScreen(clerk)
    await press(clerk, '呈请批示')
    await told(clerk, '已呈请县领导批示')
    const leader = await screens.of('county-leader')
    await lineIn(leader, '待批示', TITLE).waitFor()
    await openOrder(leader, TITLE)
    await card(leader, '领导批示').getByText('待批示', { exact: true }).waitFor()

    await actPanel(clerk).getByLabel('批示领导').fill('余立新')
    await actPanel(clerk).getByLabel('批示内容').fill(WORDS)
    await press(clerk, '登记批示')
    await clerk.getByRole('alert').getByText('没有附上县领导批示件').waitFor()
    await attach(clerk, '批示件扫描件', '批示件.pdf')
    await expectAccessible(clerk)
    await expectFitsScreen(clerk)
    await press(clerk, '登记批示')
    await told(clerk, '批示已登记')
    await card(leader, '领导批示').getByText(WORDS).waitFor()
    await card(leader, '佐证材料').getByText('批示件.pdf').waitFor()

    await actPanel(clerk).getByRole('radio', { name: '县领导批示' }).check()
    await actPanel(clerk).getByRole('combobox', { name: '承办单位' }).selectOption({ label: '马影镇' })
    await press(clerk, '分派')
    await told(clerk, '已分派给马影镇')
    const order = await orderOf(NUMBER)
    expect(order?.assignments).toMatchObject([{ unit: 'mayi', basis: { kind: 'instruction' } }])
    expect((await paths(adminDatabase()).flags(NUMBER).get()).data()?.watched?.flags).toMatchObject([
      { ground: 'assigned' },
    ])
  })
})

describe('a unit appeals', () => {
  const NUMBER = 'FORM-0003'
  const TITLE = '要求拆除邻居合法建造的围墙'
  let handler: Page
  let principal: Page

  beforeAll(() => handled(NUMBER, TITLE))

  it('[R8.1][R8.2] on one of the grounds, and not without proof; what was attached by mistake is taken away first', async () => {
    handler = await screens.of('mayi-handler', PHONE)
    await openOrder(handler, TITLE)
    await rarely(handler, '提出申诉')
    const panel = actPanel(handler)
    await panel.getByRole('radio', { name: '无政策和法律法规依据' }).check()
    await panel.getByLabel('申诉理由').fill('围墙有规划许可，拆除没有依据，已当面解释。')
    await press(handler, '提交主要领导审核')
    await handler.getByRole('alert').getByText('没有附上佐证材料').waitFor()

    await attach(handler, '佐证材料', '别人的材料.pdf')
    await card(handler, '佐证材料').getByText('别人的材料.pdf').waitFor()
    await panel.getByRole('button', { name: '移除 别人的材料.pdf' }).click()
    await expect.poll(() => handler.getByText('别人的材料.pdf').count()).toBe(0)
    await press(handler, '提交主要领导审核')
    await handler.getByRole('alert').getByText('没有附上佐证材料').waitFor()

    await attach(handler, '佐证材料', '规划许可证.pdf')
    await expectAccessible(handler)
    await expectFitsScreen(handler)
    await press(handler, '提交主要领导审核')
    await told(handler, '申诉材料已提交')
    const [appeal] = (await orderOf(NUMBER))!.appeals
    const stored = await adminDatabase().collection(`orders/${NUMBER}/evidence`).get()
    expect(stored.docs.map(({ id }) => id)).toEqual(appeal?.proof)
  })

  it('[R8.2] its principal leader answers for it', async () => {
    principal = await screens.of('mayi-principal', PHONE)
    await lineIn(principal, '待审核申诉', TITLE).waitFor()
    await openOrder(principal, TITLE)
    await actPanel(principal).getByText('围墙有规划许可').waitFor()
    await actPanel(principal).getByRole('radio', { name: '同意申诉' }).check()
    await expectAccessible(principal)
    await expectFitsScreen(principal)
    await press(principal, '同意申诉')
    await confirm(principal, '确认同意申诉')
    await told(principal, '申诉已报市中心审批')
  })

  it('[R8.3][R8.4] the city approves it: archived, and left out of satisfaction, as the unit sees too', async () => {
    const city = await screens.of('city', PHONE)
    await lineIn(city, '申诉待批', TITLE).waitFor()
    await openOrder(city, TITLE)
    await actPanel(city).getByRole('radio', { name: '批准', exact: true }).check()
    await expectAccessible(city)
    await expectFitsScreen(city)
    await press(city, '批准申诉')
    await confirm(city, '确认批准申诉')
    await told(city, '申诉已批准，工单归档，不计入满意度统计')

    await actPanel(handler).getByText('申诉通过，不计入满意度统计').waitFor()
    await card(principal, '申诉').getByText('已批准').waitFor()
    expect(await orderOf(NUMBER)).toMatchObject({ stage: 'archived', ending: 'excluded', callbacks: [] })
  })
})

describe('the first review of a joint order', () => {
  const NUMBER = 'FORM-0004'
  const TITLE = '路灯和线杆分属两个单位'
  const LACKING = '请补充线路更换的完工时间。'

  beforeAll(async () => {
    await dispatched(NUMBER, TITLE)
    const basis = { kind: 'nearest-duty', justification: '涉及路灯线路' } as const
    await done(CLERK, NUMBER, 'add-assist', { unit: 'zhujian', basis })
    await done(HANDLER, NUMBER, 'unit-sign', {})
    await done(OTHER_HANDLER, NUMBER, 'unit-sign', {})
    await answered(NUMBER, HANDLER, LEADER)
    await answered(NUMBER, OTHER_HANDLER, OTHER_LEADER)
  })

  it('[R2.3][R9.2] only what falls short goes back; the other part stays as it was handed in', async () => {
    const reviewer = await screens.of('reviewer', PHONE)
    await lineIn(reviewer, '待初审', TITLE).waitFor()
    await openOrder(reviewer, TITLE)
    const panel = actPanel(reviewer)
    await panel.getByRole('checkbox', { name: '处理合理' }).check()
    await panel.getByRole('checkbox', { name: '格式规范' }).check()
    await panel.getByLabel('发回重办的理由').fill(LACKING)
    await press(reviewer, '发回重办')
    await reviewer.getByRole('alert').getByText('发回的单位').waitFor()
    await panel.getByRole('checkbox', { name: '县住建局（协办）' }).check()
    await expectAccessible(reviewer)
    await expectFitsScreen(reviewer)
    await press(reviewer, '发回重办')
    await confirm(reviewer, '确认发回重办')
    await told(reviewer, '已发回承办单位重办')

    const back = await screens.of('zhujian-handler')
    await openOrder(back, TITLE)
    await actPanel(back).getByText(LACKING).waitFor()
    await actPanel(back).getByText('未达到：要件完整').waitFor()
    const host = await screens.of('mayi-handler')
    await host.getByRole('link', { name: '全部未结' }).click()
    await openOrder(host, TITLE)
    await actPanel(host).getByText('等待协办单位县住建局反馈').waitFor()
    expect((await orderOf(NUMBER))?.assignments.map(({ unit, state }) => [unit, state])).toEqual([
      ['mayi', 'left-unit'],
      ['zhujian', 'handling'],
    ])
  })
})

describe('a matter that takes several steps', () => {
  const NUMBER = 'FORM-0006'
  const TITLE = '整条老街的雨水管要分段改造'

  beforeAll(() => handled(NUMBER, TITLE))

  it('[R7.2] a plan has as many dated steps as it needs, and the centre reads it', async () => {
    const handler = await screens.of('mayi-handler', PHONE)
    await openOrder(handler, TITLE)
    await rarely(handler, '制定办理方案')
    const panel = actPanel(handler)
    await panel.getByLabel('第 1 步内容').fill('测量管线')
    await panel.getByLabel('第 1 步完成日期').fill(FAR_DAY)
    await panel.getByLabel('第 2 步内容').fill('写错的一步')
    await panel.getByRole('button', { name: '增加一步' }).click()
    await panel.getByLabel('第 3 步内容').fill('分段施工')
    await press(handler, '删除第 2 步')
    await press(handler, '保存方案')
    await handler.getByRole('alert').waitFor()
    await panel.getByLabel('第 2 步完成日期').fill(FAR_DAY)
    await expectAccessible(handler)
    await expectFitsScreen(handler)
    await press(handler, '保存方案')
    await told(handler, '办理方案已保存')
    expect((await orderOf(NUMBER))?.assignments[0]?.plan?.steps).toEqual([
      { what: '测量管线', by: FAR_DAY },
      { what: '分段施工', by: FAR_DAY },
    ])
    const reviewer = await screens.of('reviewer')
    await reviewer.getByRole('link', { name: '全部未结' }).click()
    await openOrder(reviewer, TITLE)
    await card(reviewer, '承办情况').getByText('分段施工').waitFor()
  })
})

describe('a panel judges a demand', () => {
  const NUMBER = 'FORM-0007'
  const TITLE = '要求把公共绿地划给自家停车'

  beforeAll(async () => {
    await handled(NUMBER, TITLE)
    await answered(NUMBER, HANDLER, LEADER)
    await done(REVIEWER, NUMBER, 'first-review', PASS)
    await done(CLERK, NUMBER, 'call-back', {
      reached: true,
      solution: 'unsolved',
      grade: 'dissatisfied',
      note: '',
    })
    await done(LEADER, NUMBER, 'request-evaluation', { reason: '绿地属于公共用地，已当面解释。' })
  })

  it('[R11.1][R11.2] who sits on it, how each voted with the minutes, and the unit reads that it may appeal', async () => {
    const clerk = await screens.of('clerk', PHONE)
    await lineIn(clerk, '待组织评价会', TITLE).waitFor()
    await openOrder(clerk, TITLE)
    const panel = actPanel(clerk)
    const evaluators = [
      ['甲评价', '人大代表'],
      ['乙评价', '专业律师'],
      ['丙评价', '教师'],
    ] as const
    for (const [index, [name, kind]] of evaluators.entries()) {
      await panel.getByLabel(`第 ${index + 1} 位评价员姓名`).fill(name)
      await panel.getByLabel(`第 ${index + 1} 位评价员类别`).selectOption({ label: kind })
    }
    await panel.getByLabel('会议时间').fill(`${FAR_DAY}T09:00`)
    await panel.getByLabel('会议地点').fill('县热线中心')
    await expectAccessible(clerk)
    await expectFitsScreen(clerk)
    await press(clerk, '登记评价会')
    await told(clerk, '评价会已登记')

    for (const [name, kind] of evaluators)
      await panel
        .getByRole('radiogroup', { name: `${name}（${kind}）` })
        .getByRole('radio', { name: name === '甲评价' ? '合理' : '不合理', exact: true })
        .check()
    await panel.getByText('合理 1 票，不合理 2 票').waitFor()
    await attach(clerk, '会议纪要', '评议纪要.pdf')
    await expectAccessible(clerk)
    await expectFitsScreen(clerk)
    await press(clerk, '登记结论')
    await confirm(clerk, '确认登记结论')
    await told(clerk, '评议结论已登记')

    const leader = await screens.of('mayi-leader')
    await leader.getByRole('link', { name: '全部未结' }).click()
    await openOrder(leader, TITLE)
    await card(leader, '质效评议').getByText('不合理诉求').waitFor()
    await rarely(leader, '提出申诉')
    await actPanel(leader).getByRole('radio', { name: '经第三方评议为不合理诉求' }).waitFor()
  })
})

describe('a look at what was attached', () => {
  const NUMBER = 'FORM-0005'
  const TITLE = '照片里的井盖缺了一半'
  const PHOTO = '现场照片.png'
  const WHY = '核对井盖的位置'

  beforeAll(() => handled(NUMBER, TITLE))

  it('[R16.1] asks why, shows it, is logged, and leaves nothing on the page', async () => {
    const handler = await screens.of('mayi-handler')
    await openOrder(handler, TITLE)
    await rarely(handler, '提出申诉')
    await attach(handler, '佐证材料', PHOTO, DOT)
    const reviewer = await screens.of('reviewer', PHONE)
    await reviewer.getByRole('link', { name: '全部未结' }).click()
    await openOrder(reviewer, TITLE)
    await card(reviewer, '佐证材料')
      .getByRole('button', { name: `查看 ${PHOTO}` })
      .click()
    const dialog = reviewer.getByRole('dialog')
    await dialog.getByRole('button', { name: '登记并查看' }).click()
    await dialog.getByRole('alert').getByText('没有填写查看事由').waitFor()
    await dialog.getByLabel('查看事由').fill(WHY)
    await expectAccessible(reviewer)
    await expectFitsScreen(reviewer)
    await dialog.getByRole('button', { name: '登记并查看' }).click()
    const shown = dialog.getByRole('img', { name: PHOTO })
    await shown.waitFor()
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
    await expectAccessible(reviewer)
    await dialog.getByRole('button', { name: '关闭' }).click()
    await expect.poll(() => reviewer.locator('[src^="blob:"]').count()).toBe(0)
    const looks = await adminDatabase().collection('looks').where('order', '==', NUMBER).get()
    expect(looks.docs.map((look) => [look.get('by'), look.get('why')] as unknown[])).toEqual([
      ['reviewer', WHY],
    ])
  })
})
