import { describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import type { AnsweredRefusal } from '../../functions/src/domain/base/refusal'
import { persist } from '../../web/src/asking/persist'
import { useAsking, wrongIn } from '../../web/src/asking/use-asking'
import type { Answer } from '../../web/src/firebase/doors'

const LOST: Answer<string> = { kind: 'lost' }
const DONE: Answer<string> = { kind: 'done', value: '甲' }
const refusal: AnsweredRefusal = { code: 'input.invalid', rule: 'input', params: { fields: ['draft.name'] } }
const REFUSED: Answer<string> = { kind: 'refused', refusal }

/** A question whose answer comes when the test says so. */
const held = () => {
  let answer: (given: Answer<string>) => void = () => undefined
  const promise = new Promise<Answer<string>>((resolve) => (answer = resolve))
  return { send: () => promise, answer: (given: Answer<string>) => answer(given) }
}
const at = (answer: Answer<string>) => (): Promise<Answer<string>> => Promise.resolve(answer)

describe('a question', () => {
  it('is busy until it is answered, and is not asked twice meanwhile', async () => {
    const asking = useAsking<string>()
    const { send, answer } = held()
    const first = asking.ask(send)
    expect(asking.busy.value).toBe(true)
    expect(await asking.ask(at(DONE))).toBeNull()
    answer(DONE)
    expect(await first).toEqual(DONE)
    expect(asking.state.value).toEqual(DONE)
    expect(asking.busy.value).toBe(false)
  })

  it('that is refused says why and at which field, and no longer once it is asked again', async () => {
    const asking = useAsking<string>()
    await asking.ask(at(REFUSED))
    expect(asking.wrong.value).toBe(wrongIn(REFUSED))
    expect(asking.fault('name')).not.toBeNull()
    expect(asking.fault('email')).toBeNull()
    await asking.ask(at(DONE))
    expect([asking.wrong.value, asking.fault('name')]).toEqual([null, null])
  })

  it('that got lost keeps its id for the same words, and only for those', async () => {
    const asking = useAsking<string>({ lost: '请稍后核对。' })
    const ids: string[] = []
    const sending = (answer: Answer<string>) => (id: string) => {
      ids.push(id)
      return Promise.resolve(answer)
    }
    await asking.ask(sending(LOST), '甲')
    expect(asking.wrong.value).toBe('请稍后核对。')
    await asking.ask(sending(LOST), '甲')
    await asking.ask(sending(DONE), '乙')
    await asking.ask(sending(DONE), '乙')
    const [first, again, other, anew] = ids
    expect(again).toBe(first)
    expect(new Set([first, other, anew]).size).toBe(3)
  })

  it('that is forgotten shows no answer, though whoever asked still hears it', async () => {
    const asking = useAsking<string>()
    const { send, answer } = held()
    const asked = asking.ask(send)
    asking.forget()
    answer(DONE)
    expect(await asked).toEqual(DONE)
    expect(asking.state.value.kind).toBe('none')
  })

  it('[R16.1] keeps nothing of an answer when the screen that asked is gone', async () => {
    const screen = effectScope()
    const asking = screen.run(() => useAsking<string>())!
    await asking.ask(at(DONE))
    expect(asking.state.value).toEqual(DONE)
    const { send, answer } = held()
    const late = asking.ask(send)
    screen.stop()
    answer(DONE)
    await late
    expect(asking.state.value.kind).toBe('none')
  })
})

describe('asking again what got lost', () => {
  it('goes on until it is answered or told to give up', async () => {
    const answers = [LOST, LOST, DONE]
    const tried: number[] = []
    const asked = await persist(
      () => Promise.resolve(answers.shift() ?? LOST),
      (tries) => tried.push(tries) > 0,
    )
    expect([asked, tried]).toEqual([DONE, [0, 1]])
    expect(await persist(at(LOST), (tries) => tries < 2)).toEqual(LOST)
    expect(await persist(at(REFUSED), () => true)).toEqual(REFUSED)
  })
})
