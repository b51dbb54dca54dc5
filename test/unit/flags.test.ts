import { describe, expect, it } from 'vitest'
import { CLERK, Road, VERIFIED } from '../support/road'

describe('the flag of repeated complaints', () => {
  const flags = (road: Road): string[] =>
    road
      .give(CLERK, 'verify', { ...VERIFIED, place: '同一处' }, { sameMatter: 2 })
      .order.flags.map(({ ground }) => ground)

  it('[R10.1] is set when the third order on one matter is verified', () => {
    expect(flags(new Road().give(CLERK, 'centre-sign', {}))).toEqual(['repeated'])
  })

  it('[R10.1] is not set a second time where a person had set it before', () => {
    const road = new Road().give(CLERK, 'flag', { ground: 'repeated', note: '多次来电' })
    expect(flags(road.give(CLERK, 'centre-sign', {}))).toEqual(['repeated'])
  })
})
