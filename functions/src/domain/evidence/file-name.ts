/** What a file may be called, and what we call it: people trust names, and systems start programs by them (R16.1). */
import type { Evidence } from './evidence'
import { EXTENSIONS, FILE_TYPES, type FileType } from './file-type'
import { type Refusal, refuse } from '../base/refusal'

const KNOWN = Object.values(EXTENSIONS).flat()

/** Something like an extension in front of another. No honest user writes `请示.docx.pdf` or `照片.exe.jpg`. */
const PROGRAMS =
  'exe com bat cmd scr pif msi hta js jse vbs vbe wsf wsh ps1 lnk reg jar cpl chm dll sh php htm html xhtml mht svg xml docm xlsm dotm doc xls zip rar 7z iso img apk'.split(
    ' ',
  )

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase()

export const extensionOf = (name: string): string => (name.includes('.') ? lastPart(name) : '')

/** Repeated to the uploader only if it looks like an extension. */
const shown = (extension: string): string => (/^[a-z0-9.]{1,16}$/.test(extension) ? extension : '')

/** Why a file with this name is refused, whatever is in it; null if it is accepted. */
export const nameForbidden = (name: string): Refusal | null => {
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/u.test(name)) return refuse('evidence.name-hidden')
  if (/[\\/:*?"<>|]/.test(name)) return refuse('evidence.name-signs')
  if (/^[\s.]|[\s.]$/.test(name)) return refuse('evidence.name-ends')
  const extension = extensionOf(name)
  if (!KNOWN.includes(extension)) return refuse('evidence.name-extension', { extension: shown(extension) })
  const before = extensionOf(name.slice(0, -extension.length - 1)).trim()
  return PROGRAMS.includes(before) || KNOWN.includes(before)
    ? refuse('evidence.name-two', { extension: shown(`${before}.${extension}`) })
    : null
}

/** Why a file with this name cannot be of the type of its content; null if it can. */
export const nameOtherwise = (name: string, type: FileType): Refusal | null => {
  const extension = extensionOf(name)
  return EXTENSIONS[type].includes(extension)
    ? null
    : refuse('evidence.name-other', { extension: shown(extension), type: EXTENSIONS[type][0] })
}

/**
 * The name of the stored file when it leaves us: nothing of the uploader's name, and the extension of its real type.
 */
export const servedName = ({
  order,
  kind,
  id,
  type,
}: Pick<Evidence, 'order' | 'kind' | 'id' | 'type'>): string => {
  const known = FILE_TYPES.find((each) => each === type)
  return `${order}-${kind}-${id.slice(0, 8)}.${known === undefined ? 'bin' : EXTENSIONS[known][0]}`
}
