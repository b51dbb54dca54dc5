import { getApps } from 'firebase-admin/app'
import type { Firestore } from 'firebase-admin/firestore'
import { getStorage } from 'firebase-admin/storage'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { PART_BYTES } from '../../functions/src/domain/evidence/evidence'
import { DAY, MINUTE } from '../../functions/src/domain/base/instant'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import type { EvidenceDocument } from '../../functions/src/schema/documents'
import { paths } from '../../functions/src/store/paths'
import { advance, bringIn, call, closeDatabase, freshCounty, give, PEOPLE } from '../support/county'
import { FILES, hashOf, OTHER_FILES, recording } from '../support/files'
import { FEEDBACK, REGULATION, VERIFIED } from '../support/road'
import type { Acting, CallAnswer } from '../support/system'

const STRANGER: Acting = ['liufang-handler', 'handler@liufang']
const SMALL = { maxBytes: 3 * PART_BYTES, perOrder: 3 }

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
  // The limits are the policy's, so small ones do as well.
  await paths(db).policies.doc(DEFAULT_POLICY.version).update({ evidence: SMALL })
})
afterAll(closeDatabase)

const bucket = () => {
  const { projectId, env } = inject('suite')
  Object.assign(process.env, env)
  return getStorage(getApps()[0]).bucket(`${projectId}.appspot.com`)
}
const objects = async (prefix: string): Promise<string[]> =>
  (await bucket().getFiles({ prefix }))[0].map(({ name }) => name)

type Request = Record<string, unknown>
const door = <T>([uid, actingAs]: Acting, order: string, request: Request): Promise<CallAnswer<T>> =>
  call<T>(uid, 'evidence', { order, actingAs, ...request })

interface Begun {
  readonly id: string
  readonly partBytes: number
  readonly received: readonly number[]
  readonly done: boolean
}
const done = <T>(answer: CallAnswer<T>): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.result
}

const begin = (who: Acting, order: string, file: Buffer, more: Request = {}) =>
  door<Begun>(who, order, {
    type: 'begin',
    kind: 'proof',
    fileName: '现场录音.wav',
    bytes: file.length,
    sha256: hashOf(file),
    ...more,
  })
const sendPart = (who: Acting, order: string, id: string, file: Buffer, index: number) =>
  door(who, order, {
    type: 'part',
    id,
    index,
    data: file.subarray(index * PART_BYTES, (index + 1) * PART_BYTES).toString('base64'),
  })
const finish = (who: Acting, order: string, id: string) =>
  door<{ id: string; type: string }>(who, order, { type: 'finish', id })
const discard = (who: Acting, order: string, id: string) => door(who, order, { type: 'discard', id })
const look = (who: Acting, order: string, id: string, why = '核对现场情况') =>
  door<{ look: string; name: string; type: string; bytes: number; data: string }>(who, order, {
    type: 'look',
    id,
    why,
  })
const read = (who: Acting, order: string, id: string, under: string, index: number) =>
  door<{ data: string }>(who, order, { type: 'read', id, look: under, index })

/** The whole way, and what it ends in. */
const upload = async (who: Acting, order: string, file: Buffer, more: Request = {}) => {
  const { id } = done(await begin(who, order, file, more))
  for (let index = 0; index * PART_BYTES < file.length; index++)
    done(await sendPart(who, order, id, file, index))
  return { id, answer: await finish(who, order, id) }
}
const attached = async (who: Acting, order: string, file: Buffer, more: Request = {}): Promise<string> => {
  const { id, answer } = await upload(who, order, file, more)
  done(answer)
  return id
}

const documentOf = async (order: string, id: string): Promise<EvidenceDocument | null> =>
  (await paths(db).evidence(order).doc(id).get()).data() ?? null
const looksAt = async (id: string) =>
  (await paths(db).looks.where('evidence', '==', id).get()).docs.map((each) => each.data())

/** An order that the township handles. */
const handled = async (order: string): Promise<void> => {
  await bringIn(order)
  for (const answer of [
    await give(PEOPLE.clerk, order, 'centre-sign', {}),
    // Each about a matter of its own: the third on one would be flagged, and then supervision reads it (R10.1).
    await give(PEOPLE.clerk, order, 'verify', { ...VERIFIED, place: `${order} 号路口` }),
    await give(PEOPLE.clerk, order, 'dispatch', REGULATION),
    await give(PEOPLE.handler, order, 'unit-sign', {}),
  ])
    done(answer)
}

