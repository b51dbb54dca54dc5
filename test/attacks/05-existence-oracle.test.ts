import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { COMMAND_TYPES } from '../../functions/src/domain/commands/table'
import type { CommandType } from '../../functions/src/domain/order/command'
import { myAccountRequest } from '../../functions/src/schema/sessions'
import * as mattersSchema from '../../functions/src/schema/matters'
import * as administrationSchema from '../../functions/src/schema/administration'
import * as channelSchema from '../../functions/src/schema/channels'
import { evidenceRequest } from '../../functions/src/schema/evidence'
import * as transferSchema from '../../functions/src/schema/transfer'
import * as evidenceStore from '../../functions/src/evidence/evidence'
import { look, read } from '../../functions/src/evidence/evidence-looks'
import { lookAtCaller } from '../../functions/src/confidential/looks'
import { carryOut } from '../../functions/src/orders/orders'
import { countDocuments } from '../../scripts/bench/counting'
import {
  bringIn,
  call,
  closeDatabase,
  done,
  freshCounty,
  localNow,
  orderOf,
  PEOPLE,
  tokenOf,
} from '../support/county'
import { FILES, hashOf } from '../support/files'
import { rightData } from '../support/model/right-data'
import { MATTERS, person, REGULATION, VERIFIED } from '../support/road'
import type { Acting, CallAnswer } from '../support/system'

/** What a handler of the township asks for: none of them is to be told from the others. */
const UNKNOWN = 'A5-UNKNOWN'
const FOREIGN = 'A5-FOREIGN'
/** Accuses the township; it handled the order until that came out. */
const BARRED = 'A5-BARRED'
const OWN = 'A5-OWN'

const ATTACKER: Acting = PEOPLE.handler
const OTHER_UNIT: Acting = ['liufang-handler', 'handler@liufang']
const MADE_UP = '0'.repeat(40)

type Request = Record<string, unknown>

let db: Firestore
/** What the township had on the barred order while it was its own. */
const had = { whole: '', half: '', look: '' }

const ask = (who: Acting, door: string, order: string, request: Request): Promise<CallAnswer<unknown>> =>
  call(who[0], door, { order, actingAs: who[1], ...request })

const begin = async (who: Acting, order: string, file: Buffer, fileName: string): Promise<string> => {
  const request = { type: 'begin', kind: 'proof', fileName, bytes: file.length, sha256: hashOf(file) }
  const begun = await ask(who, 'evidence', order, request)
  if (!begun.ok) throw new Error(JSON.stringify(begun))
  return (begun.result as { id: string }).id
}
const part = (file: Buffer, id: string): Request => ({
  type: 'part',
  id,
  index: 0,
  data: file.toString('base64'),
})

beforeAll(async () => {
  db = await freshCounty()
  for (const [order, unit] of [
    [FOREIGN, 'liufang'],
    [BARRED, 'mayi'],
    [OWN, 'mayi'],
  ] as const) {
    await bringIn(order)
    await done(PEOPLE.clerk, order, 'centre-sign', {})
    await done(PEOPLE.clerk, order, 'verify', { ...VERIFIED, place: `${order} 号路口` })
    await done(PEOPLE.clerk, order, 'dispatch', { ...REGULATION, unit })
  }
  await done(OTHER_UNIT, FOREIGN, 'unit-sign', {})
  await done(PEOPLE.handler, OWN, 'unit-sign', {})
  await done(PEOPLE.handler, BARRED, 'unit-sign', {})
  had.whole = await begin(ATTACKER, BARRED, FILES.pdf, '说明.pdf')
  await ask(ATTACKER, 'evidence', BARRED, part(FILES.pdf, had.whole))
  await ask(ATTACKER, 'evidence', BARRED, { type: 'finish', id: had.whole })
  const looked = await ask(ATTACKER, 'evidence', BARRED, { type: 'look', id: had.whole, why: '核对现场情况' })
  if (!looked.ok) throw new Error(JSON.stringify(looked))
  had.look = (looked.result as { look: string }).look
  had.half = await begin(ATTACKER, BARRED, FILES.wav, '录音.wav')
  await done(PEOPLE.clerk, BARRED, 'name-accused', { units: ['mayi'], reason: '诉求人补充举报' })
})
afterAll(closeDatabase)

/** Each command as its clause wants it, and one as no clause does. */
const commandRequests = async (): Promise<Request[]> => {
  const order = (await orderOf(OWN))!
  const given = {
    order,
    who: person('x', 'handler@mayi'),
    now: await localNow(),
    random: () => 0.5,
    matters: MATTERS,
    others: () => [],
  }
  const dataOf = (type: CommandType): object => {
    try {
      return rightData(type, given) ?? {}
    } catch {
      // The order has nothing that this could be about; the answer must not depend on it.
      return {}
    }
  }
  const request = (type: CommandType, data: object): Request => ({
    id: `attack-command-${type}`,
    type,
    expectedVersion: 1,
    data,
  })
  return [
    ...COMMAND_TYPES.map((type) => request(type, dataOf(type))),
    request('verify', { unasked: true }),
    request('unit-sign', { unasked: true }),
  ]
}

