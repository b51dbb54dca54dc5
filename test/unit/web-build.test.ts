import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { webBytes } from '../../scripts/bench/web-bytes'

const KB = 1024
const web = resolve(import.meta.dirname, '../../web')
const vite = resolve(import.meta.dirname, '../../node_modules/vite/bin/vite.js')

describe('the web build for production', () => {
  let dist: string
  let scripts: string
  /** Without the libraries, which keep ways for other browsers than ours and ask before they take them. */
  let own: string
  let page: string

  beforeAll(() => {
    dist = mkdtempSync(join(tmpdir(), 'web-build-'))
    // In a process of its own: what vitest sets would make it another build.
    execFileSync(
      process.execPath,
      [vite, 'build', '--logLevel', 'error', '--outDir', dist, '--emptyOutDir'],
      {
        cwd: web,
        env: { ...process.env, NODE_ENV: 'production' },
      },
    )
    const read = (files: readonly string[]): string =>
      files.map((file) => readFileSync(join(dist, 'assets', file), 'utf8')).join('\n')
    const files = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.js'))
    scripts = read(files)
    own = read(files.filter((file) => !/^(?:vue|firebase)-/.test(file)))
    page = readFileSync(join(dist, 'index.html'), 'utf8')
  }, 60_000)
  afterAll(() => rmSync(dist, { recursive: true }))

  /** What of this occurs; shorter to read than the scripts. */
  const occurring = (sought: RegExp, text: string): string[] => [
    ...new Set([...text.matchAll(new RegExp(sought, 'g'))].map(([found]) => found)),
  ]

  it('knows nothing of emulators', () => {
    expect(occurring(/_local\/clock|hotline-local|demo-hotline/, scripts)).toEqual([])
    expect(readdirSync(join(dist, 'assets')).filter((file) => file.includes('emulator'))).toEqual([])
  })

  it('allows nothing inline, nothing evaluated and nothing from elsewhere', () => {
    expect(occurring(/<script(?![^>]* src=)|<style| style=| on\w+=/, page)).toEqual([])
    expect(occurring(/\beval\(|new Function\(/, own)).toEqual([])
  })

  it('uses nothing younger than the offices’ browsers', () => {
    // Chromium 86. `findLast` and `at` are filled in.
    expect(
      occurring(
        /\.(?:toSorted|toReversed|toSpliced|findLastIndex|replaceChildren)\(|Object\.hasOwn\(|structuredClone\(/,
        own,
      ),
    ).toEqual([])
  })

  it('stays small: sign-in works without the database', () => {
    const { signIn, list } = webBytes(dist)
    expect(signIn).toBeLessThan(90 * KB)
    expect(list).toBeLessThan(270 * KB)
  })
})
