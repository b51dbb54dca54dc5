import { spawnSync } from 'node:child_process'

const INTERVAL = 300

/**
 * npm passes a signal on to the shell it runs a script in, and the shell dies of it without telling what it runs.
 * A process that holds more than memory must therefore notice by itself that npm, or a shell in between, has gone.
 */
export function whenLauncherEnds(listener: () => void): () => void {
  const launchers = ancestorsUpToNpm()
  if (launchers.length === 0) return () => undefined
  const timer = setInterval(() => {
    if (launchers.every(isAlive)) return
    clearInterval(timer)
    listener()
  }, INTERVAL)
  timer.unref()
  return () => clearInterval(timer)
}

function ancestorsUpToNpm(): number[] {
  if (process.env['npm_lifecycle_event'] === undefined) return []
  const chain: number[] = []
  for (let pid = process.ppid; pid > 1;) {
    chain.push(pid)
    const { stdout, error } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' })
    const match = error ? null : /^\s*(\d+)\s+(.*)$/m.exec(stdout)
    if (!match) return []
    if (/^(npm|npx)\b|\b(npm|npx)-cli\.js\b/.test(match[2]!)) return chain
    pid = Number(match[1])
  }
  return []
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
