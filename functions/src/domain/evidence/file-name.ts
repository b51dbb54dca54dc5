/** What a file may be called, and how we call it: names are what people trust, and what systems start programs by (R16.1). */
import type { Evidence } from './evidence'
import { EXTENSIONS, FILE_TYPES, type FileType } from './file-type'
import { type Refusal, refuse } from '../base/refusal'

const KNOWN = Object.values(EXTENSIONS).flat()

/** What looks like an extension in front of another: nobody who means well writes `请示.docx.pdf` or `照片.exe.jpg`. */
const PROGRAMS =
  'exe com bat cmd scr pif msi hta js jse vbs vbe wsf wsh ps1 lnk reg jar cpl chm dll sh php htm html xhtml mht svg xml docm xlsm dotm doc xls zip rar 7z iso img apk'.split(
    ' ',
  )

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase()

export const extensionOf = (name: string): string => (name.includes('.') ? lastPart(name) : '')

/** Repeated to the uploader only if it looks like an extension. */
const shown = (extension: string): string => (/^[a-z0-9.]{1,16}$/.test(extension) ? extension : '')

/** Why a file of that name is not taken, whatever is in it; null if it is. */
export const nameForbidden = (name: string): Refusal | null => {
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(name)) return refuse('evidence.name-hidden')
  if (/[\\/:*?"<>|]/.test(name)) return refuse('evidence.name-signs')
  if (/^[\s.]|[\s.]$/.test(name)) return refuse('evidence.name-ends')
  const extension = extensionOf(name)
  if (!KNOWN.includes(extension)) return refuse('evidence.name-extension', { extension: shown(extension) })
  const before = extensionOf(name.slice(0, -extension.length - 1)).trim()
  return PROGRAMS.includes(before) || KNOWN.includes(before)
    ? refuse('evidence.name-two', { extension: shown(`${before}.${extension}`) })
    : null
}

/** Why a file of that name cannot be of the type that its content is; null if it can. */
export const nameOtherwise = (name: string, type: FileType): Refusal | null => {
  const extension = extensionOf(name)
  return EXTENSIONS[type].includes(extension)
    ? null
    : refuse('evidence.name-other', { extension: shown(extension), type: EXTENSIONS[type][0] })
}

/** What the stored file is called when it leaves us: nothing of the name that its uploader gave, and the extension of what it is. */
export const servedName = ({
  order,
  kind,
  id,
  type,
}: Pick<Evidence, 'order' | 'kind' | 'id' | 'type'>): string => {
  const known = FILE_TYPES.find((each) => each === type)
  return `${order}-${kind}-${id.slice(0, 8)}.${known === undefined ? 'bin' : EXTENSIONS[known][0]}`
}
