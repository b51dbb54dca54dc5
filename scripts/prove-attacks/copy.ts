import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Taking } from './guard'

/** Where guards stand. */
const GUARDED = /^(?:functions\/src|web|scripts|docs)\/|^[^/]*\.(?:rules|json)$/
/** The list of guards itself. */
const NOT_GUARDED = /^(?:scripts\/prove-attacks\/|package)/

/** A disposable copy of the checkout as it is, committed or not. Packages are shared with it. */
export class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'prove-attacks-'))
  readonly #sources = new Map<string, string>()

  constructor(root: string) {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      maxBuffer: 1 << 26,
    })
    for (const path of listed.toString().split('\0').filter(Boolean)) {
      if (!existsSync(join(root, path))) continue
      cpSync(join(root, path), join(this.folder, path))
      if (GUARDED.test(path) && !NOT_GUARDED.test(path))
        this.#sources.set(path, readFileSync(join(root, path), 'utf8'))
    }
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'))
  }

  /** The file that holds the text. Throws unless it stands in exactly one place. */
  #placeOf({ find }: Taking): string {
    const places = [...this.#sources].flatMap(([path, text]) =>
      Array<string>(text.split(find).length - 1).fill(path),
    )
    const [place] = places
    if (place === undefined || places.length > 1)
      throw new Error(`found ${places.length} times (${places.join(', ')}): ${find}`)
    return place
  }

  /** Says which of them is not found exactly once; null where each is. */
  missing(taking: readonly Taking[]): string | null {
    try {
      for (const each of taking) this.#placeOf(each)
      return null
    } catch (error) {
      return (error as Error).message
    }
  }

  /** Takes guards out; the answer puts them back. */
  takeOut(taking: readonly Taking[]): () => void {
    const changed = new Map<string, string>()
    for (const each of taking) {
      const place = this.#placeOf(each)
      const before = changed.get(place) ?? this.#sources.get(place)!
      if (!before.includes(each.find)) throw new Error(`taken out twice: ${each.find}`)
      changed.set(
        place,
        before.replace(each.find, () => each.replace),
      )
    }
    for (const [path, text] of changed) writeFileSync(join(this.folder, path), text)
    return () => {
      for (const path of changed.keys()) writeFileSync(join(this.folder, path), this.#sources.get(path)!)
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
