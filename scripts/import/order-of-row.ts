import { CATEGORIES, type Category } from '../../functions/src/domain/matters/category'
import { dayNumber } from '../../functions/src/domain/base/instant'
import { TOWNSHIPS } from '../../functions/src/domain/matters/townships'
import { CATEGORY } from '../../functions/src/domain/words/terms'
import type { Columns, Field } from './columns'
import { type Cell, type Row, textOfCell } from './table'

/** A row as the `takeIn` door takes it. Faults beyond its spelling are for the door to report. */
export type RowOrder = Readonly<Record<string, unknown>> & { readonly cityNumber: string }

export interface RowProblem {
  readonly field: Field | null
  readonly message: string
}

export type RowResult = { readonly order: RowOrder } | { readonly problems: readonly RowProblem[] }

/** `投诉`, `complaint`, `投诉类`. */
export const categoryOf = (text: string): Category | undefined => {
  const name = text.trim().toLowerCase().replace(/类$/, '')
  return CATEGORIES.find((category) => category === name || CATEGORY[category] === name)
}

const townshipOf = (text: string): string | undefined => {
  const known = Object.entries(TOWNSHIPS).find(([code, name]) => text === code || text === name)
  return known?.[0]
}

const WALL_TIME =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})(?:\.\d+)?秒?|分)?)?$/
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/
/** Days since 1899-12-30, as a spreadsheet keeps a date whose cell has lost its format; 2000 to 2099. */
const SERIAL = { first: 36_526, end: 73_051, epoch: Date.UTC(1899, 11, 30), day: 86_400_000 }

const DAYS_TO_1904 = 1_462

const two = (part: string | undefined): string => (part ?? '0').padStart(2, '0')

/** A time as ISO with offset. One without an offset is Shanghai's, since that is where the lists are written. */
export const timeOf = (
  cell: Cell,
  from1904 = false,
): { readonly iso: string } | { readonly message: string } => {
  if (cell instanceof Date) return timeOf(textOfCell(cell))
  if (typeof cell === 'number') {
    const serial = from1904 ? cell + DAYS_TO_1904 : cell
    if (serial >= SERIAL.first && serial < SERIAL.end)
      return timeOf(new Date(SERIAL.epoch + Math.round((serial * SERIAL.day) / 1000) * 1000))
  }
  const text = textOfCell(cell).trim()
  // The door takes an offset with its colon only.
  if (WITH_OFFSET.test(text)) return { iso: text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') }
  const parts = WALL_TIME.exec(text)
  if (parts === null)
    return { message: '不是看得懂的时间，可写作 2019-02-28 11:25:05、2019/2/28 11:25 或 2019年2月28日' }
  const [, year = '', month, day, hour, minute, second] = parts
  const date = `${year}-${two(month)}-${two(day)}`
  const isReal =
    dayNumber(date) !== null && Number(hour ?? 0) < 24 && Number(minute ?? 0) < 60 && Number(second ?? 0) < 60
  return isReal
    ? { iso: `${date}T${two(hour)}:${two(minute)}:${two(second)}+08:00` }
    : { message: '没有这样的日期或时间' }
}

const TIMES: readonly Field[] = ['calledAt', 'transferredAt', 'cityDeadline']
/** Written by people on one line, so white space around it is a slip. */
const TRIMMED: readonly Field[] = [
  'cityNumber',
  'caller.name',
  'caller.phone',
  'caller.idNumber',
  'caller.address',
]

const EXCEL_ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/
/** Excel keeps 15 digits of a number; the rest of a longer one is zeros. */
const ROUNDED_FROM = 1e15
/** What a list shows of a long number once Excel has saved it: `1.38001E+10`. */
const SCIENTIFIC = /^[+-]?\d(?:\.\d+)?E\+?\d+$/i

const isRounded = (field: Field, cell: Cell): boolean =>
  typeof cell === 'number'
    ? Math.abs(cell) >= ROUNDED_FROM
    : TRIMMED.includes(field) && SCIENTIFIC.test(textOfCell(cell).trim())

/** How lists say that an order is not urgent. Anything else is the kind of its urgency. */
const NOT_URGENT = ['否', '一般', '普通', '不紧急', '非紧急', '无']

type Value = { readonly value: string | undefined } | { readonly message: string }

const valueOf = (field: Field, cell: Cell, from1904: boolean): Value => {
  const text = textOfCell(cell)
  if (text.trim() === '') return { value: undefined }
  if (EXCEL_ERROR.test(text.trim()))
    return { message: `是 Excel 的错误值 ${text.trim()}，原来的内容已经丢失，请改正公式或重新填写` }
  if (isRounded(field, cell))
    return { message: '位数太多，Excel 已把它改成了近似数，请在 Excel 中把这一列设为文本后重新填写' }
  if (TIMES.includes(field)) {
    const time = timeOf(cell, from1904)
    return 'iso' in time ? { value: time.iso } : time
  }
  if (field === 'category') {
    const category = categoryOf(text)
    return category === undefined
      ? { message: `应为${Object.values(CATEGORY).join('、')}之一` }
      : { value: category }
  }
  if (field === 'township') {
    const township = townshipOf(text.trim())
    return township === undefined ? { message: '应为本县乡镇的名称或代码' } : { value: township }
  }
  if (field === 'urgent') return { value: NOT_URGENT.includes(text.trim()) ? undefined : text.trim() }
  // Windows ends lines in two characters; the door takes one.
  return { value: (TRIMMED.includes(field) ? text.trim() : text).replace(/\r\n?/g, '\n') }
}

export const orderOfRow = (row: Row, columns: Columns, otherwise: Category | null): RowResult => {
  if (row.damage !== null) return { problems: [{ field: null, message: row.damage }] }
  const values = new Map<Field, string | undefined>()
  const problems: RowProblem[] = []
  for (const [field, column] of columns) {
    const result = valueOf(field, row.cells[column] ?? null, row.from1904 ?? false)
    if ('message' in result) problems.push({ field, message: result.message })
    else values.set(field, result.value)
  }
  if (problems.length > 0) return { problems }
  return {
    order: {
      cityNumber: values.get('cityNumber') ?? '',
      title: values.get('title') ?? '',
      text: values.get('text') ?? '',
      category: values.get('category') ?? otherwise,
      matter: values.get('matter'),
      township: values.get('township'),
      place: values.get('place'),
      calledAt: values.get('calledAt'),
      transferredAt: values.get('transferredAt'),
      cityDeadline: values.get('cityDeadline'),
      urgent: values.get('urgent'),
      caller: {
        name: values.get('caller.name'),
        phone: values.get('caller.phone'),
        idNumber: values.get('caller.idNumber'),
        address: values.get('caller.address'),
      },
    },
  }
}
