import { describe, expect, it } from 'vitest'
import { PART_BYTES } from '../../functions/src/domain/evidence/evidence'
import { base64Of, bytesOf, hashOf, sizeText } from '../../web/src/features/evidence/bytes'
import { upload, type Uploaded, type Watch } from '../../web/src/features/evidence/upload'
import { hashOf as serverHashOf, OTHER_FILES, recording } from '../support/files'

const PLACE = { order: 'E-1', actingAs: 'handler@mayi', kind: 'proof' } as const

/** A server that keeps parts as ours does, and a line to it that is lost whenever the test says so. */
class Server {
  readonly parts = new Map<number, string>()
  readonly heard: string[] = []
  name = ''
  isComplete = false

  constructor(private readonly isLost: (type: string, nth: number) => boolean = () => false) {}

  readonly ask = ((request: Record<string, unknown> & { readonly type: string }) => {
    const { type } = request
    const nth = this.heard.push(type)
    if (this.isLost(type, nth)) return Promise.resolve({ kind: 'lost' })
    if (type === 'begin') {
      this.name = request['fileName'] as string
      const value = {
        id: 'id',
        partBytes: PART_BYTES,
        received: [...this.parts.keys()],
        done: this.isComplete,
      }
      return Promise.resolve({ kind: 'done', value })
    }
    if (type === 'part') this.parts.set(request['index'] as number, request['data'] as string)
    if (type === 'finish') this.isComplete = true
    return Promise.resolve({ kind: 'done', value: {} })
  }) as unknown as Parameters<typeof upload>[2]

  get content(): Buffer {
    const indexes = [...this.parts.keys()].sort((a, b) => a - b)
    return Buffer.concat(indexes.map((index) => Buffer.from(this.parts.get(index)!, 'base64')))
  }
}

const fileOf = (bytes: Buffer, name = '现场.wav'): File => new File([new Uint8Array(bytes)], name)
const send = (file: File, server: Server, more: Partial<Watch> = {}): Promise<Uploaded> =>
  upload(file, PLACE, server.ask, {
    sent: () => undefined,
    begun: () => undefined,
    isStopped: () => false,
    wait: () => Promise.resolve(true),
    ...more,
  })

describe('uploading a file', () => {
  const bytes = recording(2 * PART_BYTES + 345)

  it('[R16.1] sends it whole in parts and says how far it is', async () => {
    const server = new Server()
    const sent: number[] = []
    expect(await send(fileOf(bytes), server, { sent: (much) => sent.push(much) })).toEqual({
      kind: 'done',
      id: 'id',
    })
    expect(server.content.equals(bytes)).toBe(true)
    expect(sent).toEqual([0, PART_BYTES, 2 * PART_BYTES, bytes.length])
  })

  it('[R16.1] tries again what was lost, and goes on later with what is missing only', async () => {
    let isDown = true
    const server = new Server((type, nth) => (type === 'part' && nth === 2) || (isDown && nth > 3))
    const waited: number[] = []
    const wait = (tries: number) => Promise.resolve(waited.push(tries) < 3)
    expect(await send(fileOf(bytes), server, { wait })).toEqual({ kind: 'lost' })
    expect(waited).toEqual([0, 0, 1])
    expect([...server.parts.keys()]).toEqual([0])

    isDown = false
    server.heard.length = 10
    expect(await send(fileOf(bytes), server)).toEqual({ kind: 'done', id: 'id' })
    expect(server.heard.slice(10)).toEqual(['begin', 'part', 'part', 'finish'])
    expect(server.content.equals(bytes)).toBe(true)
    expect(await send(fileOf(bytes), server)).toEqual({ kind: 'done', id: 'id' })
    expect(server.heard.slice(14)).toEqual(['begin'])
  })

  it('[R16.1] sends nothing of a file that would not be let in', async () => {
    const server = new Server()
    expect(await send(fileOf(OTHER_FILES.page), server)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'evidence.wrong-type' },
    })
    for (const [name, code] of [
      ['录音\u202evaw.exe', 'evidence.name-hidden'],
      ['录音.wav.exe', 'evidence.name-extension'],
      ['录音.exe.wav', 'evidence.name-two'],
      ['录音.jpg', 'evidence.name-other'],
    ] as const)
      expect(await send(fileOf(bytes, name), server)).toMatchObject({ kind: 'refused', refusal: { code } })
    expect(server.heard).toEqual([])
  })

  it('stops where it is told to', async () => {
    const server = new Server()
    const isStopped = (): boolean => server.parts.size === 1
    expect(await send(fileOf(bytes), server, { isStopped })).toEqual({ kind: 'stopped' })
    expect(server.isComplete).toBe(false)
  })

  it('calls it by a name the door takes', async () => {
    const server = new Server()
    await send(fileOf(bytes, `${'长'.repeat(200)}.wav`), server)
    expect(server.name).toMatch(/^长{146}\.wav$/)
  })

  it('carries and names bytes as the server does', async () => {
    expect(await hashOf(fileOf(bytes))).toBe(serverHashOf(bytes))
    expect(Buffer.from(bytesOf(await base64Of(fileOf(bytes)))).equals(bytes)).toBe(true)
    expect([sizeText(1), sizeText(340 * 1024), sizeText(1.5 * 1024 * 1024)]).toEqual([
      '1 KB',
      '340 KB',
      '1.5 MB',
    ])
  })
})
