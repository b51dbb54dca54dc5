/**
 * Brings a list of work orders in – CSV or XLSX – through the door a clerk uses.
 *
 *   npm run --silent import -- orders.csv
 *   npm run --silent import -- orders.xlsx --map cityNumber=单号,text=详情 --category complaint --dry-run
 *
 * Doing it again brings nothing in twice. Exit code 0: all rows are in; 2: some were refused; 1: it could not run.
 */
import { parseArgs } from 'node:util'
import { SAMPLE_PEOPLE } from '../../emulator-data/sample-people'
import type { RowTakenIn } from '../../functions/src/contract/intake'
import type { Category } from '../../functions/src/domain/matters/category'
import { said } from '../../functions/src/intake/problems'
import { parseListed } from '../../functions/src/schema/transfer'
import { columnsOf, type Columns, type Field, FIELDS, parseMap } from './columns'
import { categoryOf, orderOfRow, type RowOrder, type RowProblem } from './order-of-row'
import { CannotRun } from './problem'
import { progressOn } from './progress'
import { noAnswer, send } from './send'
import { readTable, type Table } from './table'
import { localTarget, Refused, remoteTarget, type Session, signIn, Unreachable } from '../local/sign-in'

const HELP = `用法：npm run --silent import -- 文件 [选项]

文件可以是 CSV（UTF-8 或 GB18030，逗号、分号或制表符分隔）或 Excel 工作簿（.xlsx），第 1 行是表头。

  --map 字段=列名,…     指明各列，如 cityNumber=id,title=title,text=detail,calledAt=time
                        字段有：${FIELDS.join('、')}
  --category 类别       没有写明类别的行用它，如 complaint 或 投诉
  --dry-run             只检查，不导入
  --url --api-key --email
                        导入正式系统：函数地址、Web API Key、账号；密码放在环境变量 HOTLINE_PASSWORD 中
  --acting-as 岗位      以哪个岗位导入，默认 clerk
  --help                显示本说明`

interface Options {
  readonly file: string
  readonly map: ReadonlyMap<Field, string>
  readonly category: Category | null
  readonly isDryRun: boolean
  readonly actingAs: string
  readonly signIn: () => Promise<Session>
}

const readOptions = (args: readonly string[]): Options | null => {
  const { values, positionals } = parsed(args)
  if (values.help === true) return null
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new CannotRun('请给出一个文件。用 --help 查看用法')
  const category = values.category === undefined ? null : categoryOf(values.category)
  if (category === undefined) throw new CannotRun(`没有“${values.category ?? ''}”这个类别`)
  return {
    file,
    map: parseMap(values.map ?? ''),
    category,
    isDryRun: values['dry-run'] === true,
    actingAs: values['acting-as'] ?? 'clerk',
    signIn: signInWith(values),
  }
}

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        map: { type: 'string' },
        category: { type: 'string' },
        'dry-run': { type: 'boolean' },
        url: { type: 'string' },
        'api-key': { type: 'string' },
        email: { type: 'string' },
        'acting-as': { type: 'string' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new CannotRun(`选项有误（${(error as Error).message}）。用 --help 查看用法`)
  }
}

const signInWith = (values: ReturnType<typeof parsed>['values']): (() => Promise<Session>) => {
  const { url, email, 'api-key': apiKey } = values
  if (url === undefined && email === undefined && apiKey === undefined) {
    const clerk = SAMPLE_PEOPLE[0]!
    return () => signIn(localTarget(), clerk.email, clerk.password)
  }
  const password = process.env['HOTLINE_PASSWORD'] ?? ''
  if (url === undefined || email === undefined || apiKey === undefined || password === '')
    throw new CannotRun('导入正式系统须同时给出 --url、--api-key、--email，并设置环境变量 HOTLINE_PASSWORD')
  if (!/^https:\/\/./.test(url)) throw new CannotRun('--url 应以 https:// 开头')
  return () => signIn(remoteTarget(url, apiKey), email, password)
}

/** What became of a row: its number in the file and, if it was not taken, why. */
interface Outcome {
  readonly number: number
  readonly status: RowTakenIn['status'] | 'fit'
  readonly reasons: readonly string[]
}

interface Ready {
  readonly number: number
  readonly order: RowOrder
}

const namer =
  ({ header }: Table, columns: Columns) =>
  ({ field, message }: RowProblem): string => {
    const column = field === null ? undefined : columns.get(field)
    return column === undefined ? message : `“${header[column] ?? ''}”列${message}`
  }

const asField = (field: string): Field | null => FIELDS.find((each) => each === field) ?? null

