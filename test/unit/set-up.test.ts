import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const SET_UP = resolve(import.meta.dirname, '../../scripts/set-up')

let clone: string
beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'fresh-clone-'))
  await cp(SET_UP, join(clone, 'scripts/set-up'), { recursive: true })
  await writeFile(join(clone, 'package-lock.json'), '{}')
  await mkdir(join(clone, 'bin'))
  // An npm that is as talkative as the real one, and installs nothing.
  await writeFile(join(clone, 'bin/npm-cli.js'), "console.log('added 914 packages')\n")
})
afterAll(() => rm(clone, { recursive: true }))

describe('set-up before a command whose answer a program reads', () => {
  it('says what it does beside the answer, and puts nothing into it', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(clone, 'scripts/set-up/main.mjs'), '--packages'],
      { encoding: 'utf8', env: { ...process.env, npm_execpath: join(clone, 'bin/npm-cli.js') } },
    )
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    expect(stderr).toContain('added 914 packages')
  })
})
