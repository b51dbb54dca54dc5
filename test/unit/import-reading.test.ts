import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import writeExcel from 'write-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { columnsOf, parseMap } from '../../scripts/import/columns'
import { categoryOf, orderOfRow, timeOf } from '../../scripts/import/order-of-row'
import { CannotRun } from '../../scripts/import/problem'
import { readTable } from '../../scripts/import/table'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'))
})
afterAll(() => rm(folder, { recursive: true }))

const file = async (name: string, content: string | Buffer): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const rowsOf = async (content: string | Buffer) => {
  const { header, rows } = await readTable(await file('list', content))
  return { header, rows: rows.map(({ number, cells }) => [number, ...cells]) }
}

/** 编号,标题,内容 / 1,路灯,坏了 as Excel in China saves a CSV. */
const GB18030 = Buffer.from('b1e0bac52cb1eacce22cc4dac8dd0d0a312cc2b7b5c62cbbb5c1cb0d0a', 'hex')
const TEXT = '编号,标题,内容\n1,路灯,坏了\n'
const EXPECTED = { header: ['编号', '标题', '内容'], rows: [[2, '1', '路灯', '坏了']] }

describe('a list is read', () => {
  it.each<[string, string | Buffer]>([
    ['UTF-8', TEXT],
    ['UTF-8 with a byte order mark', `\ufeff${TEXT}`],
    ['GB18030', GB18030],
    [
      'UTF-16 as "Unicode text"',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TEXT.replaceAll(',', '\t'), 'utf16le')]),
    ],
    ['semicolons', TEXT.replaceAll(',', ';')],
    ['tabs', TEXT.replaceAll(',', '\t')],
    ['Windows line ends', TEXT.replaceAll('\n', '\r\n')],
    ['no line end at the end', TEXT.trimEnd()],
    ['quotes', '"编号","标题","内容"\n"1","路灯","坏了"'],
  ])('from %s', async (_kind, content) => {
    expect(await rowsOf(content)).toEqual(EXPECTED)
  })

  it('with the row numbers a spreadsheet shows, past blank rows and cells of several lines', async () => {
    const { rows } = await rowsOf('编号,标题,内容\n1,a,"一\n二"\n\n,,\n2,b,c\n')
    expect(rows.map(([number]) => number)).toEqual([2, 5])
  })

  it('from a workbook, whatever it is called', async () => {
    const path = join(folder, 'list.csv')
    await writeExcel([
      [{ value: '编号' }, { value: '标题' }, { value: '诉求时间' }],
      [
        { value: 188006 },
        { value: '路灯' },
        { value: new Date('2019-02-28T11:25:05Z'), type: Date, format: 'yyyy-mm-dd hh:mm:ss' },
      ],
      [],
      [{ value: 'B-2' }, { value: '井盖' }, null],
    ]).toFile(path)
    const table = await readTable(path)
    expect(table.header).toEqual(['编号', '标题', '诉求时间'])
    expect(table.rows.map(({ number, cells }) => [number, cells[0]])).toEqual([
      [2, 188006],
      [4, 'B-2'],
    ])
    expect(timeOf(table.rows[0]?.cells[2] ?? null)).toEqual({ iso: '2019-02-28T11:25:05+08:00' })
  })

  it('with what is broken in a row said of that row', async () => {
    const { rows } = await readTable(await file('broken', 'id,title,text\n1,a,b,c\n2,a,b,\n3,a,"b\n4,c,d'))
    expect(rows.map(({ number, damage }) => [number, damage !== null])).toEqual([
      [2, true],
      [3, false],
      [4, true],
    ])
  })

  it.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /空的/],
    ['all blank', '\n\n', /没有表头/],
    ['a header only', '编号,标题,内容\n', /只有表头/],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452ffd8ffe0', 'hex'), /不是表格/],
    ['a broken workbook', Buffer.from('PK\x03\x04 not really'), /不是完好的/],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.xls/],
  ])('or refused when it is %s', async (_what, content, message) => {
    const reading = readTable(await file('bad', content))
    await expect(reading).rejects.toThrow(CannotRun)
    await expect(reading).rejects.toThrow(message)
  })

  it('or refused when it is no file', async () => {
    await expect(readTable(join(folder, 'none'))).rejects.toThrow(/没有这个文件/)
    await expect(readTable(folder)).rejects.toThrow(/文件夹/)
  })
})