describe('an upload', () => {
  beforeAll(() => handled('E-1'))

  it('[R16.1] broken off for longer than a week begins anew', async () => {
    await handled('E-3')
    const file = recording(400, 20)
    const { id } = done(await begin(PEOPLE.clerk, 'E-3', file))
    await advance(6 * DAY)
    done(await sendPart(PEOPLE.clerk, 'E-3', id, file, 0))
    await advance(2 * DAY)
    expect(await finish(PEOPLE.clerk, 'E-3', id)).toMatchObject({ refusal: { code: 'evidence.not-begun' } })
    expect(done(await begin(PEOPLE.clerk, 'E-3', file))).toMatchObject({ id, received: [0] })
    done(await finish(PEOPLE.clerk, 'E-3', id))
  })

  it('[R16.1] goes on after an interruption with what is missing, and what comes twice is there once', async () => {
    const file = recording(2 * PART_BYTES + 777)
    const first = done(await begin(PEOPLE.handler, 'E-1', file))
    expect(first).toMatchObject({ partBytes: PART_BYTES, received: [], done: false })
    // Out of order, one of them twice, and then the line breaks.
    done(await sendPart(PEOPLE.handler, 'E-1', first.id, file, 2))
    done(await sendPart(PEOPLE.handler, 'E-1', first.id, file, 0))
    done(await sendPart(PEOPLE.handler, 'E-1', first.id, file, 0))
    expect(await finish(PEOPLE.handler, 'E-1', first.id)).toMatchObject({
      refusal: { code: 'evidence.incomplete', params: { missing: 1 } },
    })
    expect(await documentOf('E-1', first.id)).toBeNull()

    const again = done(await begin(PEOPLE.handler, 'E-1', file))
    expect(again).toMatchObject({ id: first.id, received: [0, 2] })
    done(await sendPart(PEOPLE.handler, 'E-1', first.id, file, 1))
    const whole = done(await finish(PEOPLE.handler, 'E-1', first.id))
    expect(whole).toMatchObject({
      id: first.id,
      name: '现场录音.wav',
      type: 'audio/wav',
      bytes: file.length,
    })

    const kept = await documentOf('E-1', first.id)
    expect(kept).toMatchObject({
      order: 'E-1',
      kind: 'proof',
      by: PEOPLE.handler[0],
      unit: 'mayi',
      sha256: hashOf(file),
      readers: ['centre', 'leaders', 'unit:mayi', 'supervision', 'discipline'],
    })
    expect(await objects(`uploads/${first.id}/`)).toEqual([])
    expect((await bucket().file(kept!.object).download())[0].equals(file)).toBe(true)
    // A lost answer is asked for again: nothing is done twice.
    expect(done(await finish(PEOPLE.handler, 'E-1', first.id))).toEqual(whole)
    expect(done(await begin(PEOPLE.handler, 'E-1', file))).toMatchObject({ id: first.id, done: true })
    expect(await objects(`evidence/E-1/${first.id}/`)).toHaveLength(1)
    done(await discard(PEOPLE.handler, 'E-1', first.id))
  })

  it('[R16.1] of which two are finished at once is one piece of evidence', async () => {
    const file = recording(500, 1)
    const { id } = done(await begin(PEOPLE.handler, 'E-1', file))
    done(await sendPart(PEOPLE.handler, 'E-1', id, file, 0))
    const answers = await Promise.all([1, 2].map(() => finish(PEOPLE.handler, 'E-1', id)))
    expect(answers.some(({ ok }) => ok)).toBe(true)
    const kept = await documentOf('E-1', id)
    expect(await objects(`evidence/E-1/${id}/`)).toEqual([kept?.object])
    done(await discard(PEOPLE.handler, 'E-1', id))
  })

  it('[R16.1] that is not the declared file is refused, and nothing of it is kept', async () => {
    const [file, other] = [recording(900, 2), recording(900, 3)]
    const { id } = done(await begin(PEOPLE.handler, 'E-1', file))
    done(await sendPart(PEOPLE.handler, 'E-1', id, other, 0))
    expect(await finish(PEOPLE.handler, 'E-1', id)).toMatchObject({
      refusal: { code: 'evidence.other-content' },
    })
    expect(await documentOf('E-1', id)).toBeNull()
    expect(await objects(`uploads/${id}/`)).toEqual([])
    expect(await objects(`evidence/E-1/${id}/`)).toEqual([])
    expect(done(await begin(PEOPLE.handler, 'E-1', file))).toMatchObject({ id, received: [], done: false })
    done(await sendPart(PEOPLE.handler, 'E-1', id, file, 0))
    done(await finish(PEOPLE.handler, 'E-1', id))
    done(await discard(PEOPLE.handler, 'E-1', id))
  })

  it.each([
    ['a page', '现场.jpg', OTHER_FILES.page, FILES.jpeg],
    ['a program', '现场.png', OTHER_FILES.program, FILES.png],
    ['an archive', '说明.docx', OTHER_FILES.archive, FILES.docx],
    // Case 27: what telephones make.
    ['another picture', '现场.heic', OTHER_FILES.avif, FILES.heic],
    ['a program', '现场.mov', OTHER_FILES.program, FILES.mov],
    ['a page', '现场.3gp', OTHER_FILES.page, FILES['3gp']],
    ['a text', '通话.amr', OTHER_FILES.text, FILES.amr],
  ])(
    '[R16.1] of %s called %s is refused, and one of the real thing is not',
    async (_what, fileName, wrong, right) => {
      const { id, answer } = await upload(PEOPLE.handler, 'E-1', wrong, { fileName })
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'evidence.wrong-type' } })
      expect(answer).toMatchObject({ message: expect.stringMatching(/请上传/) as unknown })
      expect(await objects(`uploads/${id}/`)).toEqual([])
      done(await discard(PEOPLE.handler, 'E-1', await attached(PEOPLE.handler, 'E-1', right, { fileName })))
    },
  )

  it('[R16.1] takes no part of another length than the file has', async () => {
    const file = recording(PART_BYTES + 10, 4)
    const { id } = done(await begin(PEOPLE.handler, 'E-1', file))
    const send = (index: number, length: number) =>
      door(PEOPLE.handler, 'E-1', {
        type: 'part',
        id,
        index,
        data: Buffer.alloc(length, 1).toString('base64'),
      })
    for (const [index, length] of [
      [0, 10],
      [1, 11],
      [2, 10],
      [1, 0],
    ] as const)
      expect(await send(index, length)).toMatchObject({ refusal: { code: 'evidence.wrong-part' } })
    expect(await send(0, PART_BYTES + 3)).toMatchObject({ refusal: { code: 'input.invalid' } })
    done(await send(1, 10))
    done(await discard(PEOPLE.handler, 'E-1', id))
    expect(await objects(`uploads/${id}/`)).toEqual([])
  })

  it('[R16.1] carries no personal data or path in its name', async () => {
    const file = recording(300, 5)
    for (const [fileName, code] of [
      ['身份证360429198805061127.wav', 'text.personal-data'],
      ['../../etc/passwd', 'evidence.name-signs'],
      ['gpj.\u202eexe', 'evidence.name-hidden'],
    ])
      expect(await begin(PEOPLE.handler, 'E-1', file, { fileName })).toMatchObject({ refusal: { code } })
    const { id } = done(await begin(PEOPLE.handler, 'E-1', file, { fileName: '身份证.wav' }))
    done(await discard(PEOPLE.handler, 'E-1', id))
  })

  it('[R16.1] larger than the policy allows is refused before a byte is sent', async () => {
    const over = (bytes: number) => begin(PEOPLE.handler, 'E-1', recording(100, 6), { bytes })
    expect(await over(SMALL.maxBytes + 1)).toMatchObject({
      refusal: { code: 'evidence.too-large', params: { mebibytes: 3 } },
    })
    const { id } = done(await over(SMALL.maxBytes))
    done(await discard(PEOPLE.handler, 'E-1', id))
  })

  it('[R16.1] is one too many when the order has as many as the policy allows, begun ones included', async () => {
    await handled('E-2')
    const files = [10, 11, 12, 13].map((seed) => recording(200, seed))
    const first = await attached(PEOPLE.handler, 'E-2', files[0]!)
    const { id } = done(await begin(PEOPLE.handler, 'E-2', files[1]!))
    await attached(PEOPLE.clerk, 'E-2', files[2]!)
    expect(await begin(PEOPLE.handler, 'E-2', files[3]!)).toMatchObject({
      refusal: { code: 'evidence.too-many', params: { pieces: 3 } },
    })
    done(await sendPart(PEOPLE.handler, 'E-2', id, files[1]!, 0))
    // Somebody else was faster with the last place.
    await attached(PEOPLE.leader, 'E-2', files[3]!)
    expect(await finish(PEOPLE.handler, 'E-2', id)).toMatchObject({ refusal: { code: 'evidence.too-many' } })
    expect(await objects(`evidence/E-2/${id}/`)).toEqual([])
    done(await discard(PEOPLE.handler, 'E-2', first))
    done(await finish(PEOPLE.handler, 'E-2', id))
  })
})

