import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { alarmId, settleFromFirestore } from '../../scripts/local/settle'

interface Order {
  alarmAt: number | null
  alarmVersion: number
}

/** Answers the two questions that are asked of the Firestore emulator, from a plain table of orders. */
async function firestore(orders: Record<string, Order>, patienceMs = 5_000) {
  const present = (id: string, { alarmAt, alarmVersion }: Order) => ({
    name: `projects/demo-unit/databases/(default)/documents/orders/${id}`,
    fields: {
      alarmAt: alarmAt === null ? { nullValue: null } : { integerValue: String(alarmAt) },
      alarmVersion: { integerValue: String(alarmVersion) },
    },
  })
  const asked: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const id = /orders\/([^?]+)/.exec(request.url!)?.[1]
      asked.push(id ?? 'all')
      const query = body ? (JSON.parse(body) as Query) : undefined
      const limit = Number(query?.structuredQuery.where.fieldFilter.value.integerValue)
      const found = Object.entries(orders).filter(([, { alarmAt }]) => alarmAt !== null && alarmAt <= limit)
      const order = id === undefined ? undefined : orders[id]
      if (id === undefined)
        response.end(JSON.stringify([...found.map(([key, o]) => ({ document: present(key, o) })), {}]))
      else if (order) response.end(JSON.stringify(present(id, order)))
      else response.writeHead(404).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const source = {
    firestoreOrigin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    projectId: 'demo-unit',
  }
  const armed = new Set<string>()
  const unsettled = vi.fn()
  const settle = settleFromFirestore(source, (alarm) => armed.has(alarm), unsettled, patienceMs)
  return { settle, armed, unsettled, asked, orders }
}

interface Query {
  structuredQuery: { where: { fieldFilter: { value: { integerValue: string } } } }
}

async function isOpen(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open')
  const first = await Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 50, open))])
  return first === open
}

describe('settling', () => {
  it('waits for the alarm of every order that wants to ring by the target, and for no other', async () => {
    const { settle, armed } = await firestore({
      due: { alarmAt: 100, alarmVersion: 3 },
      later: { alarmAt: 101, alarmVersion: 1 },
      never: { alarmAt: null, alarmVersion: 2 },
    })
    const settled = settle(100)
    expect(await isOpen(settled)).toBe(true)
    armed.add(alarmId({ id: 'due', version: 2 }))
    expect(await isOpen(settled)).toBe(true)
    armed.add(alarmId({ id: 'due', version: 3 }))
    await settled
  })

  it('asks only about the order that rang', async () => {
    const { settle, asked } = await firestore({
      rang: { alarmAt: null, alarmVersion: 4 },
      other: { alarmAt: 50, alarmVersion: 1 },
    })
    await settle(100, 'rang')
    await settle(100, 'gone')
    expect(asked).toEqual(['rang', 'gone'])
  })

  it('follows an order whose alarm changes while it is awaited', async () => {
    const { settle, armed, orders } = await firestore({ moving: { alarmAt: 50, alarmVersion: 1 } })
    const settled = settle(100)
    expect(await isOpen(settled)).toBe(true)
    orders['moving'] = { alarmAt: 60, alarmVersion: 2 }
    armed.add(alarmId({ id: 'moving', version: 2 }))
    await settled
  })

  it('gives an alarm that never comes up once, says so, and does not wait for it again', async () => {
    const { settle, unsettled } = await firestore({ lost: { alarmAt: 50, alarmVersion: 1 } }, 300)
    await settle(100)
    expect(unsettled).toHaveBeenCalledExactlyOnceWith([alarmId({ id: 'lost', version: 1 })])
    const before = performance.now()
    await settle(100)
    expect(performance.now() - before).toBeLessThan(150)
  })

  it('names an alarm by a hash first, then the order and its version', () => {
    expect(alarmId({ id: 'o1', version: 2 })).toMatch(/^[0-9a-f]{8}-o1-v2$/)
  })
})
