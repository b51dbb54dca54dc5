import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import type { CommandAsk } from '../../functions/src/contract/command'
import type { Order } from '../../functions/src/domain/order/order'
import type { Who } from '../../functions/src/domain/people/people'
import { discardDraft, draftOf } from '../../web/src/commands/drafts'
import { useCommand } from '../../web/src/commands/use-command'
import type { Answer } from '../../web/src/firebase/doors'

type Given = Answer<{ version: number; repeated: boolean }>
const door = vi.hoisted(() => ({ sent: [] as CommandAsk<'dispatch'>[], answers: [] as Given[] }))
vi.mock('../../web/src/firebase/doors', () => ({
  call: (callable: string, asks: CommandAsk<'dispatch'>): Promise<Given> => {
    expect(callable).toBe('command')
    door.sent.push(asks)
    return Promise.resolve(door.answers.shift() ?? { kind: 'lost' })
  },
}))

const order = ref({ id: 'A1', version: 4, judgedVersion: 4 } as Order)
const who: Who = { uid: 'clerk', post: { role: 'clerk', unit: null } }
const data = { unit: 'mayi', basis: { kind: 'law', name: '甲' } } as const
const refused = (code: string, rule: string, params = {}): Given => ({
  kind: 'refused',
  refusal: { code, rule, params },
})
const done: Given = { kind: 'done', value: { version: 5, repeated: false } }
const form = (finished: (version: number) => void = () => undefined) =>
  useCommand(
    'dispatch',
    () => order.value,
    () => who,
    finished,
  )

beforeEach(() => {
  door.sent.length = 0
  door.answers.length = 0
  order.value = { ...order.value, version: 4, judgedVersion: 4 }
})

describe('a command on its way', () => {
  it('says who gives it, as what, and on which version it was judged', async () => {
    await form().give(data)
    expect(door.sent[0]).toMatchObject({
      order: 'A1',
      actingAs: 'clerk',
      expectedVersion: 4,
      type: 'dispatch',
      data,
    })
  })

  it('is sent again under the same id when no answer came, and once only in all', async () => {
    const finished = vi.fn()
    const giving = form(finished)
    await giving.give(data)
    expect(giving.state.value.kind).toBe('lost')
    door.answers.push(done)
    await giving.give(data)
    expect(door.sent[1]?.id).toBe(door.sent[0]?.id)
    expect(finished).toHaveBeenCalledExactlyOnceWith(5)
  })

  it('is another command when other words are sent, or after it was answered', async () => {
    const giving = form()
    await giving.give(data)
    await giving.give({ ...data, unit: 'shuangzhong' })
    door.answers.push(refused('dispatch.unknown-unit', 'R2.1'))
    await giving.give(data)
    await giving.give(data)
    expect(new Set(door.sent.map(({ id }) => id)).size).toBe(4)
  })

  it('is not given twice by an impatient hand', async () => {
    const giving = form()
    await Promise.all([giving.give(data), giving.give(data)])
    expect(door.sent).toHaveLength(1)
  })

  it('keeps the draft when refused, and gives it up when done', async () => {
    const begin = () => ({ note: '' })
    draftOf('A1', 'dispatch', begin).note = '理由'
    const giving = form()
    door.answers.push(refused('dispatch.basis-missing', 'R2.1'), done)
    await giving.give(data)
    expect(draftOf('A1', 'dispatch', begin).note).toBe('理由')
    await giving.give(data)
    expect(draftOf('A1', 'dispatch', begin).note).toBe('')
  })

  it('names beside the field what is wrong with it', async () => {
    const giving = form()
    door.answers.push(refused('text.personal-data', 'R16.1', { field: 'basis.name' }))
    await giving.give(data)
    expect(giving.fault('name')).toContain('身份证号')
    expect(giving.fault('unit')).toBeNull()
  })
})

describe('an order that changes under a form', () => {
  it('is not judged unseen: the version stays that which was seen, until it is said that the new one was', async () => {
    const giving = form()
    order.value = { ...order.value, version: 6, judgedVersion: 6 }
    await nextTick()
    expect(giving.outdated.value).toBe(true)
    await giving.give(data)
    expect(door.sent[0]?.expectedVersion).toBe(4)
    giving.haveSeen()
    expect(giving.outdated.value).toBe(false)
    await giving.give(data)
    expect(door.sent[1]?.expectedVersion).toBe(6)
  })

  it('by a reminder only, is as good as seen', async () => {
    const giving = form()
    order.value = { ...order.value, version: 5, judgedVersion: 4 }
    await nextTick()
    expect(giving.outdated.value).toBe(false)
  })
})

describe('words that say who called', () => {
  it('[R16.1] are replaced in the form by what the server offers, and sent only when the person sends them', async () => {
    discardDraft('A1', 'dispatch')
    const begin = () => ({ unit: 'mayi', reasons: { name: '', rows: [{ what: '王小明家门口 ' }] } })
    const draft = draftOf('A1', 'dispatch', begin)
    const giving = form()
    const written = { unit: 'mayi', basis: { kind: 'law', name: '王小明家门口 ' } } as const
    door.answers.push(
      refused('text.caller-data', 'R16.1', { fields: ['basis.name'], masked: ['【已隐去】家门口'] }),
    )
    await giving.give(written)
    expect(giving.fault('name')).toContain('诉求人')
    giving.takeOffers()
    expect(draft.reasons.rows[0]?.what).toBe('【已隐去】家门口')
    expect(draft.unit).toBe('mayi')
    expect(giving.state.value.kind).toBe('none')
    expect(door.sent).toHaveLength(1)
  })

  it('are nothing that was pasted along unseen', async () => {
    await form().give({ unit: 'mayi', basis: { kind: 'law', name: '甲\u200b\u202e乙' } })
    expect(door.sent[0]?.data).toEqual({ unit: 'mayi', basis: { kind: 'law', name: '甲乙' } })
  })
})
