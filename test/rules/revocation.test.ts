import { deleteDoc, doc, type Firestore, onSnapshot, setDoc, updateDoc } from 'firebase/firestore'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Attempt } from './support/attempts'
import { PATHS } from './support/county'
import { Environment } from './support/environment'
import { persona } from './support/people'

const WHO = 'handlerOfMayiAndLiusi'
const { uid, staff } = persona(WHO)

let county: Environment
beforeAll(async () => {
  county = await Environment.open('demo-rules-revocation')
})
afterAll(() => county.close())
afterEach(() => administration((db, path) => setDoc(doc(db, path), { ...staff })))

const administration = (work: (db: Firestore, path: string) => Promise<void>): Promise<void> =>
  county.asServer((db) => work(db, `staff/${uid}`))

const get = (path: string): Attempt => ({ who: WHO, does: 'get', path })
const list = (token: string): Attempt => ({
  who: WHO,
  does: 'list',
  path: 'listings',
  where: [{ field: 'readers', op: 'array-contains', value: token }],
  limit: 50,
})

const ofMayi = get(PATHS.ofMayi)
const ofLiusi = get(PATHS.ofLiusi)
const outcomes = (...attempts: Attempt[]): Promise<string[]> =>
  Promise.all(attempts.map((attempt) => county.attempt(attempt)))

test('who is deactivated reads nothing from that moment, and who is taken back reads again', async () => {
  const all = [ofMayi, ofLiusi, list('unit:mayi'), get('units/mayi'), get('settings/county')]
  const each = (outcome: string): string[] => all.map(() => outcome)
  expect(await outcomes(...all)).toEqual(each('allowed'))

  await administration((db, path) => updateDoc(doc(db, path), { active: false }))
  expect(await outcomes(...all)).toEqual(each('denied'))

  await administration((db, path) => updateDoc(doc(db, path), { active: true }))
  expect(await outcomes(...all)).toEqual(each('allowed'))
})

test('who loses one post reads what the other lets them read, and no more', async () => {
  const all = [ofMayi, list('unit:mayi'), ofLiusi, list('unit:liusi')]
  expect(await outcomes(...all)).toEqual(['allowed', 'allowed', 'allowed', 'allowed'])

  await administration((db, path) => updateDoc(doc(db, path), { tokens: ['unit:liusi', 'handler@liusi'] }))
  expect(await outcomes(...all)).toEqual(['denied', 'denied', 'allowed', 'allowed'])
})

test('who is given a post reads by it from that moment, without signing in again', async () => {
  expect(await outcomes(get(PATHS.untouched), ofMayi)).toEqual(['denied', 'allowed'])

  await administration((db, path) => updateDoc(doc(db, path), { tokens: ['centre', 'clerk'] }))
  expect(await outcomes(get(PATHS.untouched), ofMayi)).toEqual(['allowed', 'allowed'])
})

test('who is struck off the staff reads nothing from that moment', async () => {
  expect(await outcomes(ofMayi)).toEqual(['allowed'])

  await administration((db, path) => deleteDoc(doc(db, path)))
  expect(await outcomes(ofMayi, list('unit:mayi'), get('units/mayi'))).toEqual(['denied', 'denied', 'denied'])
})

test('an order is read by a unit from the moment it has a part, and not a moment before', async () => {
  expect(await outcomes(get(PATHS.untouched))).toEqual(['denied'])

  await county.asServer((db) =>
    updateDoc(doc(db, PATHS.untouched), { readers: ['centre', 'leaders', 'unit:mayi'] }),
  )
  expect(await outcomes(get(PATHS.untouched))).toEqual(['allowed'])
})

test('who listened already is told of nothing that happens after they were deactivated', async () => {
  const heard: unknown[] = []
  const stop = onSnapshot(
    doc(county.as(WHO), PATHS.ofLiusi),
    (order) => heard.push(order.get('title')),
    (error) => heard.push(error.code),
  )
  await vi.waitUntil(() => heard.length === 1)
  await county.asServer((db) => updateDoc(doc(db, PATHS.ofLiusi), { title: '随后' }))
  await vi.waitUntil(() => heard.length === 2)

  await administration((db, path) => updateDoc(doc(db, path), { active: false }))
  await county.asServer((db) => updateDoc(doc(db, PATHS.ofLiusi), { title: '机密' }))
  await vi.waitUntil(() => heard.length === 3, { timeout: 10_000 })
  stop()
  expect(heard.slice(1)).toEqual(['随后', 'permission-denied'])
})
