import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { getAuth } from 'firebase-admin/auth'
import { deleteApp, initializeApp } from 'firebase-admin/app'
import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { signUpPeople } from '../../emulator-data/seed'
import { paths } from '../../functions/src/store/paths'
import { ports } from '../../scripts/local/ports'
import { call, closeDatabase, freshCounty, localNow, orderOf, PEOPLE } from '../support/county'

const root = resolve(import.meta.dirname, '../..')

let db: Firestore
let folder: string
beforeAll(async () => {
  db = await freshCounty()
  folder = await mkdtemp(join(tmpdir(), 'import-'))
  const app = initializeApp({ projectId: inject('suite').projectId }, 'sign-up')
  await signUpPeople(getAuth(app))
  await deleteApp(app)
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await closeDatabase()
})

interface Row {
  readonly row: number
  readonly status: 'new' | 'already' | 'refused'
  readonly code?: string
  readonly fields?: readonly { readonly field: string; readonly problem: string }[]
}

const row = (cityNumber: string, more: object = {}) => ({
  cityNumber,
  title: '井盖松动',
  text: '路口井盖松动，车辆经过有响声。',
  caller: { name: '李四', phone: '13700001111' },
  ...more,
})

const takeIn = async (rows: readonly unknown[]): Promise<readonly Row[]> => {
  const [uid, actingAs] = PEOPLE.clerk
  const answer = await call<{ rows: Row[] }>(uid, 'takeIn', { actingAs, rows })
  if (!answer.ok) throw new Error(answer.message)
  return answer.result.rows
}

describe('a clerk brings in a list', () => {
  it('and every row is answered in its place; a bad one stops no good one', async () => {
    const rows = [
      row('T-1'),
      row('T 2'),
      row('T-3', { title: '' }),
      null,
      row('T-1'),
      row('T-1', { text: '别的' }),
      row('T-6'),
    ]
    const answers = await takeIn(rows)
    expect(answers.map(({ row, status, code }) => [row, status, code])).toEqual([
      [0, 'new', undefined],
      [1, 'refused', 'input.invalid'],
      [2, 'refused', 'input.invalid'],
      [3, 'refused', 'input.invalid'],
      [4, 'already', undefined],
      [5, 'refused', 'transfer.other-content'],
      [6, 'new', undefined],
    ])
    expect(answers[2]?.fields).toMatchObject([{ field: 'title', problem: 'blank' }])
    expect((await takeIn(rows)).map(({ status }) => status)).toEqual([
      'already', 'refused', 'refused', 'refused', 'already', 'refused', 'already',
    ]) // prettier-ignore
  })

  it('[R1.1] and an order that does not say when it was transferred was transferred now', async () => {
    const before = await localNow()
    await takeIn([row('T-10', { calledAt: '2019-02-28T11:25:05+08:00' })])
    const order = await orderOf('T-10')
    expect(order?.source).toBe('file')
    expect(order?.transferredAt).toBeGreaterThanOrEqual(before)
    expect(order?.calledAt).toBe(Date.parse('2019-02-28T11:25:05+08:00'))
    expect(await takeIn([row('T-11', { calledAt: '2090-01-01T00:00:00Z' })])).toMatchObject([
      { status: 'refused', fields: [{ field: 'calledAt', problem: 'after-transfer' }] },
    ])
  })

  it('from two desks at once, and each order is there once', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => row(`T-2-${index}`))
    const [one, two] = await Promise.all([takeIn(rows), takeIn([...rows].reverse())])
    const statuses = [...one, ...two].map(({ status }) => status)
    expect(statuses.filter((status) => status === 'new')).toHaveLength(60)
    expect(statuses.filter((status) => status === 'already')).toHaveLength(60)
  })

  it.each<[string, string | null, string, unknown, string]>([
    ['nobody', null, 'clerk', [row('T-9')], 'access.not-signed-in'],
    ['a stranger', 'nobody-we-know', 'clerk', [row('T-9')], 'access.no-post'],
    ['somebody who left', 'former-clerk', 'clerk', [row('T-9')], 'access.no-post'],
    ['a handler as a clerk', 'mayi-handler', 'clerk', [row('T-9')], 'access.no-post'],
    ['a handler as a handler', 'mayi-handler', 'handler@mayi', [row('T-9')], 'access.wrong-role'],
    ['the city, which has its own door', 'city', 'city', [row('T-9')], 'access.wrong-role'],
    ['a clerk with no rows', 'clerk', 'clerk', [], 'input.invalid'],
    [
      'a clerk with 201 rows',
      'clerk',
      'clerk',
      Array.from({ length: 201 }, () => row('T-9')),
      'input.invalid',
    ],
    ['a clerk with no list', 'clerk', 'clerk', 'T-9', 'input.invalid'],
  ])('but not %s', async (_who, uid, actingAs, rows, code) => {
    expect(await call(uid, 'takeIn', { actingAs, rows })).toMatchObject({ ok: false, refusal: { code } })
    expect(await orderOf('T-9')).toBeNull()
  })

  it('and the reviewer may as well', async () => {
    const answer = await call('reviewer', 'takeIn', { actingAs: 'reviewer', rows: [row('T-30')] })
    expect(answer).toMatchObject({ ok: true, result: { rows: [{ status: 'new' }] } })
  })
})