const evidenceRequests = (): Request[] => [
  ...[MADE_UP, had.whole, had.half].flatMap((id) => [
    part(FILES.wav, id),
    { type: 'finish', id },
    { type: 'discard', id },
    { type: 'look', id, why: '核对现场情况' },
    { type: 'look', id, why: ' ' },
    { type: 'read', id, look: had.look, index: 0 },
    { type: 'read', id, look: 'no-such-look', index: 0 },
    { type: 'read', id, look: had.look, index: 99 },
  ]),
  { type: 'begin', kind: 'proof', fileName: '现场.pdf', bytes: 10, sha256: '0'.repeat(64) },
  { type: 'begin', kind: 'proof', fileName: '照片.jpg.exe', bytes: 10, sha256: '0'.repeat(64) },
  { type: 'begin', kind: 'city-reply', fileName: '现场.pdf', bytes: 1e12, sha256: '0'.repeat(64) },
  { type: 'finish', id: 'not an id' },
]

/** Every door that takes an order, and what it is asked. A new one is found missing below. */
const WALKED: Readonly<Record<string, () => Request[] | Promise<Request[]>>> = {
  command: commandRequests,
  evidence: evidenceRequests,
  likelySame: () => [{}, { why: '核对' }],
  lookAtCaller: () => [{ why: '核对现场情况' }, { why: ' ' }, { why: 7 }],
}
/** Doors that take no order, with what they take instead. */
const WITHOUT_ORDER: Readonly<Record<string, z.ZodType>> = {
  administer: administrationSchema.administration,
  keepMatters: mattersSchema.mattersChange,
  previewAdministration: administrationSchema.preview,
  myChannel: channelSchema.myChannelRequest,
  takeIn: transferSchema.takeInRequest,
  claimInvitation: administrationSchema.invitationClaim,
  myAccount: myAccountRequest,
}

const callables = async (): Promise<string[]> => {
  const answer = await fetch(`${inject('suite').functionsOrigin}/backends`)
  const { backends } = (await answer.json()) as {
    backends: { functionTriggers: { entryPoint: string; labels?: Record<string, string> }[] }[]
  }
  return backends
    .flatMap(({ functionTriggers }) => functionTriggers)
    .filter(({ labels }) => labels?.['deployment-callable'] === 'true')
    .map(({ entryPoint }) => entryPoint)
}

/** The order's own number may be repeated to whoever gave it. */
const withoutNumber = (answer: CallAnswer<unknown>, order: string): string =>
  JSON.stringify(answer).replaceAll(order, '(order)')

