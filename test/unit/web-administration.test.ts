import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../functions/src/domain/base/instant'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { policySettings } from '../../functions/src/schema/policy'
import {
  climbPath,
  draftOf,
  isAbout,
  policyOf,
  remindPath,
  unreadable,
} from '../../web/src/features/administration/policy-lines'
import { signInError } from '../../web/src/session/sign-in-errors'
import { linesOf, readLines } from '../../web/src/features/administration/year-lines'

describe('the policy in the form', () => {
  const { version: _, ...settings } = DEFAULT_POLICY

  it('comes back as it was, every setting of it', () => {
    expect(policyOf(draftOf(DEFAULT_POLICY))).toEqual(settings)
    expect(policySettings.safeParse(policyOf(draftOf(DEFAULT_POLICY))).success).toBe(true)
  })

  it('reads what people type', () => {
    const read = policyOf({
      ...draftOf(DEFAULT_POLICY),
      signWithin: ' 12 ',
      dayEndsAtMinute: '17：30',
      'officeHours.from': '9:00',
      [remindPath('sign')]: '6，0.5',
      [climbPath('sign', 'county')]: '',
    })
    expect(read).toMatchObject({
      signWithin: 12 * HOUR,
      dayEndsAtMinute: 17 * 60 + 30,
      officeHours: { from: 540 },
      alarms: {
        sign: { remindBefore: [6 * HOUR, 30 * MINUTE], climbAfter: [{ to: 'principal-leader' }] },
      },
    })
  })

  it('says which line cannot be read', () => {
    const draft = { ...draftOf(DEFAULT_POLICY), signWithin: '一天', 'officeHours.to': '25', panelAtLeast: '' }
    expect(unreadable(draft)).toEqual(['signWithin', 'panelAtLeast', 'officeHours.to'])
    expect(unreadable({ ...draftOf(DEFAULT_POLICY), [climbPath('handle', 'county')]: 'x' })).toEqual([
      climbPath('handle', 'county'),
    ])
  })

  it('shows a refusal at the line it is about', () => {
    expect(isAbout('policy.handlingWorkdays.help', 'handlingWorkdays.help')).toBe(true)
    expect(isAbout('policy.handlingWorkdays.help', 'handlingWorkdays.complaint')).toBe(false)
    expect(isAbout('policy.officeHours', 'officeHours.from')).toBe(true)
    expect(isAbout('policy.alarms.sign.remindBefore.0', remindPath('sign'))).toBe(true)
    expect(isAbout('policy.alarms.sign.climbAfter.1.after', climbPath('sign', 'county'))).toBe(true)
    expect(isAbout('policy.alarms.sign.climbAfter', climbPath('handle', 'county'))).toBe(false)
  })
})

describe("a year's notice in the form", () => {
  it('[R5.1] is read line by line, as people write days', () => {
    const { days, problems } = readLines('2027-10-01 休\n\n2027/10/9，班\r\n2027年10月4日 休 ', 2027)
    expect(problems).toEqual([])
    expect(days).toEqual([
      { date: '2027-10-01', workday: false },
      { date: '2027-10-09', workday: true },
      { date: '2027-10-04', workday: false },
    ])
    expect(readLines(linesOf(days), 2027).days).toEqual(days)
  })

  it('[R5.1] names the lines that are wrong', () => {
    const text = [
      '国庆节',
      '2027-02-30 休',
      '2027-10-01 休',
      '2027-10-01 休',
      '2027-10-02 休',
      '2028-01-03 休',
    ]
    expect(readLines(text.join('\n'), 2027).problems.map(({ line }) => line)).toEqual([1, 2, 4, 5, 6])
  })
})

describe('a sign-in that the server turns away', () => {
  const failed = (message: string): Error =>
    Object.assign(new Error(message), { code: 'auth/internal-error' })

  it('says whom to ask, and a breakdown that it may be tried again', () => {
    const turnedAway = failed(
      '((HTTP request returned HTTP error 403: {"error":{"status":"PERMISSION_DENIED"}}))',
    )
    expect(signInError(turnedAway)).toContain('请联系系统管理员')
    expect(signInError(turnedAway)).not.toContain('稍后重试')
    expect(signInError(failed('((Deadline exceeded))'))).toContain('稍后重试')
  })
})
