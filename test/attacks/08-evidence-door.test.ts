import { getApps } from 'firebase-admin/app'
import type { Firestore } from 'firebase-admin/firestore'
import { getStorage } from 'firebase-admin/storage'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { FILE_TYPES } from '../../functions/src/domain/evidence/file-type'
import { servedName } from '../../functions/src/domain/evidence/file-name'
import { judge } from '../../functions/src/evidence/judge'
import * as store from '../../functions/src/evidence/evidence'
import { paths } from '../../functions/src/store/paths'
import { blobType, shownAs } from '../../web/src/features/evidence/shown'
import { bringIn, call, closeDatabase, done, freshCounty, localNow, PEOPLE } from '../support/county'
import { type Clamd, EICAR, startClamd } from '../support/clamd'
import { FILES, hashOf, officeParts, recording } from '../support/files'
import { storedZip } from '../../scripts/local/stored-zip'
import { REGULATION, VERIFIED } from '../support/road'
import type { CallAnswer } from '../support/system'

const ORDER = 'A8-1'
const [uid, actingAs] = PEOPLE.handler
const AUTHOR = { uid, actingAs }

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
  await bringIn(ORDER)
  await done(PEOPLE.clerk, ORDER, 'centre-sign', {})
  await done(PEOPLE.clerk, ORDER, 'verify', VERIFIED)
  await done(PEOPLE.clerk, ORDER, 'dispatch', REGULATION)
  await done(PEOPLE.handler, ORDER, 'unit-sign', {})
})
afterAll(closeDatabase)

const bucket = () => {
  const { projectId, env } = inject('suite')
  Object.assign(process.env, env)
  return getStorage(getApps()[0]).bucket(`${projectId}.appspot.com`)
}
const objects = async (prefix: string): Promise<string[]> =>
  (await bucket().getFiles({ prefix }))[0].map(({ name }) => name)

const door = <T>(request: Record<string, unknown>): Promise<CallAnswer<T>> =>
  call<T>(uid, 'evidence', { order: ORDER, actingAs, ...request })
const good = <T>(answer: CallAnswer<T>): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.result
}
const begin = (file: Buffer, fileName: string) =>
  door<{ id: string }>({
    type: 'begin',
    kind: 'proof',
    fileName,
    bytes: file.length,
    sha256: hashOf(file),
  })
const arrived = async (file: Buffer, fileName: string): Promise<string> => {
  const { id } = good(await begin(file, fileName))
  good(await door({ type: 'part', id, index: 0, data: file.toString('base64') }))
  return id
}

