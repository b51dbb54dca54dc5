import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { logger } from 'firebase-functions'
import { FAULTS, log } from '../../functions/src/platform/log'

const sections = readFileSync('docs/runbook.md', 'utf8')
  .split('\n### ')
  .slice(1)
  .map((section) => section.split('\n## ')[0]!)

describe('the runbook', () => {
  it('has each fault that may be logged, and no other', () => {
    expect(sections.map((section) => section.split('\n')[0]).sort()).toEqual(
      Object.keys(FAULTS)
        .map((name) => `\`${name}\``)
        .sort(),
    )
  })

  it.each(Object.entries(FAULTS))(
    'says what %s means, how bad it is and what to do',
    (name, { level, means }) => {
      const section = sections.find((each) => each.startsWith(`\`${name}\``))?.replace(/\s+/g, ' ')
      expect(section).toContain(`**${level === 'warn' ? 'Warn' : 'Error'}.** ${means}`)
      expect(section).toMatch(/ Do: \S/)
    },
  )
})

describe('the log', () => {
  const logged = (give: () => void): string => {
    const write = vi.spyOn(logger, 'error').mockImplementation(() => undefined)
    give()
    const said = JSON.stringify(write.mock.calls)
    write.mockRestore()
    return said
  }
  const secret = new Error('王小明 13800138000')

  it('[R16.1] tells an error by its kind and place, and never by what it says', () => {
    const said = logged(() => log('command-failed', { cause: Object.assign(secret, { code: 14 }) }))
    expect(said).toMatch(/"fault":"command-failed","cause":\{"kind":"Error","code":14,"at":\[" +at /)
    expect(said).not.toMatch(/王小明|13800138000/)
  })

  it('tells of many how many, which, and the causes of the first', () => {
    const failures = Array.from({ length: 300 }, (_, place) => ({ id: `O-${place}`, cause: secret }))
    const said = logged(() => log('alarms-not-rung', { failures }))
    const [, told] = (JSON.parse(said) as [[string, { count: number; ids: string[]; causes: object[] }]])[0]
    expect(told).toMatchObject({ count: 300, causes: [{ id: 'O-0', kind: 'Error' }, {}, {}, {}, {}] })
    expect(told.ids).toHaveLength(100)
    expect(said).not.toMatch(/王小明|13800138000/)
  })
})