describe('an order that is not there, one of another unit, and one that accuses the asker', () => {
  it('attack 5: no door is left out of this walk', async () => {
    const found = await callables()
    expect(found).toContain('command')
    expect(found.sort()).toEqual([...Object.keys(WALKED), ...Object.keys(WITHOUT_ORDER)].sort())
    const namesAnOrder = (schema: z.ZodType): boolean =>
      JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })).includes('"order"')
    expect(namesAnOrder(evidenceRequest)).toBe(true)
    for (const [door, schema] of Object.entries(WITHOUT_ORDER))
      expect([door, namesAnOrder(schema)]).toEqual([door, false])
  })

  it.each(Object.keys(WALKED))(
    'attack 5: [R16.2] the door “%s” answers the same of all three, whatever it is asked',
    async (door) => {
      const requests = await WALKED[door]!()
      const codes = new Set<string | undefined>()
      for (const request of requests) {
        const [unknown, foreign, barred] = await Promise.all(
          [UNKNOWN, FOREIGN, BARRED].map(async (order) =>
            withoutNumber(await ask(ATTACKER, door, order, request), order),
          ),
        )
        expect([request, foreign]).toEqual([request, unknown])
        expect([request, barred]).toEqual([request, unknown])
        const { ok, refusal } = JSON.parse(unknown!) as { ok: boolean; refusal?: { code: string } }
        expect(ok).toBe(false)
        codes.add(refusal?.code)
      }
      // What is not well-formed is said before anything is looked for; all else is one answer.
      expect([...codes].sort()).toEqual(['access.unknown-order', 'input.invalid'])
    },
  )

  it('attack 5: [R16.2] the same is read for each of them', async () => {
    const author = { uid: ATTACKER[0], actingAs: ATTACKER[1] }
    const now = await localNow()
    const counted = countDocuments(db)
    const doors: Readonly<Record<string, (order: string, id: string) => Promise<{ ok: boolean }>>> = {
      command: (order) =>
        carryOut(
          db,
          author,
          order,
          { id: 'attack-reads', type: 'unit-sign', expectedVersion: 1, data: {} },
          now,
        ),
      caller: (order) => lookAtCaller(db, author, order, '核对', now),
      part: (order, id) => evidenceStore.takePart(db, author, order, { id, index: 0, data: 'AAAA' }, now),
      discard: (order, id) => evidenceStore.discard(db, author, order, id),
      look: (order, id) => look(db, author, order, { id, why: '核对现场情况' }, now),
      read: (order, id) => read(db, author, order, { id, look: had.look, index: 0 }, now),
    }
    for (const [door, knock] of Object.entries(doors))
      for (const id of [MADE_UP, had.whole, had.half]) {
        const read: unknown[] = []
        for (const order of [UNKNOWN, FOREIGN, BARRED]) {
          counted()
          expect(await knock(order, id)).toMatchObject({
            ok: false,
            refusal: { code: 'access.unknown-order' },
          })
          read.push(counted())
        }
        expect([door, read[1], read[2]]).toEqual([door, read[0], read[0]])
      }
  })

  it('attack 5: [R16.2] the database refuses all three alike, by document and by list', async () => {
    const { ports, projectId } = inject('suite')
    const root = `http://127.0.0.1:${String(ports.firestore)}/v1/projects/${projectId}/databases/(default)/documents`
    const headers = { authorization: `Bearer ${tokenOf(ATTACKER[0])}`, 'content-type': 'application/json' }
    // (The emulator's message is a trace of the rules, which the database itself does not give.)
    const said = async (answer: Response): Promise<string> => {
      const body = JSON.parse(await answer.text()) as
        { error?: { status: string } } | { error?: { status: string } }[]
      return `${String(answer.status)} ${[body].flat()[0]?.error?.status ?? 'OK'}`
    }
    const get = async (order: string, path: string) =>
      said(await fetch(`${root}/orders/${order}${path}`, { headers }))
    const list = async (order: string, collectionId: string) => {
      const where = {
        fieldFilter: {
          field: { fieldPath: 'readers' },
          op: 'ARRAY_CONTAINS',
          value: { stringValue: 'unit:mayi' },
        },
      }
      const body = JSON.stringify({ structuredQuery: { from: [{ collectionId }], where, limit: 100 } })
      return said(await fetch(`${root}/orders/${order}:runQuery`, { method: 'POST', headers, body }))
    }
    const everything = async (order: string): Promise<string[]> =>
      Promise.all([
        ...['', '/events/1', `/evidence/${had.whole}`, '/private/caller', '/restricted/words'].map((path) =>
          get(order, path),
        ),
        ...['events', 'evidence', 'restricted', 'private'].map((name) => list(order, name)),
      ])
    const unknown = await everything(UNKNOWN)
    expect(unknown.filter((answer) => !answer.startsWith('403'))).toEqual([])
    expect(await everything(FOREIGN)).toEqual(unknown)
    expect(await everything(BARRED)).toEqual(unknown)
    // Its own order it reads, the same way.
    const own = await everything(OWN)
    expect(own[0]).toMatch(/^200/)
    expect(own[5]).toMatch(/^200/)
  })
})

describe('attack 5, allowed', () => {
  it('attack 5, allowed: [R16.1] whose order it is hears exactly what is wrong', async () => {
    for (const [who, order] of [
      [OTHER_UNIT, FOREIGN],
      [ATTACKER, OWN],
    ] as const) {
      const code = async (request: Request) => {
        const answer = await ask(who, 'evidence', order, request)
        return answer.ok ? 'done' : answer.refusal?.code
      }
      expect(await code({ type: 'finish', id: MADE_UP })).toBe('evidence.not-begun')
      expect(await code(part(FILES.wav, MADE_UP))).toBe('evidence.not-begun')
      expect(await code({ type: 'discard', id: MADE_UP })).toBe('evidence.unknown')
      expect(await code({ type: 'look', id: MADE_UP, why: '核对现场情况' })).toBe('evidence.unknown')
      const id = await begin(who, order, FILES.pdf, '说明.pdf')
      expect(await code(part(FILES.pdf, id))).toBe('done')
      expect(await code({ type: 'finish', id })).toBe('done')
      expect(await code({ type: 'read', id, look: 'no-such-look', index: 0 })).toBe('evidence.look-over')
      expect(await code({ type: 'discard', id })).toBe('done')
      const answer = await ask(who, 'command', order, {
        id: 'attack-allowed-1',
        type: 'unit-sign',
        expectedVersion: 1,
        data: {},
      })
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'state.wrong-part' } })
    }
  })
})
