import { Cron } from 'croner'

export interface ScheduledJob {
  readonly name: string
  readonly cron: string
  readonly timeZone: string
}

export interface DueRun {
  readonly name: string
  readonly at: number
}

interface Entry {
  readonly name: string
  readonly cron: Cron
  lastAt: number
  nextAt: number
}

export class Scheduler {
  readonly #entries: readonly Entry[]

  constructor(jobs: readonly ScheduledJob[], now: number) {
    this.#entries = jobs.map(({ name, cron, timeZone }) => ({
      name,
      cron: new Cron(cron, { timezone: timeZone, paused: true }),
      lastAt: now,
      nextAt: Infinity,
    }))
    this.rebase(now)
  }

  /** Forgets what was missed: Cloud Scheduler does not make up for a time when nothing could run either. */
  rebase(now: number): void {
    for (const entry of this.#entries) {
      entry.lastAt = now
      entry.nextAt = after(entry.cron, now)
    }
  }

  nextAt(): number {
    return Math.min(Infinity, ...this.#entries.map(({ nextAt }) => nextAt))
  }

  /** `spacing` thins a frequent job out: after this run its next one is at least that much later. */
  takeDue(now: number, spacing: number): DueRun[] {
    return this.#entries
      .filter(({ nextAt }) => nextAt <= now)
      .map((entry) => {
        const at = entry.nextAt
        entry.lastAt = at
        entry.nextAt = after(entry.cron, spacing > 0 ? at + spacing - 1_000 : Math.max(at, now))
        return { name: entry.name, at }
      })
  }

  /** The jobs that thinning out has left behind: each is due once more, for its latest time up to now. */
  takePassedOver(now: number): DueRun[] {
    return this.#entries.flatMap((entry) => {
      const at = upTo(entry.cron, now)
      entry.nextAt = after(entry.cron, now)
      if (at <= entry.lastAt) return []
      entry.lastAt = at
      return [{ name: entry.name, at }]
    })
  }

  upcoming(): DueRun[] {
    return this.#entries.map(({ name, nextAt }) => ({ name, at: nextAt }))
  }
}

function after(cron: Cron, instant: number): number {
  return cron.nextRun(new Date(instant))?.getTime() ?? Infinity
}

function upTo(cron: Cron, instant: number): number {
  // The library looks back from a whole second and counts a run within that second.
  const lastOfSecond = Math.floor(instant / 1_000) * 1_000 + 999
  return cron.previousRuns(1, new Date(lastOfSecond))[0]?.getTime() ?? -Infinity
}
