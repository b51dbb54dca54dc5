import { describe, expect, it } from 'vitest'
import { factsAmong, namesIn } from '../../functions/src/domain/commands/facts'
import type {
  Command,
  CommandData,
  CommandRule,
  CommandType,
  Context,
} from '../../functions/src/domain/order/command'
import { NO_MATTERS } from '../../functions/src/domain/matters/tree'
import { refused, ok, refuse, type Result } from '../../functions/src/domain/base/refusal'
import { CLERK, EVERY_EVIDENCE, FEEDBACK, LAMPS, MATTERS, MAYI, Road, VERIFIED } from '../support/road'

const command = <T extends CommandType>(type: T, data: CommandData[T]): Command =>
  ({ id: 'c', type, expectedVersion: 1, data }) as unknown as Command

const ORDER = new Road().order
const SCAN = { leader: '甲', text: '乙', date: '2026-11-25', scan: 'instruction' }
const RECORDS = {
  units: [MAYI],
  persons: ['twin', 'clerk'].map((uid) => ({ uid, name: uid })),
  catalogue: [{ id: 'entry', code: LAMPS, matter: '道路', unit: 'mayi', basis: '三定方案' }],
  evidence: EVERY_EVIDENCE(CLERK),
  matters: MATTERS,
  sameMatter: () => 2,
  order: (id: string) => (id === ORDER.id ? ORDER : null),
}

describe('the facts of a command', () => {
  it('are those that its rule declares', () => {
    const among = (given: Command) => factsAmong(RECORDS, ORDER, given)
    const NONE = {
      units: [],
      persons: [],
      catalogueEntry: null,
      evidence: [],
      matters: NO_MATTERS,
      sameMatter: 0,
      other: null,
    }
    expect(among(command('record-instruction', SCAN))).toMatchObject({
      ...NONE,
      evidence: [{ id: 'instruction' }],
    })
    expect(among(command('submit-feedback', FEEDBACK))).toEqual(NONE)
    const accusing = { ...VERIFIED, place: '桥头', accused: ['mayi', 'nobody'], persons: ['twin'] }
    expect(among(command('verify', accusing))).toEqual({
      ...NONE,
      units: [MAYI],
      persons: [{ uid: 'twin', name: 'twin' }],
      matters: MATTERS,
      sameMatter: 2,
    })
    const dispatch = { unit: 'mayi', basis: { kind: 'catalogue', entry: 'entry' } } as const
    expect(among(command('dispatch', dispatch))).toEqual({
      ...NONE,
      units: [MAYI],
      catalogueEntry: RECORDS.catalogue[0],
    })
  })

  it('[R4.2] are those who were asked too, where a consultation ends without agreement', () => {
    const road = new Road().verified().give(CLERK, 'convene', {
      units: ['mayi', 'zhujian'],
      lead: null,
      place: '会议室',
      meetsAt: ORDER.transferredAt,
    })
    const conclusion = { agreed: false, host: null, assists: [], note: '未达成一致', minutes: 'minutes' }
    expect(namesIn(road.order, command('conclude-consultation', conclusion))).toMatchObject({
      units: ['mayi', 'zhujian'],
      evidence: ['minutes'],
    })
  })

  it('do not compile where they are used and not declared, or declared and not named', () => {
    const row = { roles: ['clerk'], judges: true, when: () => null } as const
    const decide = (_order: unknown, _data: unknown, { evidence }: Context<'evidence'>): Result<[]> =>
      evidence.length > 0 ? ok([]) : refused(refuse('plan.none'))
    const names = (_order: unknown, { scan }: typeof SCAN) => ({ evidence: [scan] })
    // @ts-expect-error it has not said that it needs the evidence
    const undeclared: CommandRule<'record-instruction'> = { ...row, decide }
    // @ts-expect-error it does not say which
    const unnamed: CommandRule<'record-instruction', 'evidence'> = { ...row, decide }
    const declared: CommandRule<'record-instruction', 'evidence'> = { ...row, decide, names }
    expect([undeclared, unnamed, declared]).toHaveLength(3)
  })
})
