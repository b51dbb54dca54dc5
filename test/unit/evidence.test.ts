import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Evidence,
  PART_BYTES,
  partCount,
  partLength,
} from '../../functions/src/domain/evidence/evidence'
import {
  attachForbidden,
  beyondLimits,
  discardForbidden,
  evidenceLookForbidden,
  evidenceReaders,
  mayLookAt,
} from '../../functions/src/domain/confidential/evidence-access'
import { fileTypeOf, HEAD_BYTES, TAIL_BYTES } from '../../functions/src/domain/evidence/file-type'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { INSPECTORS } from '../../functions/src/domain/order/readers'
import { FILES, OTHER_FILES } from '../support/files'
import { person } from '../support/road'

const typeOf = (file: Buffer): string | null =>
  fileTypeOf(file.subarray(0, HEAD_BYTES), file.subarray(-TAIL_BYTES))

const OOXML = 'application/vnd.openxmlformats-officedocument'

describe('the type of a file', () => {
  it.each<[keyof typeof FILES, string]>([
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
    ['pdf', 'application/pdf'],
    ['mp3', 'audio/mpeg'],
    ['mp3Bare', 'audio/mpeg'],
    ['m4a', 'audio/mp4'],
    ['wav', 'audio/wav'],
    ['amr', 'audio/amr'],
    ['mp4', 'video/mp4'],
    ['mov', 'video/quicktime'],
    ['3gp', 'video/3gpp'],
    ['docx', `${OOXML}.wordprocessingml.document`],
    ['xlsx', `${OOXML}.spreadsheetml.sheet`],
  ])('[R16.1] is told from the content: %s', (file, type) => {
    expect(typeOf(FILES[file])).toBe(type)
  })

  it.each(Object.entries(OTHER_FILES))('[R16.1] is none that is let in: %s', (_name, file) => {
    expect(typeOf(file)).toBeNull()
  })

  it('[R16.1] is judged of any bytes without failing', () => {
    const starts = [...Object.values(FILES), ...Object.values(OTHER_FILES)]
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(),
        (start, noise, cut) => {
          const file = Buffer.concat([start.subarray(0, cut % (start.length + 1)), noise])
          expect([null, expect.any(String)]).toContainEqual(typeOf(file))
        },
      ),
    )
  })
})

describe('parts of a file', () => {
  it('make up the whole, all but the last of one length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 * PART_BYTES }), (bytes) => {
        const lengths = Array.from({ length: partCount(bytes) }, (_, index) => partLength(bytes, index))
        expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(bytes)
        expect(lengths.slice(0, -1).every((length) => length === PART_BYTES)).toBe(true)
        expect(partLength(bytes, lengths.length)).toBe(0)
      }),
    )
  })
})

const JOINT = {
  open: true,
  stage: 'handling',
  readers: ['centre', 'leaders', 'supervision', 'unit:mayi', 'unit:liufang'],
  assignments: [
    { unit: 'mayi', state: 'handling' },
    { unit: 'liufang', state: 'handling' },
  ],
  consultations: [],
} as const
const OF_MAYI = { id: 'a'.repeat(40), by: 'handler', unit: 'mayi' } satisfies Partial<Evidence>

describe('who reads evidence', () => {
  it("[R16.1] is the uploader's unit and who stands above, and no other unit of the order", () => {
    expect(evidenceReaders(JOINT, OF_MAYI)).toEqual(['centre', 'leaders', 'unit:mayi', ...INSPECTORS])
    expect(evidenceReaders(JOINT, { unit: null })).toEqual(['centre', 'leaders', ...INSPECTORS])
  })

  it('[R10.2] names the inspectors of every order alike: the list must not tell which one is flagged', () => {
    const unflagged = { ...JOINT, readers: JOINT.readers.filter((reader) => reader !== 'supervision') }
    expect(evidenceReaders(unflagged, OF_MAYI)).toEqual(evidenceReaders(JOINT, OF_MAYI))
    expect(mayLookAt(unflagged, OF_MAYI, person('somebody', 'supervision'))).toBe(false)
    expect(mayLookAt(JOINT, OF_MAYI, person('somebody', 'supervision'))).toBe(true)
  })

  it('[R16.2] is never a unit that does not read the order, though it was its own', () => {
    const barred = { ...JOINT, readers: JOINT.readers.filter((reader) => reader !== 'unit:mayi') }
    expect(evidenceReaders(JOINT, OF_MAYI)).toContain('unit:mayi')
    expect(evidenceReaders(barred, OF_MAYI)).not.toContain('unit:mayi')
  })

  it('[R16.1] is nobody whose audience is not known here', () => {
    expect(evidenceReaders({ readers: ['everyone', 'administration', 'handler@mayi'] }, OF_MAYI)).toEqual(
      INSPECTORS,
    )
  })
})

