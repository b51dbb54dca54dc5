/**
 * `npm run state-chart` writes docs/lifecycle.md anew from the code; with `--check` it only says whether the page is what the
 * code does, and whether every stage was come to and left.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { lifecyclePage, unvisited } from './chart'

const file = resolve(import.meta.dirname, '../../docs/lifecycle.md')
const page = lifecyclePage()
const missing = unvisited(page)
if (missing.length > 0) {
  console.error(`no simulated order came to and left: ${missing.join(', ')}`)
  process.exitCode = 1
} else if (!process.argv.includes('--check')) {
  writeFileSync(file, page)
  console.log('docs/lifecycle.md is up to date')
} else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/lifecycle.md is not what the code does; run `npm run state-chart`')
  process.exitCode = 1
}
