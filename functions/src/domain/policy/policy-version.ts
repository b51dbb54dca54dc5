import { type Instant, inShanghai } from '../base/instant'

/** `2026-3` is the third policy of 2026. Any other kind of name is older than all of these. */
const partsOf = (version: string): readonly [year: number, no: number] => {
  const parts = /^(\d{4})-(\d{1,6})$/.exec(version)
  return parts === null ? [0, 0] : [Number(parts[1]), Number(parts[2])]
}

export const isNewerPolicy = (one: string, other: string): boolean => {
  const [year, no] = partsOf(one)
  const [otherYear, otherNo] = partsOf(other)
  return year === otherYear ? no > otherNo : year > otherYear
}

/** The name of the policy made at `now`. It is newer than the current one even if a clock ran behind. */
export const nextPolicyVersion = (current: string, now: Instant): string => {
  const [year, no] = partsOf(current)
  const thisYear = Math.max(year, inShanghai(now).year())
  return `${thisYear}-${thisYear === year ? no + 1 : 1}`
}
