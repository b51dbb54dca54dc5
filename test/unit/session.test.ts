import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { postOfKey, ROLES } from '../../functions/src/domain/people/people'
import {
  deviceOf,
  entryForbidden,
  isProvedNow,
  networkOf,
  PROOF_LASTS,
  secondFactorAsked,
  type Session,
  SESSIONS_AT_MOST,
  withSession,
} from '../../functions/src/domain/people/session'

const session: Session = { id: 'desk', secondFactor: false, provedAt: 0 }
const codeOf = (...asked: Parameters<typeof entryForbidden>): string | null =>
  entryForbidden(...asked)?.code ?? null

describe('a session', () => {
  it('is let in by what is listed, asked and given, and by nothing less', () => {
    expect(codeOf({ sessions: ['desk'] }, session, 'work')).toBeNull()
    expect(codeOf({ sessions: ['phone'] }, session, 'work')).toBe('access.session-ended')
    expect(codeOf({}, session, 'own-account')).toBe('access.session-ended')
    const open = { sessions: ['desk'] }
    expect(codeOf({ ...open, mustChangePassword: true }, session, 'work')).toBe('access.password-to-change')
    expect(codeOf({ ...open, needsSecondFactor: true }, session, 'work')).toBe('access.second-factor-missing')
    expect(
      codeOf({ ...open, needsSecondFactor: true }, { ...session, secondFactor: true }, 'work'),
    ).toBeNull()
    expect(
      codeOf({ ...open, mustChangePassword: true, needsSecondFactor: true }, session, 'own-account'),
    ).toBeNull()
  })

  it('joins those that are open, and the oldest end for it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 30 }), fc.uuid(), (open, id) => {
        const { sessions, ended } = withSession(open, id)
        expect(sessions.at(-1)).toBe(id)
        expect(sessions.length).toBeLessThanOrEqual(SESSIONS_AT_MOST)
        expect([...ended, ...sessions]).toEqual([...open.filter((each) => each !== id), id])
      }),
    )
  })

  it('counts as proved for five minutes', () => {
    expect(isProvedNow(session, PROOF_LASTS)).toBe(true)
    expect(isProvedNow(session, PROOF_LASTS + 1)).toBe(false)
  })
})

it.each([
  ['nobody', []],
  ['administrators', ['administrator']],
  ['lookers', ['clerk', 'reviewer', 'handler', 'leader-in-charge', 'administrator']],
] as const)('a second factor is asked of %s: %j', (of, asked) => {
  const posts = ROLES.map((role) => (postOfKey(role) === null ? `${role}@mayi` : role))
  expect(ROLES.filter((_role, index) => secondFactorAsked([posts[index]!], of))).toEqual(asked)
})

describe('what a sign-in came from', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0'
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1'
  it('is a family, not a version', () => {
    expect(deviceOf(edge)).toEqual({ browser: 'edge', system: 'windows' })
    expect(deviceOf(phone)).toEqual({ browser: 'safari', system: 'ios' })
    expect(deviceOf('curl/8')).toEqual({ browser: 'other', system: 'other' })
  })

  it.each([
    ['10.1.2.3', '10.1.*.*'],
    ['::ffff:10.1.2.3', '10.1.*.*'],
    ['2408:8256:1:2::3', '2408:8256:*'],
    ['', '*'],
    ['<script>', '*'],
  ])('%s is a network, not an address: %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