describe('a look at evidence', () => {
  it.each([
    ['the centre', 'clerk', null],
    ['the unit it is of', 'handler@mayi', null],
    ['its principal leader, who approves', 'principal-leader@mayi', null],
    ['the county leaders', 'county-leader', null],
    ['the supervision office, where it reads the order', 'supervision', null],
    ['the other unit of the order', 'handler@liufang', 'evidence.unknown'],
    ['a unit without a part', 'handler@shuangzhong', 'access.unknown-order'],
    ['the discipline group, where it does not read the order', 'discipline', 'access.unknown-order'],
    ['the administrator', 'administrator', 'access.unknown-order'],
  ])('[R16.1] by %s', (_who, post, code) => {
    const refusal = evidenceLookForbidden(JOINT, OF_MAYI, person('somebody', post), '核对现场')
    expect(refusal?.code ?? null).toBe(code)
  })

  it('[R16.1] needs a reason, and something to look at', () => {
    const clerk = person('clerk', 'clerk')
    expect(evidenceLookForbidden(JOINT, OF_MAYI, clerk, '核对材料')).toBeNull()
    expect(evidenceLookForbidden(JOINT, OF_MAYI, clerk, ' ')?.code).toBe('evidence.why-missing')
    expect(evidenceLookForbidden(JOINT, null, clerk, '核对材料')?.code).toBe('evidence.unknown')
  })
})

describe('attaching evidence', () => {
  const code = (post: string, kind: Evidence['kind'], order: Parameters<typeof attachForbidden>[0] = JOINT) =>
    attachForbidden(order, person('somebody', post), kind)?.code ?? null

  it('[R16.1] is for who has a part in the order, while it is open', () => {
    expect(code('handler@mayi', 'proof')).toBeNull()
    expect(code('handler@shuangzhong', 'proof')).toBe('access.unknown-order')
    const lost = { ...JOINT, assignments: [{ unit: 'mayi', state: 'returned' }] } as const
    expect(code('handler@mayi', 'proof', lost)).toBe('access.not-your-order')
    expect(code('clerk', 'proof', lost)).toBeNull()
    expect(code('handler@mayi', 'proof', { ...JOINT, open: false })).toBe('state.wrong-stage')
    expect(code('administrator', 'proof', { ...JOINT, readers: ['administration'] })).toBe(
      'evidence.kind-not-yours',
    )
  })

  it('[R8.3] a unit does not hand in what decides its own application', () => {
    expect(code('clerk', 'city-reply')).toBeNull()
    expect(code('handler@mayi', 'city-reply')).toBe('evidence.kind-not-yours')
    expect(code('clerk', 'instruction')).toBeNull()
    expect(code('principal-leader@mayi', 'instruction')).toBe('evidence.kind-not-yours')
  })

  it('[R3.2] [R8.2] a unit hands in its own signed form and approval', () => {
    expect(code('handler@mayi', 'return-form')).toBeNull()
    expect(code('principal-leader@mayi', 'approval')).toBeNull()
    expect(code('clerk', 'return-form')).toBe('evidence.kind-not-yours')
    expect(code('clerk', 'approval')).toBe('evidence.kind-not-yours')
  })

  it('[R16.1] stays within what the policy sets', () => {
    const { maxBytes, perOrder } = DEFAULT_POLICY.evidence
    expect(beyondLimits(DEFAULT_POLICY, maxBytes, perOrder - 1)).toBeNull()
    expect(beyondLimits(DEFAULT_POLICY, maxBytes + 1, 0)?.code).toBe('evidence.too-large')
    expect(beyondLimits(DEFAULT_POLICY, 1, perOrder)?.code).toBe('evidence.too-many')
  })
})

describe('taking evidence away', () => {
  it('[R16.1] is for who attached it, until an event names it', () => {
    const other = { data: { evidence: ['b'.repeat(40)] } }
    expect(discardForbidden(OF_MAYI, 'handler', [other])).toBeNull()
    expect(discardForbidden(OF_MAYI, 'leader', [other])?.code).toBe('evidence.not-yours')
    const named = { data: { form: { scan: OF_MAYI.id } } }
    expect(discardForbidden(OF_MAYI, 'handler', [other, named])?.code).toBe('evidence.in-use')
  })
})