describe('columns', () => {
  const columns = (header: string[], map = '') => Object.fromEntries(columnsOf(header, parseMap(map)))

  it.each<[string[], object]>([
    [['id', 'user', 'title', 'time', 'detail'], { cityNumber: 0, title: 2, calledAt: 3, text: 4 }],
    [
      ['工单编号', '主题', '诉求内容：', ' 联系电话 ', '转派时间', '类别'],
      { cityNumber: 0, title: 1, text: 2, 'caller.phone': 3, transferredAt: 4, category: 5 },
    ],
    [['City_Number', 'TITLE', 'Text', 'Name'], { cityNumber: 0, title: 1, text: 2, 'caller.name': 3 }],
  ])('%j are recognised', (header, expected) => {
    expect(columns(header)).toEqual(expected)
  })

  it('are what --map says, before what they are called', () => {
    expect(columns(['id', '单号', 'title', 'text', '手机2'], 'cityNumber=单号,phone=手机2')).toEqual({
      cityNumber: 1,
      title: 2,
      text: 3,
      'caller.phone': 4,
    })
  })

  it.each([
    [['id', 'title'], '', /内容/],
    [['id', '编号', 'title', 'text'], '', /--map cityNumber/],
    [['id', 'title', 'text'], 'text=详情', /没有“详情”这一列/],
    [['id', 'title', 'text'], 'colour=id', /没有“colour”这个字段/],
    [['id', 'title', 'text'], 'text', /--map 应写作/],
  ])('%j with --map %j are refused', (header, map, message) => {
    expect(() => columns(header, map)).toThrow(message)
  })
})

describe('what a row says', () => {
  it.each([
    ['2019-02-28 11:25:05', '2019-02-28T11:25:05+08:00'],
    ['2019-02-28T11:25', '2019-02-28T11:25:00+08:00'],
    ['2019/2/28 9:05', '2019-02-28T09:05:00+08:00'],
    ['2019.2.28', '2019-02-28T00:00:00+08:00'],
    ['2019年2月28日', '2019-02-28T00:00:00+08:00'],
    ['2019年2月28日 11时25分', '2019-02-28T11:25:00+08:00'],
    ['2019-02-28T03:25:05Z', '2019-02-28T03:25:05Z'],
    [43524.475752, '2019-02-28T11:25:05+08:00'],
    [new Date('2019-02-28T11:25:04.999Z'), '2019-02-28T11:25:05+08:00'],
  ])('%j is the time %s', (cell, iso) => {
    expect(timeOf(cell)).toEqual({ iso })
  })

  it.each(['2019-02-29', '2019-02-28 24:00', '昨天', '28/2/2019', 5])('%j is no time', (cell) => {
    expect(timeOf(cell)).toHaveProperty('message')
  })

  it('names categories in either language', () => {
    expect(['投诉', '投诉类', 'Complaint', ' 咨询 '].map(categoryOf)).toEqual([
      'complaint',
      'complaint',
      'complaint',
      'consultation',
    ])
    expect(categoryOf('表扬')).toBeUndefined()
  })

  it('becomes what the door takes, and what cannot is said by column', () => {
    const header = ['编号', '标题', '内容', '类别', '乡镇', '诉求时间', '电话']
    const columns = columnsOf(header, new Map())
    const row = (...cells: (string | number | null)[]) =>
      orderOfRow({ number: 2, cells, damage: null }, columns, 'complaint')
    expect(row(188006, '路灯', '一\r\n二', null, '马影镇', '2019/2/28', 13812345678)).toMatchObject({
      order: {
        cityNumber: '188006',
        text: '一\n二',
        category: 'complaint',
        township: '360429102',
        calledAt: '2019-02-28T00:00:00+08:00',
        caller: { phone: '13812345678' },
      },
    })
    expect(row(2.0261124e20, '路灯', '坏了', '表扬', '北京', '昨天', null)).toMatchObject({
      problems: [
        { field: 'cityNumber' },
        { field: 'category' },
        { field: 'township' },
        { field: 'calledAt' },
      ],
    })
  })
})
