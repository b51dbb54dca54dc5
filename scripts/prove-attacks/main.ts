import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { GUARDS } from '../../test/attacks/guards'
import { isMain } from '../local/is-main'
import { Copy } from './copy'
import { tried } from './trial'

const USAGE = `npm run prove:attacks                    take out every guard, one at a time
npm run prove:attacks -- 5 8             those of attacks 5 and 8
npm run prove:attacks -- --on nothing    those whose tests start no emulator (or: functions, page)
npm run prove:attacks -- 8 --only macro  those whose words say so
npm run prove:attacks -- --check         only whether every guard is found`

const asked = (args: readonly string[]) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      on: { type: 'string', default: '' },
      only: { type: 'string', default: '' },
      check: { type: 'boolean', default: false },
    },
  })
  const numbers = positionals.map(Number)
  const guards = GUARDS.filter(
    ({ attack, what, on }) =>
      (numbers.length === 0 || numbers.includes(attack)) &&
      what.includes(values.only) &&
      (values.on === '' || values.on === on),
  )
  if (guards.length === 0) throw new Error(`there is no such guard\n\n${USAGE}`)
  return { guards, check: values.check }
}

const main = async (args: readonly string[]): Promise<void> => {
  const { guards, check } = asked(args)
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort())
  const copy = new Copy(resolve(import.meta.dirname, '../..'))
  const started = performance.now()
  let [noticed, problems] = [0, 0]
  try {
    for (const guard of guards) {
      if (stopped.signal.aborted) throw new Error('stopped')
      const called = `attack ${guard.attack} · ${guard.what}`
      try {
        copy.check(guard.taking)
      } catch (error) {
        problems++
        console.log(`${called} · ${(error as Error).message}`)
        continue
      }
      if (check) continue
      const putBack = copy.takeOut(guard.taking)
      const { failed, held, problem } = await tried(copy.folder, guard, stopped.signal)
      putBack()
      if (problem === null) noticed++
      else problems++
      console.log(`${called} · taken out: ${problem ?? `${failed} failed, ${held} twins pass`}`)
    }
  } finally {
    copy.remove()
  }
  const minutes = ((performance.now() - started) / 60_000).toFixed(1)
  console.log(
    check
      ? `${guards.length - problems} of ${guards.length} guards are found in exactly one place each`
      : `${noticed} of ${guards.length} guards cannot be taken out unnoticed (${minutes} min)`,
  )
  if (problems > 0) process.exitCode = 1
}

if (isMain(import.meta.url)) await main(process.argv.slice(2))