/** The rows that can be sent, and the outcomes of those that cannot. */
const sortOut = (table: Table, columns: Columns, otherwise: Category | null) => {
  const ready: Ready[] = []
  const outcomes: Outcome[] = []
  const refuse = (number: number, ...reasons: string[]): void => {
    outcomes.push({ number, status: 'refused', reasons })
  }
  const seen = new Map<string, { readonly number: number; readonly content: string }>()
  const name = namer(table, columns)
  for (const row of table.rows) {
    const result = orderOfRow(row, columns, otherwise)
    if ('problems' in result) {
      refuse(row.number, ...result.problems.map(name))
      continue
    }
    const { order } = result
    const content = JSON.stringify(order)
    const before = seen.get(order.cityNumber)
    if (before !== undefined && before.content !== content) {
      refuse(row.number, name({ field: 'cityNumber', message: `与第 ${before.number} 行相同，而内容不同` }))
      continue
    }
    if (before === undefined && order.cityNumber !== '')
      seen.set(order.cityNumber, { number: row.number, content })
    ready.push({ number: row.number, order })
  }
  return { ready, outcomes }
}

const reasonsOf = (answer: Omit<RowTakenIn, 'row'>, name: (problem: RowProblem) => string): string[] => {
  if (answer.fields === undefined || answer.fields.length === 0) return [answer.message ?? '原因不明']
  return answer.fields.map(({ field, message }) => name({ field: asField(field), message }))
}

const check = (ready: readonly Ready[], name: (problem: RowProblem) => string): Outcome[] =>
  ready.map(({ number, order }) => {
    // Left-out fields are left out on the way to the door as well.
    const listed = parseListed(JSON.parse(JSON.stringify(order)))
    if ('value' in listed) return { number, status: 'fit', reasons: [] }
    const fields = listed.problems.map(said)
    return { number, status: 'refused', reasons: reasonsOf({ status: 'refused', fields }, name) }
  })

const bringIn = async (
  ready: readonly Ready[],
  { actingAs, signIn: enter }: Options,
  name: (problem: RowProblem) => string,
): Promise<Outcome[]> => {
  const session = await enter()
  const progress = progressOn(ready.length, { verb: '导入', unit: '行' })
  const outcomes: Outcome[] = []
  try {
    for await (const answers of send(
      session,
      actingAs,
      ready.map(({ order }) => order),
    )) {
      for (const answer of answers) {
        const { number } = ready[outcomes.length]!
        const reasons = answer.status === 'refused' ? reasonsOf(answer, name) : []
        outcomes.push({ number, status: answer.status, reasons })
      }
      progress.advance(answers.length)
    }
  } catch (error) {
    if (outcomes.length > 0)
      process.stderr.write(
        `\n导入中断：前 ${outcomes.length} 行已处理，再次导入同一文件会从中断处接着进行。\n`,
      )
    throw error
  } finally {
    progress.stop()
  }
  return outcomes
}

const ignored = ({ header }: Table, columns: Columns): string[] => {
  const used = new Set(columns.values())
  return header.filter((name, at) => name !== '' && !used.has(at))
}

const run = async (options: Options): Promise<number> => {
  const table = await readTable(options.file)
  const columns = columnsOf(table.header, options.map)
  const left = ignored(table, columns)
  if (left.length > 0) process.stderr.write(`没有用到的列：${left.join('、')}\n`)

  const name = namer(table, columns)
  const { ready, outcomes: unfit } = sortOut(table, columns, options.category)
  const judged =
    options.isDryRun || ready.length === 0 ? check(ready, name) : await bringIn(ready, options, name)
  const outcomes = [...unfit, ...judged].sort((a, b) => a.number - b.number)
  const refused = outcomes.filter(({ status }) => status === 'refused')
  for (const { number, reasons } of refused) console.log(`第 ${number} 行：${reasons.join('；')}`)

  const count = (status: Outcome['status']): number =>
    outcomes.filter((each) => each.status === status).length
  const summary = options.isDryRun
    ? `检查完毕，没有导入：可导入 ${count('fit')} 行`
    : `导入完毕：新收 ${count('new')} 件，已有 ${count('already')} 件`
  console.log(`${summary}，未通过 ${refused.length} 行（共 ${outcomes.length} 行）`)
  return refused.length > 0 ? 2 : 0
}

const SIGN_IN_FAILED = ['INVALID_LOGIN_CREDENTIALS', 'EMAIL_NOT_FOUND', 'INVALID_PASSWORD', 'INVALID_EMAIL']

/** A problem that the person can solve is said in one line. Any other is our fault and keeps its trace. */
const explained = (error: unknown): string | null => {
  if (error instanceof CannotRun) return error.message
  if (error instanceof Unreachable) return noAnswer(error)
  if (!(error instanceof Refused)) return null
  if (SIGN_IN_FAILED.some((code) => error.message.startsWith(code)))
    return '登录没有成功：账号或密码不对，或样例人员还没有建立'
  return `系统没有接受：${error.message}`
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options === null) console.log(HELP)
  else process.exitCode = await run(options)
} catch (error) {
  const message = explained(error)
  if (message === null) throw error
  console.error(message)
  process.exitCode = 1
}
