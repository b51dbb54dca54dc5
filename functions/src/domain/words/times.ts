/** Times as people in the county read them: Shanghai days, 24-hour clock. */
import { DAY, dayNumberOf, HOUR, inShanghai, type Instant, MINUTE, startOfDayNumber } from '../base/instant'

/** `2026年11月25日 10:00` */
export const fullTime = (at: Instant): string => inShanghai(at).format('YYYY年M月D日 HH:mm')

/** `11月25日 10:00`, with the year where it is not the year of `now`. */
export const shortTime = (at: Instant, now: Instant): string =>
  inShanghai(at).year() === inShanghai(now).year() ? inShanghai(at).format('M月D日 HH:mm') : fullTime(at)

/** A deadline at midnight belongs to the day that ends: `11月25日 24:00`, not `11月26日 00:00`. */
export const deadlineTime = (at: Instant, now: Instant): string =>
  at === startOfDayNumber(dayNumberOf(at))
    ? shortTime(at - MINUTE, now).replace(/23:59$/, '24:00')
    : shortTime(at, now)

/** `3 天 4 小时`, `5 小时 12 分`, `8 分钟`: two units at most, rounded down. */
export const duration = (milliseconds: number): string => {
  const length = Math.abs(milliseconds)
  const days = Math.floor(length / DAY)
  const hours = Math.floor((length % DAY) / HOUR)
  const minutes = Math.floor((length % HOUR) / MINUTE)
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`
  if (hours > 0) return minutes > 0 ? `${hours} 小时 ${minutes} 分` : `${hours} 小时`
  return minutes > 0 ? `${minutes} 分钟` : '不足 1 分钟'
}
