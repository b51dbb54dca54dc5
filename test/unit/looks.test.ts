import { reasonProblem } from '../../functions/src/domain/people/reason'
import { describe, expect, it } from 'vitest'
import { HOUR, type Instant, MINUTE } from '../../functions/src/domain/base/instant'
import {
  judgeLook,
  type LookCounts,
  looksLeft,
  needShows,
  NO_LOOKS,
  type RecentLook,
} from '../../functions/src/domain/confidential/looks'
import { HANDLER, CLERK, Road, TUESDAY } from '../support/road'

const LIMITS = { perHour: 4, perDay: 6 }

const lookAt = (at: Instant, more: Partial<RecentLook> = {}): RecentLook => ({
  at,
  order: `JJ${at}`,
  what: 'caller',
  needed: true,
  ...more,
})

/** Looks one after another; what each came to. */
const lookAll = (looks: readonly RecentLook[], limits = LIMITS) => {
  let counts: LookCounts = NO_LOOKS
  return looks.map((look) => {
    const judged = judgeLook(counts, look, 'clerk', limits)
    counts = judged.counts
    return { ...judged, unusual: [...new Set(judged.notices.map(({ looks }) => looks?.unusual))] }
  })
}

describe('a reason to look', () => {
  it.each(['回访核实', '核实：地点、门牌号（3 栋）', 'call back the caller', '核实垃圾池的位置'])(
    '[R16.1] may be %s',
    (why) => expect(reasonProblem(why)).toBeNull(),
  )
  it.each([
    ['核实', 'look.why-too-short'],
    ['1234', 'look.why-too-short'],
    ['😀😀😀😀', 'look.why-too-short'],
    ['\u3164\u3164\u3164\u3164', 'look.why-too-short'],
    ['核\u200b\u200b实\ufe0f', 'look.why-too-short'],
    ['致电0792-6332345核实', 'text.personal-data'],
    ['请致电１３８ ００１３ ８０００核实', 'text.personal-data'],
  ])('[R16.1] may not be %j', (why, code) => expect(reasonProblem(why)?.code).toBe(code))
})

describe('how many looks one person may take', () => {
  it('[R16.1] counts an hour and a day, callers and evidence together, and says when it goes on', () => {
    const first = TUESDAY
    const looks = [0, 1, 2, 3, 4].map((minute) =>
      lookAt(first + minute * MINUTE, { what: minute % 2 === 0 ? 'caller' : 'evidence' }),
    )
    const judged = lookAll(looks)
    expect(judged.map(({ refusal }) => refusal?.code ?? null)).toEqual([
      null,
      null,
      null,
      null,
      'look.too-many',
    ])
    expect(judged[4]?.refusal?.params).toEqual({ again: first + HOUR, perHour: 4, perDay: 6 })
    expect(judged[4]?.counts.recent, 'a refused look is none').toHaveLength(4)
    expect(looksLeft(judged[2]!.counts.recent, LIMITS, first + 2 * MINUTE)).toBe(1)
  })

  it('[R16.1] allows another at the very end of the hour, and none beyond the day', () => {
    const at = [0, 1, 2, 3].map((minute) => TUESDAY + minute * MINUTE)
    const then = [TUESDAY + HOUR, TUESDAY + HOUR + MINUTE, TUESDAY + 3 * HOUR]
    const judged = lookAll([...at, ...then].map((each) => lookAt(each)))
    expect(judged.map(({ refusal }) => refusal === null)).toEqual([true, true, true, true, true, true, false])
    expect(judged[6]?.refusal?.params?.['again']).toBe(TUESDAY + 24 * HOUR)
  })
})

describe('unusual looks', () => {
  const ROOM = { perHour: 40, perDay: 150 }
  const spread = (count: number, apart: number, more: (index: number) => Partial<RecentLook> = () => ({})) =>
    Array.from({ length: count }, (_, index) => lookAt(TUESDAY + index * apart, more(index)))

  it('[R16.1] are half an hour’s number within ten minutes, told once a day', () => {
    const judged = lookAll(spread(30, 10_000), ROOM)
    expect(judged.findIndex(({ unusual }) => unusual.includes('many'))).toBe(19)
    expect(judged.flatMap(({ notices }) => notices)).toHaveLength(2)
    expect(lookAll(spread(30, MINUTE), ROOM).flatMap(({ unusual }) => unusual)).toEqual([])
  })

  it('[R16.1] are those between 22:00 and 7:00', () => {
    const at = (time: string) => Date.parse(`2026-11-24T${time}+08:00`)
    const unusualAt = (time: string) => lookAll([lookAt(at(time))], ROOM)[0]?.unusual
    expect(['07:00', '12:00', '21:59'].map(unusualAt)).toEqual([[], [], []])
    expect(['22:00', '00:30', '06:59'].map(unusualAt)).toEqual([['night'], ['night'], ['night']])
  })

  it('[R16.1] are looks at one caller again and again, and at orders where no need shows', () => {
    const same = lookAll(
      spread(5, 30 * MINUTE, () => ({ order: 'JJ1' })),
      ROOM,
    )
    expect(same.map(({ unusual }) => unusual)).toEqual([[], [], [], [], ['again']])
    const unneeded = lookAll(
      spread(5, 30 * MINUTE, () => ({ needed: false })),
      ROOM,
    )
    expect(unneeded.map(({ unusual }) => unusual)).toEqual([[], [], [], [], ['without-need']])
  })

  it('[R16.1] name who looked, and nothing of what was looked at', () => {
    const [judged] = lookAll([lookAt(Date.parse('2026-11-24T23:00+08:00'), { order: 'JJ1' })], ROOM)
    expect(judged?.notices.map(({ to }) => to)).toEqual(['supervision', 'discipline'])
    expect(JSON.stringify(judged?.notices)).not.toContain('JJ1')
    expect(judged?.notices[0]).toMatchObject({ order: null, looks: { by: 'clerk', unusual: 'night' } })
  })

  it('[R16.1] show their need by an open order, and a handler’s by an act on it', () => {
    const { order } = new Road().signed()
    expect(needShows(order, CLERK, false)).toBe(true)
    expect(needShows(order, HANDLER, true)).toBe(true)
    expect(needShows(order, HANDLER, false)).toBe(false)
    expect(needShows({ open: false }, CLERK, true)).toBe(false)
  })
})