describe('the door', () => {
  const file = recording(PART_BYTES + 99, 30)
  let id: string
  beforeAll(async () => {
    await handled('E-10')
    id = await attached(PEOPLE.handler, 'E-10', file)
  })

  it.each<[string, Acting, string]>([
    ['a unit without a part in the order', STRANGER, 'access.unknown-order'],
    ['somebody in the post of another', ['mayi-handler', 'clerk'], 'access.no-post'],
    ['somebody who left', ['former-clerk', 'clerk'], 'access.no-post'],
    ['the administrator', ['administrator', 'administrator'], 'access.unknown-order'],
    [
      'the supervision office, which does not read the order',
      ['supervision', 'supervision'],
      'access.unknown-order',
    ],
  ])('[R16.1] is closed to %s, in and out', async (_who, who, code) => {
    const refused = { ok: false, refusal: { code } }
    expect(await begin(who, 'E-10', file)).toMatchObject(refused)
    expect(await look(who, 'E-10', id)).toMatchObject(refused)
    expect(await discard(who, 'E-10', id)).toMatchObject({ ok: false })
    expect(await looksAt(id)).toEqual([])
    expect(await documentOf('E-10', id)).not.toBeNull()
  })

  it("[R16.1] does not let one go on with another's upload, or take it for another order", async () => {
    const mine = recording(100, 31)
    const begun = done(await begin(PEOPLE.handler, 'E-10', mine))
    const refused = { refusal: { code: 'evidence.not-begun' } }
    expect(await sendPart(PEOPLE.leader, 'E-10', begun.id, mine, 0)).toMatchObject(refused)
    expect(await finish(PEOPLE.leader, 'E-10', begun.id)).toMatchObject(refused)
    expect(await sendPart(PEOPLE.handler, 'E-1', begun.id, mine, 0)).toMatchObject(refused)
    done(await sendPart(PEOPLE.handler, 'E-10', begun.id, mine, 0))
    done(await discard(PEOPLE.handler, 'E-10', begun.id))
  })

  it('[R16.1] answers a look in parts, each under the one entry in the log', async () => {
    const before = await looksAt(id)
    const first = done(await look(PEOPLE.clerk, 'E-10', id))
    expect(first).toMatchObject({
      name: `E-10-proof-${id.slice(0, 8)}.wav`,
      type: 'audio/wav',
      bytes: file.length,
    })
    const second = done(await read(PEOPLE.clerk, 'E-10', id, first.look, 1))
    const whole = Buffer.concat([first, second].map(({ data }) => Buffer.from(data, 'base64')))
    expect(whole.equals(file)).toBe(true)
    const after = await looksAt(id)
    expect(after).toHaveLength(before.length + 1)
    expect(after).toContainEqual(
      expect.objectContaining({
        order: 'E-10',
        what: 'evidence',
        evidence: id,
        by: 'clerk',
        actingAs: 'clerk',
        why: '核对现场情况',
        readers: ['supervision', 'discipline'],
      }),
    )
    // Without an entry of one's own in the log there is nothing to read, nor with one that is over.
    const over = { refusal: { code: 'evidence.look-over' } }
    expect(await read(PEOPLE.handler, 'E-10', id, first.look, 1)).toMatchObject(over)
    expect(await read(PEOPLE.clerk, 'E-10', id, 'no-such-look', 1)).toMatchObject(over)
    await advance(11 * MINUTE)
    expect(await read(PEOPLE.clerk, 'E-10', id, first.look, 1)).toMatchObject(over)
  })

  it('[R16.1] asks why, and writes the answer down before it looks for the bytes', async () => {
    const before = await looksAt(id)
    expect(await look(PEOPLE.handler, 'E-10', id, '  ')).toMatchObject({
      refusal: { code: 'evidence.why-missing' },
    })
    expect(await looksAt(id)).toHaveLength(before.length)
    done(await look(PEOPLE.handler, 'E-10', id, '补充材料前核对'))
    expect(await looksAt(id)).toHaveLength(before.length + 1)

    const lost = await attached(PEOPLE.handler, 'E-10', recording(100, 32))
    await bucket()
      .file((await documentOf('E-10', lost))!.object)
      .delete()
    expect(await look(PEOPLE.clerk, 'E-10', lost)).toMatchObject({ refusal: { code: 'system.unavailable' } })
    expect(await looksAt(lost)).toHaveLength(1)
  })

  it('[R16.2] is closed to a unit that has lost the order, whatever was written down before', async () => {
    await handled('E-11')
    const own = await attached(PEOPLE.handler, 'E-11', recording(100, 33))
    done(await look(PEOPLE.handler, 'E-11', own))
    await paths(db)
      .order('E-11')
      .update({ readers: ['centre', 'leaders'] })
    expect(await look(PEOPLE.handler, 'E-11', own)).toMatchObject({
      refusal: { code: 'access.unknown-order' },
    })
    done(await look(PEOPLE.clerk, 'E-11', own))
  })

  it("[R16.1] hides one unit's evidence from the other unit of the order", async () => {
    await handled('E-12')
    const basis = { kind: 'nearest-duty', justification: '涉及线路' } as const
    done(await give(PEOPLE.clerk, 'E-12', 'add-assist', { unit: 'liufang', basis }))
    const theirs = await attached(PEOPLE.handler, 'E-12', recording(100, 34))
    expect(await look(STRANGER, 'E-12', theirs)).toMatchObject({ refusal: { code: 'evidence.unknown' } })
    expect(await discard(STRANGER, 'E-12', theirs)).toMatchObject({ refusal: { code: 'evidence.unknown' } })
    const own = await attached(STRANGER, 'E-12', recording(100, 35))
    done(await look(STRANGER, 'E-12', own))
  })

  it('[R16.1] lets evidence be taken away by who attached it, until a command has named it', async () => {
    await handled('E-13')
    const [named, spare] = [
      await attached(PEOPLE.handler, 'E-13', recording(100, 36)),
      await attached(PEOPLE.handler, 'E-13', recording(100, 37)),
    ]
    done(
      await give(PEOPLE.handler, 'E-13', 'submit-feedback', {
        ...FEEDBACK,
        situation: `现场照片见材料 ${named}`,
      }),
    )
    expect(await discard(PEOPLE.handler, 'E-13', named)).toMatchObject({
      refusal: { code: 'evidence.in-use' },
    })
    expect(await discard(PEOPLE.leader, 'E-13', spare)).toMatchObject({
      refusal: { code: 'evidence.not-yours' },
    })
    done(await discard(PEOPLE.handler, 'E-13', spare))
    expect(await documentOf('E-13', spare)).toBeNull()
    expect(await objects(`evidence/E-13/${spare}/`)).toEqual([])
    expect(await objects(`evidence/E-13/${named}/`)).toHaveLength(1)
  })
})

describe('the bucket', () => {
  it('[R16.1] is closed to clients', async () => {
    const { env, projectId } = inject('suite')
    const origin = `http://${String(env['FIREBASE_STORAGE_EMULATOR_HOST'])}/v0/b/${projectId}.appspot.com/o`
    const [any] = await objects('evidence/')
    const object = encodeURIComponent(any!)
    // The server's own key is what makes the difference.
    const asServer = await fetch(`${origin}/${object}?alt=media`, {
      headers: { authorization: 'Bearer owner' },
    })
    expect(asServer.status).toBe(200)
    expect((await fetch(`${origin}/${object}?alt=media`)).status).toBe(403)
    expect((await fetch(`${origin}?prefix=evidence/`)).status).toBe(403)
    const write = await fetch(`${origin}?name=evidence/x`, { method: 'POST', body: 'x' })
    expect(write.status).toBe(403)
  })
})