describe('at the door', () => {
  it.each(['说明.docx.hta', '照片.jpg.exe', '照\u202egpj.exe', '照片.jpg.'])(
    'attack 8: [R16.1] a file called %j is not even begun, and the sentence says what is wrong',
    async (fileName) => {
      const answer = await begin(FILES.jpeg, fileName)
      expect(answer).toMatchObject({
        ok: false,
        refusal: { code: expect.stringMatching(/^evidence\.name-/) as string },
      })
      expect(!answer.ok && answer.message).toMatch(/文件名|扩展名/)
    },
  )

  it('attack 8: [R16.1] a document with macros is refused when it is whole, and nothing of it is kept', async () => {
    const id = await arrived(
      storedZip(officeParts('word', { 'word/media/image1.png': Buffer.from('d0cf11e0a1b11ae1', 'hex') })),
      '情况说明.docx',
    )
    const answer = await door({ type: 'finish', id })
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: 'evidence.unsafe', params: { what: 'embedded' } },
    })
    expect(!answer.ok && answer.message).toMatch(/嵌入/)
    expect([...(await objects(`uploads/${id}/`)), ...(await objects(`evidence/${ORDER}/${id}/`))]).toEqual([])
    expect((await paths(db).evidence(ORDER).doc(id).get()).exists).toBe(false)
  })

  it('attack 8: [R16.1] a photo comes out under our name, without its place, to be kept as a file', async () => {
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#803010' } })
      .jpeg()
      .withExif({
        IFD0: { Make: 'SOMEBODYS-TELEPHONE' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 44/1 0/1' },
      })
      .toBuffer()
    expect(photo.includes('SOMEBODYS-TELEPHONE')).toBe(true)
    const id = await arrived(photo, '李家村三组张三家门口.jpg')
    good(await door({ type: 'finish', id }))
    const looked = good(
      await door<{ name: string; type: string; bytes: number; data: string }>({
        type: 'look',
        id,
        why: '核对现场',
      }),
    )
    const kept = Buffer.from(looked.data, 'base64')
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
    expect(kept.includes('SOMEBODYS-TELEPHONE')).toBe(false)
    expect(looked).toMatchObject({
      name: `${ORDER}-proof-${id.slice(0, 8)}.jpg`,
      type: 'image/jpeg',
      bytes: kept.length,
    })
    const document = (await paths(db).evidence(ORDER).doc(id).get()).data()!
    expect(document).toMatchObject({ sha256: hashOf(photo), storedSha256: hashOf(kept), bytes: kept.length })
    const [stored] = await bucket().file(document.object).getMetadata()
    expect(stored).toMatchObject({
      contentType: 'image/jpeg',
      contentDisposition: `attachment; filename="${looked.name}"`,
    })
  })

  it('attack 8: [R16.1] the page opens pictures, sound, film and PDF only; all else is bytes to be kept', () => {
    for (const type of ['image/svg+xml', 'text/html', 'application/xhtml+xml', 'image/x', 'constructor'])
      expect([shownAs(type), blobType(type)]).toEqual(['file', 'application/octet-stream'])
    expect(FILE_TYPES.filter((type) => shownAs(type) !== 'file')).toContain('image/jpeg')
    const evidence = { order: ORDER, kind: 'proof', id: 'a'.repeat(40), type: 'text/html' } as const
    expect(servedName(evidence)).toBe(`${ORDER}-proof-aaaaaaaa.bin`)
  })
})

describe('the virus scanner', () => {
  let clamd: Clamd
  beforeAll(async () => {
    const { projectId } = inject('suite')
    process.env['FIREBASE_CONFIG'] ??= JSON.stringify({
      projectId,
      storageBucket: `${projectId}.appspot.com`,
    })
    clamd = await startClamd()
  })
  afterEach(() => {
    delete process.env['CLAMD_ADDRESS']
  })
  afterAll(() => clamd.stop())

  /** What the door does, in this process: the running system was not told of the scanner. */
  const finish = async (id: string, address: string) => {
    process.env['CLAMD_ADDRESS'] = address
    return store.finish(db, AUTHOR, ORDER, id, judge, await localNow())
  }
  const infected = (seed: number): Buffer => Buffer.concat([recording(2000, seed).subarray(0, 1900), EICAR])

  it('attack 8: [R16.1] a file that it knows is refused and gone', async () => {
    const id = await arrived(infected(1), '录音.wav')
    expect(await finish(id, clamd.address)).toMatchObject({
      ok: false,
      refusal: { code: 'evidence.infected' },
    })
    expect(await objects(`uploads/${id}/`)).toEqual([])
    expect(await objects(`evidence/${ORDER}/${id}/`)).toEqual([])
  })

  it('attack 8: [R16.1] out of reach it lets nothing in; the file waits, and goes on when it is back', async () => {
    const id = await arrived(recording(2000, 2), '录音.wav')
    for (const away of ['127.0.0.1:1', 'unix:/nowhere/clamd.ctl', 'no address'])
      expect(await finish(id, away)).toMatchObject({ ok: false, refusal: { code: 'evidence.not-scanned' } })
    expect(await objects(`uploads/${id}/`)).toHaveLength(1)
    expect((await paths(db).evidence(ORDER).doc(id).get()).exists).toBe(false)
    expect(await finish(id, clamd.address)).toMatchObject({ ok: true })
  })

  it('attack 8, allowed: [R16.1] a clean file is let in, larger than one piece of the talk', async () => {
    const id = await arrived(recording(300_000, 3), '录音.wav')
    expect(await finish(id, clamd.address)).toMatchObject({
      ok: true,
      value: { type: 'audio/wav', bytes: 300_000 },
    })
  })
})
