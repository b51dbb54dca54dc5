import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { appCheckProblems } from '../../scripts/administration/app-check'
import { writeLocalConfig } from '../../scripts/local/local-config'
import { ports } from '../../scripts/local/ports'
import { addressesOf, limit, ofAddress } from '../../functions/src/platform/limits'
import { BODY_AT_MOST } from '../../functions/src/platform/bodies'
import { isCall } from '../../functions/src/platform/well-formed'

const root = resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8')

interface Hosting {
  readonly rewrites: readonly {
    readonly source: string
    readonly destination?: string
    readonly function?: { readonly functionId: string; readonly region: string }
  }[]
  readonly headers: readonly {
    readonly headers: readonly { readonly key: string; readonly value: string }[]
  }[]
}
const hostingOf = (text: string): Hosting => (JSON.parse(text) as { hosting: Hosting }).hosting
const policyOf = ({ headers }: Hosting): string =>
  headers.flatMap((rule) => rule.headers).find(({ key }) => key === 'Content-Security-Policy')?.value ?? ''

describe('a limit', () => {
  it('lets a minute’s calls through at once, then as many as time gives back', () => {
    const { take } = limit(60)
    for (let call = 0; call < 60; call++) expect(take('a', 0)).toBe(0)
    expect(take('a', 0)).toBe(1)
    expect(take('a', 500)).toBe(1)
    expect(take('a', 1000)).toBe(0)
    expect(take('a', 1000)).toBe(1)
    expect(take('b', 1000)).toBe(0)
  })

  it('says how long it takes, and holds no one for having asked in vain', () => {
    const { take } = limit(2)
    expect([take('a', 0), take('a', 0), take('a', 0)]).toEqual([0, 0, 30])
    for (let at = 0; at < 29_000; at += 100) expect(take('a', at)).toBeGreaterThan(0)
    expect(take('a', 30_000)).toBe(0)
  })

  it('forgets who has been quiet for longest, so that its memory is bounded', () => {
    const { take } = limit(1, 2)
    expect([take('a', 0), take('b', 0), take('a', 0), take('c', 0)]).toEqual([0, 0, 60, 0])
    expect([take('a', 0), take('b', 0)]).toEqual([60, 0])
  })

  it('says how long one would wait, and takes nothing for it', () => {
    const { take, wait } = limit(1)
    for (let call = 0; call < 5; call++) expect(wait('a', 0)).toBe(0)
    expect([take('a', 0), wait('a', 0), wait('b', 0)]).toEqual([0, 60, 0])
  })

  const sender = (headers: Record<string, string>) => ({ headers, socket: { remoteAddress: '10.0.0.1' } })

  it('knows an address by what the platform wrote, and beside it by what the request says', () => {
    expect(addressesOf(sender({ 'x-forwarded-for': '1.1.1.1, 203.0.113.9' }))).toEqual({
      seen: '203.0.113.9',
      said: '1.1.1.1',
    })
    const hosted = { 'x-forwarded-for': '1.1.1.1, 203.0.113.9', 'fastly-client-ip': '192.0.2.4' }
    expect(addressesOf(sender(hosted))).toEqual({ seen: '203.0.113.9', said: '192.0.2.4' })
    for (const headers of [{}, { 'x-forwarded-for': '' }])
      expect(addressesOf(sender(headers))).toMatchObject({ seen: '10.0.0.1' })
  })

  it('counts those behind one address apart, and whoever invents addresses by the one that is seen', () => {
    const from = (client: number | string) => sender({ 'x-forwarded-for': `${String(client)}, 203.0.113.77` })
    for (let call = 0; call < 120; call++) expect(ofAddress.take(from('192.0.2.1'))).toBe(0)
    expect(ofAddress.take(from('192.0.2.1')), 'one who floods').toBeGreaterThan(0)
    expect(ofAddress.take(from('192.0.2.2')), 'another behind the same').toBe(0)
    for (let call = 0; call < 1200; call++) ofAddress.take(from(call))
    expect(ofAddress.take(from('192.0.2.3')), 'inventions without end').toBeGreaterThan(0)
  })
})

