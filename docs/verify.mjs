// A second verifier of the seals, from docs/seals.md alone. node verify.mjs EXPORT-DIR SEALS-DIR PUBLIC-KEY.pem
import { Buffer } from 'node:buffer'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const [exported, seals, keyFile] = process.argv.slice(2)
const key = createPublicKey(readFileSync(keyFile))
const hash = (text) => createHash('sha256').update(text, 'utf8').digest('hex')
const canonical = (value) =>
  Array.isArray(value)
    ? `[${value.map(canonical).join(',')}]`
    : value !== null && typeof value === 'object'
      ? `{${Object.keys(value)
          .sort()
          .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
          .join(',')}}`
      : JSON.stringify(value)
const lines = (file) => readFileSync(join(exported, file), 'utf8').split('\n').filter(Boolean).map((text) => JSON.parse(text)) // prettier-ignore
let wrong = 0
const say = (...words) => console.log(...words, ++wrong && '')

const chains = new Map() // 'order:JJ1' or 'ledger:administrations' → [{ hash, at }, …]
const link = (chain, number, at, { hash: said, ...hashed }) => {
  delete hashed.times
  const places = chains.get(chain) ?? chains.set(chain, []).get(chain)
  const is = hash(canonical(hashed))
  if (is !== said || number !== places.length + 1 || hashed.prevHash !== (places.at(-1)?.hash ?? ''))
    say('broken', chain, 'at', places.length + 1)
  places.push({ hash: is, at })
}
for (const { order, ...event } of lines('events.jsonl'))
  link(`order:${order}`, event.version, event.recordedAt, event)
for (const entry of [...lines('looks.jsonl'), ...lines('administrations.jsonl')])
  link(`ledger:${entry.ledger}`, entry.no, entry.at, entry)
for (const { id, version, hash: last } of lines('orders.jsonl'))
  if (chains.get(`order:${id}`)?.at(-1)?.hash !== last || chains.get(`order:${id}`).length !== version)
    say('broken', `order:${id}`, 'does not end at', version)

let [due, previous] = [1, '']
const names = readdirSync(seals).filter((each) => /^\d+\.json$/.test(each))
for (const name of names.sort()) {
  const { seal, signature } = JSON.parse(readFileSync(join(seals, name), 'utf8'))
  const leaves = gunzipSync(readFileSync(join(seals, `${name.slice(0, -5)}.${seal.root}.leaves.gz`))).toString().split('\n').filter(Boolean) // prettier-ignore
  let row = leaves.map((leaf) => hash(`leaf:${leaf}`))
  const paired = (left, i) => (i % 2 ? [] : i + 1 < row.length ? hash(`node:${left}${row[i + 1]}`) : left)
  while (row.length > 1) row = row.flatMap(paired)
  if ((row[0] ?? hash('')) !== seal.root) say('seal', seal.no, 'has not the root of its leaves')
  if (!verify(null, Buffer.from(canonical(seal)), key, Buffer.from(signature, 'base64'))) say('seal', seal.no, 'is not signed') // prettier-ignore
  if (seal.no !== due++ || seal.previous !== previous) say('seal', seal.no, 'does not follow')
  previous = hash(canonical(seal))
  const sealed = new Map(leaves.map((leaf) => /^(.*):(\d+):(\w+)$/.exec(leaf).slice(1)).map(([chain, number, last]) => [chain, { number: Number(number), last }])) // prettier-ignore
  for (const [chain, { number, last }] of sealed)
    if ((chains.get(chain)?.length ?? 0) < number) say('removed', chain, 'after seal', seal.no)
    else if (chains.get(chain)[number - 1].hash !== last) say('changed', chain, 'after seal', seal.no)
  for (const [chain, places] of chains)
    if (places[sealed.get(chain)?.number ?? 0]?.at < seal.at - 6e5) say('added', chain, 'after seal', seal.no)
}
process.exitCode = wrong === 0 ? 0 : 1
