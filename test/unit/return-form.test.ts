import { inflateRawSync } from 'node:zlib'
import { Packer } from 'docx'
import { describe, expect, it } from 'vitest'
import { RETURN_FORM_TITLE, returnForm } from '../../functions/src/domain/words/return-form'
import { returnFormDocument } from '../../web/src/features/return-form/return-form-document'
import { Road } from '../support/road'

const DRAFT = {
  ground: 'not-its-duty',
  reason: '该路段由县住建局养护',
  suggestedUnit: 'zhujian',
  opinion: '该路段已移交市政',
} as const
const NAMES: Readonly<Record<string, string>> = { mayi: '马影镇', zhujian: '县住建局' }
const unitName = (id: string): string => NAMES[id] ?? id
const lines = (draft: Parameters<typeof returnForm>[2] = DRAFT) =>
  returnForm(new Road().signed().order, 'mayi', draft, unitName)
const textOf = (label: string, draft?: Parameters<typeof returnForm>[2]): string | undefined =>
  lines(draft).find((line) => line.label === label)?.text

/** The text of one file in a zip archive, found by its central directory. */
const unzipped = (zip: Buffer, name: string): string => {
  const at = zip.lastIndexOf(name)
  const start = at - 46
  const [size, offset] = [zip.readUInt32LE(start + 20), zip.readUInt32LE(start + 42)]
  const data = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
  return inflateRawSync(zip.subarray(data, data + size)).toString('utf8')
}

describe('the application form for a return', () => {
  it('[R3.2] is filled in with the order, the reason and the suggested unit, and leaves room for hand and seal', () => {
    expect(textOf('申请单位')).toBe('马影镇')
    expect(textOf('工单编号')).toBe('JJ20261124001')
    expect(textOf('申请退回理由')).toBe('不属本单位职责范围。该路段由县住建局养护')
    expect(textOf('改派意见')).toBe('建议改派县住建局办理。该路段已移交市政')
    expect(textOf('单位主要领导意见')).toMatch(/签字（盖章）.*年.*月.*日/)
  })

  it('[R3.2] leaves empty what is not said yet', () => {
    const empty = { ground: null, reason: '', suggestedUnit: null, opinion: '' }
    expect(textOf('申请退回理由', empty)).toBe('')
    expect(textOf('改派意见', empty)).toBe('')
  })

  it('[R3.2] is a Word document that says the same', async () => {
    const file = await Packer.toBuffer(returnFormDocument(RETURN_FORM_TITLE, lines()))
    const text = unzipped(file, 'word/document.xml')
    for (const said of [RETURN_FORM_TITLE, ...lines().flatMap((line) => [line.label, line.text])])
      expect(text).toContain(said)
  })
})
