import { describe, expect, it } from 'vitest'
import { parseDuration } from '../../scripts/local/duration'
import { ports, portOffset } from '../../scripts/local/ports'

const HOUR = 3_600_000

describe('a length of time on the command line', () => {
  it.each([
    ['+2d', 48 * HOUR],
    ['+1d12h', 36 * HOUR],
    ['90m', 1.5 * HOUR],
    ['+1w', 168 * HOUR],
  ])('%s is understood', (text, expected) => {
    expect(parseDuration(text)).toBe(expected)
  })

  it.each(['', '+', '2', '-2d', '+2 d', '+2y', '+0d', '+1.5d', 'd', '+99999999999999999d', 'show'])(
    '%s is not',
    (text) => {
      expect(parseDuration(text)).toBeUndefined()
    },
  )
})

describe('ports', () => {
  it('are all different and shifted together', () => {
    const all = Object.values(ports(20_000))
    expect(new Set(all).size).toBe(all.length)
    expect(ports(20_000).hosting - ports(0).hosting).toBe(20_000)
  })

  it.each(['-1', '60000', '1.5', 'abc'])('refuse PORT_OFFSET=%s', (text) => {
    expect(() => ports(portOffset({ PORT_OFFSET: text }))).toThrow('PORT_OFFSET')
  })

  it('stay where they are without PORT_OFFSET', () => {
    expect(portOffset({})).toBe(0)
    expect(portOffset({ PORT_OFFSET: '' })).toBe(0)
  })
})
