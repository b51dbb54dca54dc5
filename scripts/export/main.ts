/**
 * Writes all that an auditor needs: every order, every event with its hash, every look and administration logged, every figure. See docs/export.md.
 *
 *   npm run --silent export -- --out DIR                  from the local system
 *   npm run --silent export -- --out DIR --project ID     from a real one, with Application Default Credentials
 *
 * Exit code 0: all is written and every history holds; 2: written, and some do not; 1: nothing was written.
 */
import { parseArgs } from 'node:util'
import { initializeApp } from 'firebase-admin/app'
import { type Firestore, getFirestore } from 'firebase-admin/firestore'
import { openLocalAdmin } from '../../emulator-data/local-system'
import { FolderNotEmpty } from './aside'
import type { Break } from './check-chain'
import { exportCounty } from './export-county'
import { originOf, portOffset, ports } from '../local/ports'

const HELP = `用法：npm run --silent export -- --out 目录 [选项]

把全部工单、全部办理记录（含校验值）、查看登记、管理登记和全部统计数字写成五个文件，说明见 docs/export.md。

  --out 目录        写到哪里；目录须是空的，或还不存在
  --force           目录不空也写，只替换同名的五个文件
  --project ID      从正式系统导出（使用本机的 Google 应用默认凭据）；不写则从本地环境导出
  --help            显示本说明

退出码 0：全部写完，记录完整；2：写完了，有记录对不上；1：没有写。`

const WHY: Readonly<Record<Break['why'], string>> = {
  'event-missing': '缺少记录',
  'chain-broken': '记录与校验值不符',
  'order-differs': '工单现状与最后一条记录不符',
}
const BREAKS_SHOWN = 20

class CannotRun extends Error {}

const localDatabase = async (): Promise<Firestore> => {
  const at = ports(portOffset())
  const isUp = await fetch(originOf(at.firestore)).then(
    () => true,
    () => false,
  )
  if (!isUp)
    throw new CannotRun(
      `连不上本地环境（端口 ${at.firestore}）。请先用 npm start 启动；用了 PORT_OFFSET 的，这里也要用同一个`,
    )
  return openLocalAdmin({ projectId: 'demo-hotline', ports: at }).db
}

const realDatabase = (projectId: string): Firestore => {
  // Left over from an emulator it would send an export of the real project to nowhere.
  delete process.env['FIRESTORE_EMULATOR_HOST']
  return getFirestore(initializeApp({ projectId }))
}

const optionsIn = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        force: { type: 'boolean', default: false },
        project: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new CannotRun(`选项有误（${(error as Error).message}）。用 --help 查看用法`)
  }
}

async function main(): Promise<number> {
  const { out, force, project, help } = optionsIn(process.argv.slice(2))
  if (help) {
    console.log(HELP)
    return 0
  }
  if (out === undefined || out === '') throw new CannotRun('请用 --out 指明写到哪个目录。用 --help 查看用法')
  const db = project === undefined ? await localDatabase() : realDatabase(project)
  const progress = process.stderr
  let told = 0
  const { orders, events, entries, broken, brokenLedgers } = await exportCounty(db, {
    out,
    force,
    report: (ordersNow, eventsNow) => {
      if (!progress.isTTY && ordersNow < told + 1_000) return
      told = ordersNow
      progress.write(
        `${progress.isTTY ? '\r' : ''}已导出 ${ordersNow} 件工单、${eventsNow} 条记录${progress.isTTY ? '' : '\n'}`,
      )
    },
  })
  if (progress.isTTY) progress.write('\n')
  console.log(`导出完毕：${orders} 件工单，${events} 条记录，${entries} 条查看和管理登记，写在 ${out}`)
  for (const { ledger, no } of brokenLedgers)
    console.error(`✗ 登记 ${ledger} 第 ${no} 条起与校验值不符或缺失`)
  if (broken.length === 0) return brokenLedgers.length === 0 ? 0 : 2
  console.error(`✗ ${broken.length} 件工单的记录不完整或被改动过：`)
  for (const { order, version, why } of broken.slice(0, BREAKS_SHOWN))
    console.error(`  ${order} 第 ${version} 条起：${WHY[why]}`)
  if (broken.length > BREAKS_SHOWN) console.error(`  …… 另有 ${broken.length - BREAKS_SHOWN} 件`)
  return 2
}

try {
  process.exitCode = await main()
} catch (error) {
  process.exitCode = 1
  if (error instanceof FolderNotEmpty)
    console.error(`目录 ${error.message} 不是空的。换一个目录，或加上 --force`)
  else if (error instanceof CannotRun) console.error(error.message)
  else throw error
}
