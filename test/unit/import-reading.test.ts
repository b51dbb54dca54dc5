import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import writeExcel from 'write-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { columnsOf, parseMap } from '../../scripts/import/columns'
import { categoryOf, orderOfRow, timeOf } from '../../scripts/import/order-of-row'
import { CannotRun } from '../../scripts/import/problem'
import { noAnswer } from '../../scripts/import/send'
import { Unreachable } from '../../scripts/local/sign-in'
import { storedZip } from '../../scripts/local/stored-zip'
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

/** The smallest workbook that there is, with these rows. */
const workbook = (properties: string, rows: string): Buffer => {
  const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relation = (kind: string, target: string): Buffer =>
    Buffer.from(
      `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/${kind}" Target="${target}"/></Relationships>`,
    )
  return storedZip({
    '_rels/.rels': relation('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': Buffer.from(
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': relation('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': Buffer.from(
      `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    ),
  })
}

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

  it('with the errors that Excel shows, and with days that are counted from 1904', async () => {
    const book = (properties: string) =>
      workbook(
        properties,
        '<row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c><c r="B1" t="inlineStr"><is><t>类别</t></is></c>' +
          '<c r="C1" t="inlineStr"><is><t>诉求时间</t></is></c></row>' +
          '<row r="2"><c r="A2"><v>188006</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2"><v>42062.5</v></c></row>',
      )
    const columns = new Map([['calledAt', 2]] as const)
    for (const [properties, iso] of [
      ['<workbookPr date1904="1"/>', '2019-02-28T12:00:00+08:00'],
      ['<workbookPr/>', '2015-02-27T12:00:00+08:00'],
    ] as const) {
      const { rows } = await readTable(await file('errors.xlsx', book(properties)))
      expect(rows[0]?.cells).toEqual([188006, '#DIV/0!', 42062.5])
      expect(orderOfRow(rows[0]!, columns, 'help')).toMatchObject({ order: { calledAt: iso } })
      expect(orderOfRow(rows[0]!, new Map([['category', 1]] as const), 'help')).toMatchObject({
        problems: [{ field: 'category' }],
      })
    }
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

describe('a file that lost something on its way', () => {
  const utf8 = Buffer.from(TEXT.repeat(3))
  const cut = utf8.subarray(0, utf8.length - 2)

  it('is not taken for GB18030 because one character is cut in two; the line is named', async () => {
    await expect(readTable(await file('cut', cut))).rejects.toThrow(/UTF-8.*1 处.*第 6 行/)
    const broken = Buffer.concat([
      Buffer.from('编号,标题,内容\n1,路'),
      Buffer.from([0xe7, 0x81]),
      utf8.subarray(20),
    ])
    await expect(readTable(await file('broken-character', broken))).rejects.toThrow(/第 2 行/)
  })

  it('allowed: what is GB18030 stays so, were it one character', async () => {
    const one = Buffer.concat([
      Buffer.from('id,title,text\n1,'),
      Buffer.from([0xb5, 0xc6]),
      Buffer.from(',x\n'),
    ])
    expect((await rowsOf(one)).rows).toEqual([[2, '1', '灯', 'x']])
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
    ['2019-02-28T11:25:05+0800', '2019-02-28T11:25:05+08:00'],
    ['2019-02-28T11:25:05+08:00', '2019-02-28T11:25:05+08:00'],
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

  it.each<[string, string | number, boolean]>([
    ['a number of 16 digits', 2026112600000012, true],
    ['a number of 15 digits', 202611260000001, false],
    ['a long number as Excel shows it', '1.38001E+10', true],
    ['the same in small letters', '2.02611e15', true],
    ['a number with an E in it', 'JJ2026E10', false],
    ['what Excel could not reckon', '#N/A', true],
    ['a name that was not found', ' #NAME? ', true],
    ['a number sign', '#12', false],
  ])('%s is refused where it was destroyed: %j', (_, cell, isRefused) => {
    for (const field of ['cityNumber', 'caller.phone'] as const) {
      const said = orderOfRow({ number: 2, cells: [cell], damage: null }, new Map([[field, 0]]), 'help')
      expect('problems' in said ? said.problems.map((each) => each.field) : []).toEqual(
        isRefused ? [field] : [],
      )
    }
  })

  it('an error of Excel is no category, and a text may well speak of 1E+10', () => {
    const row = { number: 2, cells: ['#N/A', '投资1E+10元', '1E+10'], damage: null }
    const columns = new Map([
      ['category', 0],
      ['text', 1],
      ['title', 2],
    ] as const)
    expect(orderOfRow(row, columns, 'help')).toMatchObject({ problems: [{ field: 'category' }] })
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

describe('no answer', () => {
  const failed = (code: string) =>
    noAnswer(
      new Unreachable('http://127.0.0.1:5001', {
        cause: new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }),
      }),
    )

  it('is told apart: a system that does not run is to be started, a slow one is to be asked again', () => {
    expect(failed('ECONNREFUSED')).toContain('npm start')
    expect(failed('UND_ERR_HEADERS_TIMEOUT')).toContain('再运行一次')
    expect(failed('UND_ERR_HEADERS_TIMEOUT')).not.toContain('npm start')
  })
})
