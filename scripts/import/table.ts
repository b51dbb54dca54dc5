import { readFile, stat } from 'node:fs/promises'
import Papa from 'papaparse'
import { CannotRun } from './problem'

export type Cell = string | number | boolean | Date | null

/** A row and its number as a spreadsheet shows it, where the header is row 1. */
export interface Row {
  readonly number: number
  readonly cells: readonly Cell[]
  /** Why the row cannot be trusted as it was read. */
  readonly damage: string | null
  /** Of a workbook that counts its days from 1904, as Excel for Mac did: then a bare number is another day. */
  readonly from1904?: boolean
}

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly Row[]
}

const MIB = 1024 * 1024
const FILE_AT_MOST = 200 * MIB

export const readTable = async (path: string): Promise<Table> => {
  const bytes = await bytesOf(path)
  const rows = startsWith(bytes, ZIP) ? await excelRows(bytes) : csvRows(textOf(bytes))
  const [first, ...rest] = rows
  if (first === undefined || isBlank(first)) throw new CannotRun('第 1 行没有表头：表头应写明各列是什么')
  const header = first.cells.map((cell) => textOfCell(cell).trim())
  const filled = rest.filter((row) => !isBlank(row))
  if (filled.length === 0) throw new CannotRun('文件中只有表头，没有工单')
  return { header, rows: filled.map((row) => withoutOverhang(row, header.length)) }
}

const SECOND = 1000

/** What a cell shows, as far as a text can say it. Excel keeps times as fractions of a day, a little beside the second. */
export const textOfCell = (cell: Cell): string => {
  if (!(cell instanceof Date)) return String(cell ?? '')
  const shown = new Date(Math.round(cell.getTime() / SECOND) * SECOND)
  return shown.toISOString().slice(0, 19).replace('T', ' ')
}

const isBlank = ({ cells, damage }: Row): boolean =>
  damage === null && cells.every((cell) => textOfCell(cell).trim() === '')

/** Spreadsheets write empty cells beyond the header; filled ones mean that the columns have shifted. */
const withoutOverhang = (row: Row, columns: number): Row => {
  const isOver = row.cells.slice(columns).some((cell) => textOfCell(cell).trim() !== '')
  return {
    ...row,
    cells: row.cells.slice(0, columns),
    damage: row.damage ?? (isOver ? '这一行的列数多于表头，可能有未加引号的分隔符' : null),
  }
}

const bytesOf = async (path: string): Promise<Buffer> => {
  try {
    const { size } = await stat(path)
    if (size > FILE_AT_MOST) throw new CannotRun(`文件超过 ${FILE_AT_MOST / MIB} MiB，请分成几个文件导入`)
    const bytes = await readFile(path)
    if (bytes.length === 0) throw new CannotRun('文件是空的')
    return bytes
  } catch (error) {
    if (error instanceof CannotRun) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new CannotRun(`没有这个文件：${path}`)
    if (code === 'EISDIR') throw new CannotRun(`这是一个文件夹，不是文件：${path}`)
    if (code === 'EACCES') throw new CannotRun(`没有读取这个文件的权限：${path}`)
    throw new CannotRun(`文件读不出来（${code ?? '原因不明'}）：${path}`)
  }
}

const ZIP = [0x50, 0x4b, 0x03, 0x04]
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0]

const startsWith = (bytes: Buffer, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte)

const excelRows = async (bytes: Buffer): Promise<Row[]> => {
  const { readSheet } = await import('read-excel-file/node')
  try {
    const { readable, from1904 } = await withErrorsSaid(bytes)
    const sheet = await readSheet(readable, { trim: false })
    return sheet.map((cells, index) => ({
      number: index + 1,
      cells: cells as Cell[],
      damage: null,
      from1904,
    }))
  } catch {
    throw new CannotRun('文件不是完好的 Excel 工作簿（.xlsx），读不出第一张工作表')
  }
}

