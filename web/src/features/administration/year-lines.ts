/** A year's notice as it is typed or pasted: a day a line, and whether it is off 休 or worked 班. */
import type { DayFact } from '@domain/time/calendar'
import { type DayProblem, wrongNoticeDays } from '@domain/time/county-calendar'

const LINE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s:：,，]*(休|班)$/

export interface ReadLines {
  readonly days: readonly DayFact[]
  /** What is wrong, line by line, counted from 1 as an editor counts. */
  readonly problems: readonly { readonly line: number; readonly text: string }[]
}

const SAID: Readonly<Record<DayProblem, string>> = {
  unreal: '没有这一天',
  outside: '不在这一年，也不在上一年十二月',
  repeated: '与前面的行重复',
  already: '本来就是这样，不必填写',
}

export const linesOf = (days: readonly DayFact[]): string =>
  days.map(({ date, workday }) => `${date} ${workday ? '班' : '休'}`).join('\n')

export const readLines = (text: string, year: number): ReadLines => {
  const problems: { line: number; text: string }[] = []
  const days: DayFact[] = []
  const places: number[] = []
  text.split(/\r?\n/).forEach((typed, index) => {
    const line = typed.trim()
    if (line === '') return
    const parts = LINE.exec(line)
    if (parts === null) {
      problems.push({ line: index + 1, text: '请写作“2027-10-01 休”或“2027-10-10 班”' })
      return
    }
    const [, y = '', month = '', day = '', what] = parts
    days.push({ date: `${y}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, workday: what === '班' })
    places.push(index + 1)
  })
  for (const { index, problem } of wrongNoticeDays(year, days))
    problems.push({ line: places[index] ?? 0, text: SAID[problem] })
  return { days, problems: problems.sort((a, b) => a.line - b.line) }
}
