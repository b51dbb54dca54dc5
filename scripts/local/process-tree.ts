import { spawnSync } from 'node:child_process'

export interface ProcessRecord {
  readonly pid: number
  readonly parent: number
  readonly startedAt: string
}

function allProcesses(): ProcessRecord[] {
  const listing = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,lstart='], { encoding: 'utf8' })
  if (listing.error) return []
  return listing.stdout.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.+?)\s*$/.exec(line)
    return match ? [{ pid: Number(match[1]), parent: Number(match[2]), startedAt: match[3]! }] : []
  })
}

export function descendantsOf(ancestor: number): ProcessRecord[] {
  const all = allProcesses()
  const found: ProcessRecord[] = []
  let parents = new Set([ancestor])
  while (parents.size > 0) {
    const children = all.filter(({ parent }) => parents.has(parent))
    found.push(...children)
    parents = new Set(children.map(({ pid }) => pid))
  }
  return found
}

/** Those of the recorded processes that still live; a pid that has since been given to another does not count. */
export function survivorsOf(recorded: readonly ProcessRecord[]): ProcessRecord[] {
  const alive = new Map(allProcesses().map((entry) => [entry.pid, entry.startedAt]))
  return recorded.filter(({ pid, startedAt }) => alive.get(pid) === startedAt)
}

export function killQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