const SHEETS = /^xl\/worksheets\/[^/]+\.xml$/
const WORKBOOK = 'xl/workbook.xml'
/** The kind of a cell that holds an error: `<c r="B2" t="e"><v>#N/A</v></c>`. */
const ERROR_KIND = /(<c\s[^>]*?\bt=")e(")/g

/**
 * The reader of workbooks takes a cell with an error for an empty one, and does not say from which year a workbook counts
 * its days. Here such a cell becomes the text that Excel shows in it, to be refused as one.
 */
const withErrorsSaid = async (
  bytes: Buffer,
): Promise<{ readonly readable: Buffer; readonly from1904: boolean }> => {
  const { strFromU8, strToU8, unzipSync, zipSync } = await import('fflate')
  const looked = unzipSync(bytes, { filter: ({ name }) => name === WORKBOOK || SHEETS.test(name) })
  const from1904 = /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(
    strFromU8(looked[WORKBOOK] ?? new Uint8Array()),
  )
  const mended = Object.entries(looked).flatMap(([name, part]) => {
    const xml = strFromU8(part)
    const said = xml.replace(ERROR_KIND, '$1str$2')
    return said === xml ? [] : [[name, strToU8(said)] as const]
  })
  const readable =
    mended.length === 0
      ? bytes
      : Buffer.from(zipSync({ ...unzipSync(bytes), ...Object.fromEntries(mended) }, { level: 0 }))
  return { readable, from1904 }
}

/** Excel in China writes GB18030 where it does not write UTF-8, and UTF-16 for its "Unicode text". */
const textOf = (bytes: Buffer): string => {
  if (startsWith(bytes, OLD_EXCEL))
    throw new CannotRun('这是旧式 Excel 文件（.xls），请另存为 .xlsx 或 CSV 后再导入')
  const utf16 = startsWith(bytes, [0xff, 0xfe])
    ? 'utf-16le'
    : startsWith(bytes, [0xfe, 0xff])
      ? 'utf-16be'
      : null
  const encodings = utf16 === null ? ['utf-8', 'gb18030'] : [utf16]
  for (const encoding of encodings) {
    const text = decode(bytes, encoding)
    if (text !== null && !/\0/.test(text)) return text
    if (encoding === 'utf-8') refuseDamaged(bytes)
  }
  throw new CannotRun('文件不是表格：应为 CSV（UTF-8 或 GB18030）或 Excel 工作簿（.xlsx）')
}

const UNREADABLE = '\ufffd'

/**
 * One character cut in two makes a whole file invalid UTF-8, and GB18030 reads nearly anything. So GB18030 is believed only
 * where UTF-8 reads at most half of the characters beyond ASCII; otherwise the damaged lines are named.
 */
const refuseDamaged = (bytes: Buffer): void => {
  const text = new TextDecoder('utf-8').decode(bytes)
  const unreadable = text.split(UNREADABLE).length - 1
  const readable = (text.match(/[\u{80}-\u{10ffff}]/gu) ?? []).length - unreadable
  if (readable <= unreadable) return
  const line = text.slice(0, text.indexOf(UNREADABLE)).split(/\r\n?|\n/).length
  throw new CannotRun(
    `文件是 UTF-8，但有 ${unreadable} 处字符不完整（第一处在文件的第 ${line} 行），可能在传输或截取时损坏。请重新导出或取得完整的文件`,
  )
}

const decode = (bytes: Buffer, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const DELIMITERS = [',', ';', '\t']

/** By the header alone: column names hold no commas, what people write does. */
const delimiterOf = (text: string): string => {
  const header = text.slice(0, text.search(/\r|\n|$/))
  const count = (delimiter: string): number => header.split(delimiter).length
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best))
}

const DAMAGE: Readonly<Record<string, string>> = {
  MissingQuotes: '这一行有引号没有闭合，其后的内容都并进了这一行',
  InvalidQuotes: '这一行的引号不成对',
}

const csvRows = (text: string): Row[] => {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) })
  const damage = new Map(errors.map(({ row, code }) => [row, DAMAGE[code]]))
  return data.map((cells, index) => ({ number: index + 1, cells, damage: damage.get(index) ?? null }))
}
