import { describe, expect, it } from 'vitest'
import {
  agreeable,
  type Deed,
  isSameSeat,
  loosens,
  noticesOfAdministration,
  type Seated,
  type StaffProposal,
  takesTwo,
} from '../../functions/src/domain/administration/administration'
import { ROLES } from '../../functions/src/domain/people/people'
import { DEFAULT_POLICY, type SecondFactorOf } from '../../functions/src/domain/policy/policy'
import { pushedText } from '../../functions/src/domain/words/notices'
import { deedLines } from '../../functions/src/domain/words/administration'

const person = (...posts: string[]): Seated => ({ name: '某人', active: true, invited: false, posts })
const unitName = (unit: string): string => `单位${unit}`

describe('what takes a second administrator', () => {
  it('is every post in which callers or orders are seen, and that of an administrator', () => {
    for (const role of ROLES) {
      const key = ['handler', 'leader-in-charge', 'principal-leader'].includes(role) ? `${role}@mayi` : role
      expect(takesTwo(null, person(key), false), role).toBe(true)
    }
  })

  it.each<[string, Seated | null, Seated, boolean, boolean]>([
    ['not somebody new without a post', null, person(), true, false],
    ['not a post that is taken away', person('clerk', 'reviewer'), person('clerk'), false, false],
    ['not letting somebody go', person('clerk'), { ...person('clerk'), active: false }, false, false],
    ['not another name', person('clerk'), { ...person('clerk'), name: '改名' }, false, false],
    [
      'not changing the post of who was invited to one less',
      { ...person('clerk'), active: false, invited: true },
      person(),
      false,
      false,
    ],
    ['a second post', person('clerk'), person('clerk', 'reviewer'), false, true],
    ['the same post in another unit', person('handler@mayi'), person('handler@liusi'), false, true],
    ['taking somebody back', { ...person('clerk'), active: false }, person('clerk'), false, true],
    ['inviting somebody anew', person('clerk'), person('clerk'), true, true],
    ['unmaking an administrator', person('administrator'), person(), false, true],
    [
      'letting an administrator go',
      person('administrator'),
      { ...person('administrator'), active: false },
      false,
      true,
    ],
    ['inviting an administrator anew', person('administrator'), person('administrator'), true, true],
    [
      'taking another post from an administrator',
      person('administrator', 'clerk'),
      person('administrator'),
      false,
      true,
    ],
    [
      "not an administrator's name",
      person('administrator'),
      { ...person('administrator'), name: '改名' },
      false,
      false,
    ],
  ])('%s', (_what, before, after, invite, expected) => {
    expect(takesTwo(before, after, invite)).toBe(expected)
  })
})

describe('a policy', () => {
  const { guard } = DEFAULT_POLICY
  const asks = (secondFactorOf: SecondFactorOf) => ({ ...guard, secondFactorOf })

  it.each([
    ['does without the second person', guard, { ...guard, secondPerson: false }, true],
    ['asks a second factor of nobody any more', asks('administrators'), asks('nobody'), true],
    ['asks it of fewer', asks('lookers'), asks('administrators'), true],
    ['asks it of more', asks('administrators'), asks('lookers'), false],
    ['changes something else', guard, { ...guard, idleMinutes: 60 }, false],
    [
      'does so where one person is enough',
      { ...asks('lookers'), secondPerson: false },
      asks('nobody'),
      false,
    ],
  ])('that %s takes two, or does not', (_what, inForce, next, expected) => {
    expect(loosens(inForce, next)).toBe(expected)
  })
})

describe('a proposal', () => {
  const proposal: StaffProposal = {
    id: '1',
    type: 'set-staff',
    by: 'administrator',
    byName: '童工',
    at: 0,
    until: 100,
    state: 'open',
    decidedBy: null,
    decidedByName: null,
    decidedAt: null,
    whom: 'clerk',
    email: null,
    before: null,
    after: person('clerk'),
    invite: false,
  }

  it('is agreed to by somebody else, while it is open', () => {
    expect(agreeable(proposal, 'administrator-2', 99)).toMatchObject({ ok: true })
    const own = { refusal: { code: 'proposal.own' } }
    expect(agreeable(proposal, 'administrator', 99)).toMatchObject(own)
    expect(agreeable(proposal, 'clerk', 99)).toMatchObject(own)
    const over = { refusal: { code: 'proposal.over' } }
    expect(agreeable(proposal, 'administrator-2', 100)).toMatchObject(over)
    expect(agreeable({ ...proposal, state: 'declined' }, 'administrator-2', 99)).toMatchObject(over)
    expect(agreeable(null, 'administrator-2', 99)).toMatchObject(over)
  })

  it('is about the person as they were', () => {
    expect(isSameSeat(null, null)).toBe(true)
    expect(isSameSeat(person('clerk', 'reviewer'), person('reviewer', 'clerk'))).toBe(true)
    expect(isSameSeat(null, person())).toBe(false)
    expect(isSameSeat(person('clerk'), person('reviewer'))).toBe(false)
    expect(isSameSeat(person('clerk'), { ...person('clerk'), active: false })).toBe(false)
  })
})

describe('who hears of it', () => {
  it('are those who watch, and in an emergency the county leaders as well; outside by posts alone', () => {
    const to = (kind: 'staff-changed' | 'staff-emergency') =>
      noticesOfAdministration('entry', kind, ['handler@mayi'], 1).map((notice) => notice.to)
    expect(to('staff-changed')).toEqual(['supervision', 'discipline', 'administrator'])
    expect(to('staff-emergency')).toEqual(['supervision', 'discipline', 'administrator', 'county-leader'])
    const [notice] = noticesOfAdministration('entry', 'staff-emergency', ['handler@mayi'], 1)
    expect(pushedText(notice!, unitName, 1)).toBe(
      '【湖口县12345热线】系统管理员未经第二人同意，紧急办理了人员变更，现有岗位：单位mayi经办人。请立即核查管理记录。',
    )
  })
})

describe('an entry of the log', () => {
  it('is read as what was and what is', () => {
    const deed: Deed = {
      did: 'set-staff',
      before: person('administrator'),
      after: person('administrator', 'handler@mayi'),
    }
    expect(deedLines(deed, unitName)).toEqual([
      { label: '岗位', before: '系统管理员', after: '系统管理员、单位mayi经办人' },
    ])
    expect(
      deedLines({ ...deed, before: null, after: { ...deed.after, active: false, invited: true } }, unitName),
    ).toEqual([
      { label: '姓名', before: null, after: '某人' },
      { label: '岗位', before: null, after: '系统管理员、单位mayi经办人' },
      { label: '状态', before: null, after: '已邀请，尚未启用' },
    ])
    expect(
      deedLines({ did: 'set-channel', before: { kind: 'none' }, after: { kind: 'sms' } }, unitName),
    ).toEqual([{ label: '通道', before: '只在系统内通知', after: '短信' }])
  })
})
