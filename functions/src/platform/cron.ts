export interface Schedule {
  readonly name: string
  readonly cron: string
}

export const SCHEDULE_TIME_ZONE = 'Asia/Shanghai'

export const SCHEDULES = [
  { name: 'sweep', cron: '*/15 * * * *' },
  { name: 'sweepOutbox', cron: '7-59/15 * * * *' },
  { name: 'morning', cron: '30 8 * * *' },
  { name: 'recheck', cron: '40 2 * * *' },
  { name: 'reconcile', cron: '10 3 * * *' },
  { name: 'seal', cron: '40 3 * * *' },
] as const satisfies readonly Schedule[]

export const cronOf = (name: (typeof SCHEDULES)[number]['name']): string =>
  SCHEDULES.find((schedule) => schedule.name === name)!.cron
