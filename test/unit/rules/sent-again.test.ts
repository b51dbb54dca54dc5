import { describe, expect, it } from 'vitest'
import { isAfterItsEnd, sentAgain } from '../../../functions/src/domain/commands/transfer'
import { receiveAgain } from '../../../functions/src/domain/commands/handle'
import { HOUR } from '../../../functions/src/domain/base/instant'
import { officialCalendar } from '../../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY } from '../../../functions/src/domain/policy/policy'
import { audit } from '../../../scripts/audit/audit'
import { lineOf } from '../../../scripts/audit/findings'
import { exportOf, filesOf, withFolder } from '../../support/export-of'
import { at, CITY, Road, sha256, TRANSFER } from '../../support/road'

const recalled = (): Road =>
  new Road().dispatched().after(HOUR).give(CITY, 'recall', { document: '', reason: '重复转办' })

const again = (road: Road) => {
  const id = sentAgain(road.order.id, 2)
  const now = road.now + HOUR
  const context = { now, who: CITY, policy: DEFAULT_POLICY, calendar: officialCalendar() }
  const both = receiveAgain(
    road.order,
    id,
    `transfer-${id}`,
    { ...TRANSFER, transferredAt: now },
    context,
    sha256,
  )
  if (!both.ok) throw new Error(both.refusal.code)
  return both.value
}

describe('a closed order that the city transfers again', () => {
  it('[R1.1] is a new order with a window of its own, and each names the other', () => {
    const road = recalled()
    const { again: born, closed } = again(road)
    expect(born.order).toMatchObject({ stage: 'to-sign', open: true, former: road.order.id })
    expect(born.order.clocks[0]).toMatchObject({ kind: 'sign', dueAt: road.now + 25 * HOUR })
    expect(closed.order).toMatchObject({ open: false, ending: 'recalled', again: born.order.id })
    expect(closed.order.clocks).toEqual(road.order.clocks)
  })

  it('[R1.1] is one only if it was transferred after the end: a late repeat is not', () => {
    const { order } = recalled()
    expect(isAfterItsEnd(order, order.archivedAt! + 1)).toBe(true)
    expect(isAfterItsEnd(order, order.archivedAt!)).toBe(false)
    expect(isAfterItsEnd(new Road().order, at('2026-12-31T00:00:00'))).toBe(false)
  })

  it('[R1.1] holds before the auditor, and does not where the former is not closed', () => {
    const road = recalled()
    const { again: born, closed } = again(road)
    const found = (mend: (files: ReturnType<typeof exportOf>) => void): string[] => {
      const files = exportOf([born, { order: closed.order, events: [...road.events, ...closed.events] }])
      mend(files)
      return withFolder(filesOf(files), (folder) => audit(folder)).findings.found.map(lineOf)
    }
    expect(found(() => undefined)).toEqual([])
    const forgotten = found(
      ({ orders }) => delete orders.find((order) => order['former'] !== undefined)!['former'],
    )
    expect(forgotten.join()).toContain('sent again')
  })
})
