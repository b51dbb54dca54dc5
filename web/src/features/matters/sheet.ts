/**
 * The tree of matters as a worksheet, and back. The packages are read when somebody exports or imports: they are large, and
 * nobody else needs them. Neither starts a worker, which the pages' policy would not let them.
 */
import { type Matter, type MatterTree, pathOf } from '@domain/matters/tree'

/** A row that cannot be read as a matter; rows are counted as Excel counts them. */
export interface RowProblem {
  readonly row: number
  readonly text: string
}

export interface SheetRead {
  readonly entries: readonly Matter[]
  readonly problems: readonly RowProblem[]
  /** By code, the row it stands in. */
  readonly rows: ReadonlyMap<string, number>
}

const HEADS = ['代码', '名称', '状态', '并入', '全称'] as const
const IN_USE = '在用'
const RETIRED = '停用'

export const rowsOf = (tree: MatterTree): readonly (readonly string[])[] => [
  HEADS,
  ...[...tree.entries.values()].map(({ code, name, state, mergedInto }) => [
    code,
    name,
    state === 'in-use' ? IN_USE : RETIRED,
    mergedInto ?? '',
    pathOf(tree, code).join(' / '),
  ]),
]

/** Excel drops the zero that a number begins with. */
const codeIn = (cell: unknown): string => {
  const text = textIn(cell)
  return /^\d+$/.test(text) && text.length % 2 === 1 ? `0${text}` : text
}

const textIn = (cell: unknown): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : ''

/** The matters of a worksheet whose first row names the columns; other columns, such as the full names, are not read. */
export const readRows = (rows: readonly (readonly unknown[])[]): SheetRead => {
  const [head = [], ...lines] = rows
  const at = (name: (typeof HEADS)[number]): number => head.findIndex((cell) => textIn(cell) === name)
  const [code, name, state, into] = [at('代码'), at('名称'), at('状态'), at('并入')]
  const found = new Map<string, number>()
  if (code < 0 || name < 0)
    return { entries: [], rows: found, problems: [{ row: 1, text: '第一行应有“代码”和“名称”两列。' }] }
  const entries: Matter[] = []
  const problems: RowProblem[] = []
  for (const [index, line] of lines.entries()) {
    const row = index + 2
    if (line.every((cell) => textIn(cell) === '')) continue
    const mergedInto = into < 0 ? '' : codeIn(line[into])
    const said = state < 0 ? '' : textIn(line[state])
    if (said !== '' && said !== IN_USE && said !== RETIRED) {
      problems.push({ row, text: `状态“${said}”不认识，应为“${IN_USE}”或“${RETIRED}”。` })
      continue
    }
    const own = codeIn(line[code])
    found.set(own, row)
    entries.push({
      code: own,
      name: textIn(line[name]),
      state: said === RETIRED || mergedInto !== '' ? 'retired' : 'in-use',
      mergedInto: mergedInto === '' ? null : mergedInto,
    })
  }
  return { entries, problems, rows: found }
}

export const sheetIn = async (file: File): Promise<SheetRead> => {
  const { readSheet } = await import('read-excel-file/universal')
  return readRows(await readSheet(file))
}

export const sheetOf = async (tree: MatterTree): Promise<Blob> => {
  const { default: write } = await import('write-excel-file/universal')
  // As text: a number would lose the zero it begins with.
  const cells = rowsOf(tree).map((row) => row.map((value) => ({ value, type: String })))
  return write(cells, { sheet: '事项', columns: [10, 24, 8, 10, 48].map((width) => ({ width })) }).toBlob()
}