interface Run {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

const importing = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> =>
  new Promise((resolve, reject) => {
    const offset = inject('suite').ports.functions - ports(0).functions
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/import/main.ts', ...args], {
      cwd: root,
      // Far from Shanghai on purpose: what time a row says does not depend on where the machine is.
      env: { ...process.env, TZ: 'America/New_York', PORT_OFFSET: String(offset), ...environment },
    })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject).on('close', (status) => resolve({ status, stdout, stderr }))
  })

const file = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

describe('npm run import', () => {
  it('brings a list in once, however often it is told to', async () => {
    const lines = Array.from(
      { length: 230 },
      (_, index) => `M${index},某某,路灯第${index}盏,2019/2/28 11:25,"不亮，\n请修",0`,
    )
    const path = await file(
      'messages.csv',
      `\ufeffid,user,title,time,detail,support\r\n${lines.join('\r\n')}\r\n`,
    )
    const dry = await importing([path, '--dry-run'])
    expect([dry.status, dry.stdout]).toEqual([
      0,
      '检查完毕，没有导入：可导入 230 行，未通过 0 行（共 230 行）\n',
    ])
    expect(await orderOf('M0')).toBeNull()

    const first = await importing([path, '--category', '投诉'])
    expect([first.status, first.stdout]).toEqual([
      0,
      '导入完毕：新收 230 件，已有 0 件，未通过 0 行（共 230 行）\n',
    ])
    expect(first.stderr).toContain('没有用到的列：user、support')
    expect(await orderOf('M229')).toMatchObject({
      title: '路灯第229盏',
      text: '不亮，\n请修',
      category: 'complaint',
      calledAt: Date.parse('2019-02-28T11:25:00+08:00'),
    })
    const again = await importing([path, '--category', 'complaint'])
    expect([again.status, again.stdout]).toEqual([
      0,
      '导入完毕：新收 0 件，已有 230 件，未通过 0 行（共 230 行）\n',
    ])
    const count = await paths(db)
      .orders.where('cityNumber', '>=', 'M')
      .where('cityNumber', '<', 'N')
      .count()
      .get()
    expect(count.data().count).toBe(230)
  })

  it('says of each bad row which it is in the file, in which column and why', async () => {
    const path = await file(
      'bad.csv',
      [
        '工单编号,标题,内容,类别,来电时间,姓名',
        'N1,路灯,不亮,投诉,2019-02-28,赵六七',
        'N2,,不亮,投诉,2019-02-28,赵六七',
        'N3,路灯,不亮,表扬,2019-02-30,赵六七',
        '',
        'N1,路灯,又亮了,投诉,2019-02-28,赵六七',
        'N 6,路灯,不亮,,,',
        'N7,路灯,不亮,投诉,2019-02-28,赵六七,多了',
        'N1,路灯,不亮,投诉,2019-02-28,赵六七',
      ].join('\n'),
    )
    for (const args of [[path, '--dry-run'], [path]]) {
      const { status, stdout } = await importing(args)
      expect(status).toBe(2)
      expect(stdout.split('\n').slice(0, 5)).toEqual([
        '第 3 行：“标题”列不能为空',
        '第 4 行：“类别”列应为咨询、求助、投诉、举报、建议之一；“来电时间”列没有这样的日期或时间',
        '第 6 行：“工单编号”列与第 2 行相同，而内容不同',
        '第 7 行：“工单编号”列应为 1 至 40 个英文字母、数字或连字符，以字母或数字开头',
        '第 8 行：这一行的列数多于表头，可能有未加引号的分隔符',
      ])
      expect(stdout).not.toContain('赵六七')
    }
    expect(await orderOf('N1')).toMatchObject({ text: '不亮' })
  })

  it.each<[string, () => Promise<string[]> | string[], NodeJS.ProcessEnv, RegExp]>([
    ['no file is named', () => [], {}, /请给出一个文件/],
    ['there is no such file', () => ['nowhere.csv'], {}, /没有这个文件/],
    ['it is a folder', () => ['scripts'], {}, /文件夹/],
    ['the file is empty', async () => [await file('empty.csv', '')], {}, /空的/],
    ['a column is missing', async () => [await file('lacks.csv', 'id,title\n1,a\n')], {}, /内容/],
    [
      '--map names no column',
      async () => [await file('one.csv', 'id,title,text\n1,a,b\n'), '--map', 'text=x'],
      {},
      /“x”/,
    ],
    ['an option is unknown', () => ['a.csv', '--wet-run'], {}, /--help/],
    ['a category is unknown', () => ['a.csv', '--category', '表扬'], {}, /表扬/],
    [
      'the system is not running',
      async () => [await file('two.csv', 'id,title,text\n1,a,b\n')],
      { PORT_OFFSET: '31999' },
      /连不上系统/,
    ],
    [
      'half of a real system is named',
      () => ['a.csv', '--url', 'https://example.org'],
      {},
      /HOTLINE_PASSWORD/,
    ],
  ])('ends with 1 and one line when %s', async (_why, args, environment, line) => {
    const { status, stdout, stderr } = await importing(await args(), environment)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(line)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})
