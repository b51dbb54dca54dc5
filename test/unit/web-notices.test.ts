import { describe, expect, it } from 'vitest'
import type { Notice } from '../../functions/src/domain/notices/notices'
import { groupsOf } from '../../web/src/features/notices/groups'
import { TUESDAY } from '../support/road'

const notice = (id: string, order: string | null, more: Partial<Notice> = {}): Notice => ({
  id,
  order,
  kind: 'remind',
  to: 'handler@mayi',
  at: TUESDAY,
  clock: null,
  holder: null,
  dueAt: null,
  ...more,
})

describe('notices on the page', () => {
  it('stand together by order, the latest order first, what is settled apart', () => {
    const groups = groupsOf(
      [
        notice('1', 'A'),
        notice('2', 'B', { settledAt: TUESDAY }),
        notice('3', null, { kind: 'morning-list' }),
        notice('4', 'A', { settledAt: TUESDAY }),
        notice('5', 'A'),
        notice('6', null, { kind: 'morning-list' }),
      ],
      ({ settledAt = null }) => settledAt !== null,
    )
    const ids = (all: readonly Notice[]): string[] => all.map(({ id }) => id)
    expect(groups.map(({ key, open, settled }) => [key, ids(open), ids(settled)])).toEqual([
      ['A', ['1', '5'], ['4']],
      ['B', [], ['2']],
      ['kind:morning-list', ['3', '6'], []],
    ])
  })
})
