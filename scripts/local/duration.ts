const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

/** `+2d`, `+1d12h`, `90m`; nothing else, and nothing that is no time at all. */
export function parseDuration(text: string): number | undefined {
  if (!/^\+?(\d+[mhdw])+$/.test(text)) return undefined
  const parts = [...text.matchAll(/(\d+)([mhdw])/g)]
  const total = parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS[unit as keyof typeof UNITS],
    0,
  )
  return total > 0 && Number.isSafeInteger(total) ? total : undefined
}
