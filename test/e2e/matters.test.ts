import { readFile } from 'node:fs/promises'
import { readSheet } from 'read-excel-file/node'
import writeExcel from 'write-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { adminDatabase, bringIn, done, orderOf, PEOPLE } from '../support/county'
import { paths } from '../../functions/src/store/paths'
import { expectAccessible, expectFitsScreen, freshScreens, PHONE } from './support/browser'
import { actPanel, openOrder, press, told } from './support/pages'

const TITLE = '湖滨路整排路灯不亮'
const NUMBER = 'MT-0001'

const screens = freshScreens()

const version = async (no: number) => (await paths(adminDatabase()).matters.doc(String(no)).get()).data()

describe('the tree of matters in the centre’s hands', () => {
  beforeAll(async () => {
    await bringIn(NUMBER, { title: TITLE, category: 'help', matter: '城市公共设施', township: '360429100' })
    await done(PEOPLE.clerk, NUMBER, 'centre-sign', {})
  })

  it('is searched, renamed, added to and seen before it is saved', async () => {
    const clerk = await screens.of('clerk')
    await clerk.getByRole('link', { name: '事项', exact: true }).click()
    await clerk.getByText('现行第 1 版').waitFor()
    await clerk.getByRole('button', { name: /^展开\s*城乡建设$/ }).click()
    await clerk.getByRole('button', { name: /^展开\s*城市建设和市政管理$/ }).click()
    await expectAccessible(clerk)
    await clerk.getByLabel('查找事项').fill('自来水')
    await clerk.getByRole('button', { name: '城乡建设 / 城市建设和市政管理 / 自来水供应' }).click()
    await clerk.getByLabel('事项名称').fill('城乡供水')
    await expectAccessible(clerk)
    await clerk.getByRole('button', { name: '列入改动' }).click()
    await clerk.getByLabel('查找事项').fill('0103')
    await clerk.getByRole('button', { name: '0103 城乡建设 / 城乡规划', exact: true }).click()
    await clerk.getByLabel('新增下级名称').fill('农房管控')
    await clerk.getByRole('button', { name: '增加', exact: true }).click()
    const changes = clerk.getByRole('list', { name: '保存后的变化' })
    await changes.getByText('改名为“城乡供水”').waitFor()
    await changes.getByText('010307 新增“城乡建设 / 城乡规划 / 农房管控”').waitFor()
    await clerk.getByRole('button', { name: '保存为新版本' }).click()
    await clerk.getByText('已保存为第 2 版').waitFor()
    await clerk.getByText('现行第 2 版').waitFor()
    const saved = await version(2)
    expect(saved?.entries).toHaveLength(651)
    expect(saved?.entries.find(({ code }) => code === '010216')?.name).toBe('城乡供水')
  })

  it('goes out as a worksheet and comes back in, with what is wrong told by its row', async () => {
    const reviewer = await screens.of('reviewer')
    await reviewer.getByRole('link', { name: '事项', exact: true }).click()
    await reviewer.getByText('现行第 2 版').waitFor()
    const [file] = await Promise.all([
      reviewer.waitForEvent('download'),
      reviewer.getByRole('button', { name: '导出 Excel' }).click(),
    ])
    const rows = await readSheet(await readFile(await file.path()))
    expect(rows).toHaveLength(652)
    expect(rows[1]).toEqual(['01', '城乡建设', '在用', null, '城乡建设'])

    const sheet = (lines: readonly (readonly string[])[]) =>
      writeExcel(
        [['代码', '名称', '状态', '并入'], ...lines].map((line) =>
          line.map((value) => ({ value, type: String })),
        ),
        {},
      ).toBuffer()
    const bringSheet = async (lines: readonly (readonly string[])[]) =>
      reviewer.getByLabel('导入 Excel').setInputFiles({
        name: '事项.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: await sheet(lines),
      })
    await bringSheet([
      ['010101', '安全事故处理', '在用', ''],
      ['1601', '没有上级', '', ''],
      ['010102', '安全生产管理', '作废', ''],
    ])
    await reviewer.getByText('第 4 行：状态“作废”不认识').waitFor()
    await reviewer.getByText('第 3 行：代码 1601 的上级 16 不存在').waitFor()
    expect(await reviewer.getByRole('button', { name: '保存为新版本' }).isDisabled()).toBe(true)
    await expectAccessible(reviewer)
    await reviewer.getByRole('button', { name: '全部撤销' }).click()
    await bringSheet([
      ['010101', '安全事故处理', '在用', ''],
      ['010205', '其他', '停用', ''],
    ])
    await reviewer.getByRole('button', { name: '保存为新版本' }).click()
    await reviewer.getByText('已保存为第 3 版').waitFor()
    const saved = await version(3)
    expect(saved?.entries.find(({ code }) => code === '010205')?.state).toBe('retired')
    expect(saved?.entries).toHaveLength(651)
  })

  it('[R1.2] on a telephone, an order is verified with the code proposed for the city’s words', async () => {
    const clerk = await screens.of('deputy', PHONE)
    await openOrder(clerk, TITLE)
    const panel = actPanel(clerk)
    const proposed = panel.getByRole('radio', { name: '城市公共设施 010204 · 建议：与市热线所述名称一致' })
    await proposed.waitFor()
    expect(
      await panel
        .getByRole('radiogroup', { name: '诉求事项' })
        .getByRole('radio')
        .first()
        .getAttribute('value'),
    ).toBe('010204')
    await expectAccessible(clerk)
    await expectFitsScreen(clerk)
    await proposed.check()
    await press(clerk, '核实通过')
    await told(clerk, '信息已核实')
    expect((await orderOf(NUMBER))?.matter).toMatchObject({ code: '010204', version: 3 })
    expect((await orderOf(NUMBER))?.matterSaid).toBe('城市公共设施')
  })

  it('is not for a unit to keep', async () => {
    const handler = await screens.of('mayi-handler')
    expect(await handler.getByRole('link', { name: '事项', exact: true }).count()).toBe(0)
    await handler.goto(new URL('/matters', handler.url()).href)
    await handler.getByText('事项目录由县热线中心维护').waitFor()
  })
})
