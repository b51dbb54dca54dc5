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
    const sheet = await readSheet(bytes, { trim: false })
    return sheet.map((cells, index) => ({ number: index + 1, cells: cells as Cell[], damage: null }))
  } catch {
    throw new CannotRun('文件不是完好的 Excel 工作簿（.xlsx），读不出第一张工作表')
  }
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
  }
  throw new CannotRun('文件不是表格：应为 CSV（UTF-8 或 GB18030）或 Excel 工作簿（.xlsx）')
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
