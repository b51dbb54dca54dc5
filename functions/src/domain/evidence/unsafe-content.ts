/**
 * What a document must not contain to be let in as evidence (R16.1), judged by its text. Unpacking is done elsewhere,
 * within bounds.
 */
import { type Refusal, refuse } from '../base/refusal'

export const UNSAFE = [
  'macros',
  'embedded',
  'external',
  'commands',
  'entities',
  'hidden',
  'too-much',
  'script',
  'launch',
  'attachment',
  'encrypted',
] as const
export type Unsafe = (typeof UNSAFE)[number]

export const unsafe = (what: Unsafe): Refusal => refuse('evidence.unsafe', { what })

/** XML as a reader understands it: character references resolved, comments and marked sections removed. */
const plain = (xml: string): string =>
  xml
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<!\[CDATA\[|\]\]>/g, '')
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => characterOf(parseInt(code, 16)))
    .replace(/&#(\d{1,7});/g, (_, code: string) => characterOf(Number(code)))
const characterOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '')

const inContentTypes = (xml: string): Unsafe | null => {
  if (/macroenabled|vba|macrosheet|dialogsheet|customui/i.test(xml)) return 'macros'
  if (/activex|oleobject|ms-package/i.test(xml)) return 'embedded'
  return /externallink|connections|querytable/i.test(xml) ? 'external' : null
}

const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g
const RELATIONSHIP =
  /<(?:[\w.-]+:)?Relationship((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?:\/>|>\s*<\/(?:[\w.-]+:)?Relationship>)/g
/**
 * What a hyperlink may lead to: a web page, an e-mail, a call, a place in the document or a file beside it. No other
 * program.
 */
const LINK = /^(?:(?:https?|mailto|tel):|(?![a-z][a-z0-9+.-]*:)(?![\\/]{2}))/i

/**
 * A part's relationships. Word or Excel fetches outside targets without asking; only a hyperlink waits for a click.
 * Anything not written as the standard says is not guessed at.
 */
const inRelationships = (xml: string): Unsafe | null => {
  const rest = xml
    .replace(RELATIONSHIP, '')
    .replace(/<\?xml[^<>]*\?>|<\/?(?:[\w.-]+:)?Relationships\b[^<>]*>/g, '')
  if (rest.trim() !== '') return 'hidden'
  for (const [, attributes = ''] of xml.matchAll(RELATIONSHIP)) {
    const given = new Map(
      [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', a, b]) => [name, a ?? b ?? '']),
    )
    const kind = (given.get('Type') ?? '').replace(/^.*\//, '').toLowerCase()
    if (/vba|macro|customui|extensibility/.test(kind)) return 'macros'
    if (/oleobject|package$|control|activex/.test(kind)) return 'embedded'
    if (
      /attachedtemplate|subdocument|afchunk|externallink|frame|mailmerge|connection|querytable|webext/.test(
        kind,
      )
    )
      return 'external'
    if ((given.get('TargetMode') ?? 'Internal').trim().toLowerCase() === 'internal') continue
    if (kind !== 'hyperlink' || !LINK.test((given.get('Target') ?? '').trim())) return 'external'
  }
  return null
}

/** Fields that run something, fetch something, or build what other fields run. */
const FIELD =
  /^\s*"?\s*(?:DDE|DDEAUTO|QUOTE|MACROBUTTON|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|EMBED|CONTROL|DATABASE|RD|HTMLACTIVEX)\b/i
const FIELD_PART =
  /<(?:[\w.-]+:)?fldChar\b[^>]*\bfldCharType\s*=\s*["']begin["']|<(?:[\w.-]+:)?fldSimple\b[^>]*?\binstr\s*=\s*(?:"([^"]*)"|'([^']*)')|<(?:[\w.-]+:)?instrText\b[^>]*>([^<]*)/g

/** The text of each field of a Word part; a field's code may be spread over many runs. */
const fieldsIn = (xml: string): string[] => {
  const fields: string[] = ['']
  for (const [, simple, single, run] of xml.matchAll(FIELD_PART)) {
    if (simple !== undefined || single !== undefined) fields.push(simple ?? single ?? '', '')
    else if (run === undefined) fields.push('')
    else fields.push(`${fields.pop() ?? ''}${run}`)
  }
  return fields
}

const inPart = (xml: string): Unsafe | null => {
  if (/<(?:[\w.-]+:)?(?:ddeLink|oleLink)\b/.test(xml)) return 'commands'
  if (
    /<(?:[\w.-]+:)?f\b[^>]*>[^<]*(?:\w\|(?:'[^'<]*'|[^'"&<,()]*)!|\b(?:WEBSERVICE|CALL|REGISTER(?:\.ID)?|EXEC)\s*\()/i.test(
      xml,
    )
  )
    return 'commands'
  if (/<(?:[\w.-]+:)?(?:OLEObject|altChunk)\b/.test(xml)) return 'embedded'
  if (/<(?:[\w.-]+:)?script\b/i.test(xml)) return 'script'
  return fieldsIn(xml).some((field) => FIELD.test(field)) ? 'commands' : null
}

const BYTE_ORDER_MARK = /^\xEF\xBB\xBF/

/**
 * What is unsafe in one XML part of an Office file; null if nothing is. `name` is the part's name, `xml` its bytes, one
 * character for each byte.
 */
export const unsafeInOffice = (name: string, xml: string): Unsafe | null => {
  // Office writes no other encoding, and with one this check would miss everything.
  if (/^(?:\xFE\xFF|\xFF\xFE|\0|.\0)/.test(xml) || /^[^>]*\bencoding\s*=\s*["'](?!utf-8|us-ascii)/i.test(xml))
    return 'hidden'
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(xml)) return 'entities'
  const text = plain(xml.replace(BYTE_ORDER_MARK, ''))
  if (name === '[Content_Types].xml') return inContentTypes(text)
  return name.endsWith('.rels') ? inRelationships(text) : inPart(text)
}

/** Parts by their place: programs, objects of another program, and parts that read from elsewhere. */
export const unsafePlace = (name: string): Unsafe | null => {
  if (/vba|macrosheets\/|dialogsheets\/|customui/i.test(name)) return 'macros'
  if (/(?:^|\/)(?:embeddings|activex)\//i.test(name)) return 'embedded'
  return /(?:^|\/)(?:externallinks|querytables)\/|(?:^|\/)connections\.xml$/i.test(name) ? 'external' : null
}

/** A name as PDF readers understand it: any letter may be written as `#61`. */
const unescaped = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))

const IN_PDF: readonly (readonly [Unsafe, RegExp])[] = [
  ['script', /\/(?:JavaScript|Rendition)(?![A-Za-z])|\/XFA\s*(?:\[|<<|\d)/],
  ['launch', /\/(?:Launch|ImportData|SubmitForm|GoToR|RichMedia|RichMediaExecute)(?![A-Za-z])/],
  ['attachment', /\/(?:EmbeddedFiles?|GoToE|FileAttachment)(?![A-Za-z])/],
  ['encrypted', /\/Encrypt\s*(?:<<|\d+\s+\d+\s+R)/],
]

/**
 * What is unsafe in the text of a PDF, or of one of its object streams (one character for each byte); null if nothing
 * is.
 */
export const unsafeInPdf = (text: string): Unsafe | null => {
  const names = unescaped(text)
  return IN_PDF.find(([, sign]) => sign.test(names))?.[0] ?? null
}