describe('the body of a call', () => {
  it.each([
    ['data', { data: null }, true],
    ['a list in it', { data: [{ a: [1, 'x', null] }] }, true],
    ['no data', {}, false],
    ['something besides', { data: 1, more: 1 }, false],
    ['a type', { data: { a: [{ '@type': 'x' }] } }, false],
    ['a list', [], false],
    ['nothing', null, false],
  ])('%s', (_what, body, expected) => {
    expect(isCall(body)).toBe(expected)
  })

  it('is no deeper than anything needs to be', () => {
    const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))
    expect(isCall({ data: nested(32) })).toBe(true)
    expect(isCall({ data: nested(33) })).toBe(false)
    expect(isCall({ data: nested(100_000) })).toBe(false)
  })
})

describe('App Check’s settings', () => {
  const enforced = { name: 'projects/1/services/firestore.googleapis.com', enforcementMode: 'ENFORCED' }

  it('are well where Firestore asks for a token and the web app has a key', () => {
    expect(appCheckProblems({ services: [enforced], siteKey: 'k' })).toEqual([])
  })

  it.each([
    ['nothing is set', {}, 2],
    ['it only counts', { services: [{ ...enforced, enforcementMode: 'UNENFORCED' }], siteKey: 'k' }, 1],
    ['another service asks', { services: [{ ...enforced, name: 'projects/1/services/x' }], siteKey: 'k' }, 1],
    ['there is no key', { services: [enforced], siteKey: '' }, 1],
  ])('are not where %s', (_what, config, problems) => {
    expect(appCheckProblems(config)).toHaveLength(problems)
  })
})

describe('every door', () => {
  let callables: string[]

  beforeAll(async () => {
    vi.stubEnv('GCLOUD_PROJECT', 'demo-unit')
    const exported = (await import('../../functions/src/index')) as Record<string, unknown>
    callables = Object.entries(exported)
      .filter(([, each]) => 'callableTrigger' in ((each as { __endpoint?: object }).__endpoint ?? {}))
      .map(([name]) => name)
    vi.unstubAllEnvs()
  })

  it('has its way from the page and the size of what it reads', () => {
    expect(callables.length).toBeGreaterThan(5)
    const ways = hostingOf(read('firebase.json')).rewrites.flatMap(({ source, function: to }) =>
      to === undefined ? [] : [`${source} ${to.functionId} ${to.region}`],
    )
    expect(ways.sort()).toEqual(
      [
        '/api/city-feed cityFeed asia-east2',
        ...callables.map((name) => `/call/${name} ${name} asia-east2`),
      ].sort(),
    )
    expect(Object.keys(BODY_AT_MOST).sort()).toEqual([...callables, 'cityFeed'].sort())
  })
})

describe('the pages', () => {
  const hosting = hostingOf(read('firebase.json'))

  it('each have their way to index.html, and nothing else has', () => {
    // What stands directly below `/`, by the indentation that the formatter keeps.
    const own = [...read('web/src/router.ts').matchAll(/^ {4,10}(?:\{ )?path: '\/?([a-z-]+)/gm)].map(
      ([, segment]) => segment,
    )
    const ways = hosting.rewrites.flatMap(({ source, destination }) =>
      destination === '/index.html' ? [source.split('/')[1]] : [],
    )
    expect([...new Set(ways)].sort()).toEqual([...new Set(own)].sort())
  })

  it('may connect to emulators where they are, and what is deployed may not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'local-config-'))
    writeFileSync(join(folder, 'firebase.json'), read('firebase.json'))
    const local = policyOf(hostingOf(readFileSync(await writeLocalConfig(folder, 100, ports(100)), 'utf8')))
    rmSync(folder, { recursive: true })
    expect(local).toContain(
      "connect-src 'self' http://127.0.0.1:9199 http://127.0.0.1:8180 http://127.0.0.1:9599",
    )
    const deployed = policyOf(hosting)
    expect(deployed).not.toMatch(/http:|127\.0\.0\.1|localhost/)
    expect(local.replaceAll(/ http:\/\/\S+?(?=[ ;])/g, '')).toBe(deployed)
  })
})
