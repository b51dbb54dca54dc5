import { describe, expect, it } from 'vitest'
import { actsOn, entryFor } from '../../emulator-data/acts'
import { exceptionsOn } from '../../emulator-data/exceptions'
import { SAMPLE_CATALOGUE } from '../../emulator-data/catalogue'
import { SAMPLE_MESSAGES } from '../../emulator-data/messages'
import { SAMPLE_ORDERS } from '../../emulator-data/sample-orders'
import { SAMPLE_PEOPLE } from '../../emulator-data/sample-people'
import { SAMPLE_UNITS } from '../../emulator-data/units'
import { CATEGORIES } from '../../functions/src/domain/matters/category'
import { wordsIn } from '../../functions/src/domain/commands/written'
import { HOUR } from '../../functions/src/domain/base/instant'
import { postOfKey, ROLES } from '../../functions/src/domain/people/people'
import { MASKS, masked, personalDataIn, withoutCaller } from '../../functions/src/domain/people/personal-data'
import { TOWNSHIPS } from '../../functions/src/domain/matters/townships'
import { lacking } from '../../functions/src/domain/people/unit'
import { commandRequest } from '../../functions/src/schema/commands'
import { documentId } from '../../functions/src/schema/ids'
import { parseListed } from '../../functions/src/schema/transfer'

const NOW = Date.parse('2026-11-25T10:00:00+08:00')

const repeatedIn = (texts: readonly string[]): string[] =>
  texts.filter((text, index) => texts.indexOf(text) !== index)

describe('the sample people', () => {
  it('are each one person, with posts that exist', () => {
    expect(repeatedIn(SAMPLE_PEOPLE.map(({ uid }) => uid))).toEqual([])
    expect(repeatedIn(SAMPLE_PEOPLE.map(({ email }) => email))).toEqual([])
    expect(repeatedIn(SAMPLE_PEOPLE.map(({ name }) => name))).toEqual([])
    expect(SAMPLE_PEOPLE.flatMap(({ posts }) => posts).filter((post) => postOfKey(post) === null)).toEqual([])
  })

  it('fill every role, and include two posts in one person and one who has left', () => {
    const roles = SAMPLE_PEOPLE.flatMap(({ posts }) => posts.map((post) => postOfKey(post)?.role))
    expect(ROLES.filter((role) => !roles.includes(role))).toEqual([])
    expect(SAMPLE_PEOPLE.some(({ posts }) => posts.length > 1)).toBe(true)
    expect(SAMPLE_PEOPLE.filter(({ active }) => !active)).toHaveLength(1)
  })
})

describe('the sample units', () => {
  it('are every township and some departments, all ready but one (R6.1)', () => {
    const townships = SAMPLE_UNITS.filter(({ kind }) => kind === 'township').map(({ name }) => name)
    expect(townships).toEqual(Object.values(TOWNSHIPS).filter((name) => name !== '全县'))
    expect(SAMPLE_UNITS.filter((unit) => lacking(unit).length > 0).map(({ id }) => id)).toEqual(['wenlv'])
  })

  it('own every entry of the catalogue', () => {
    expect(repeatedIn(SAMPLE_CATALOGUE.map(({ id }) => id))).toEqual([])
    for (const { id, unit, basis } of SAMPLE_CATALOGUE) {
      expect(documentId.safeParse(id).success, id).toBe(true)
      expect(SAMPLE_UNITS.find((each) => each.id === unit) ?? id).not.toBe(id)
      expect(basis).toMatch(/^《.+》$|“三定”规定/)
    }
  })
})

describe('the sample messages', () => {
  it('are many, of every category, and each somebody’s duty', () => {
    expect(SAMPLE_MESSAGES.length).toBeGreaterThanOrEqual(60)
    expect(repeatedIn(SAMPLE_MESSAGES.map(({ title }) => title))).toEqual([])
    const categories = SAMPLE_MESSAGES.map(({ category }) => category)
    expect(CATEGORIES.filter((category) => !categories.includes(category))).toEqual([])
    for (const { matter, township } of SAMPLE_MESSAGES) expect(entryFor(matter, township).matter).toBe(matter)
  })

  it('[R16.1] name their caller in places, and nowhere after masking', () => {
    const clean = SAMPLE_MESSAGES.map(({ title, text, caller }) => ({
      caller,
      text: masked(`${title}\n${text}`, caller),
    }))
    for (const { caller, text } of clean) {
      expect(personalDataIn({ text })).toBeNull()
      if (caller.name !== '') expect(text).not.toContain(caller.name)
    }
    for (const { title, category, township, place, matter, caller } of SAMPLE_MESSAGES) {
      const acts = actsOn({
        title,
        category,
        township,
        place: place ?? '',
        entry: entryFor(matter, township),
      })
      for (const act of Object.values(acts))
        for (const said of Object.values(wordsIn(act))) expect(withoutCaller(said, caller)).toBe(said)
    }
    for (const mask of Object.values(MASKS)) expect(clean.some(({ text }) => text.includes(mask))).toBe(true)
  })
})

describe('the sample orders', () => {
  it('are of different messages and come in by themselves', () => {
    expect(repeatedIn(SAMPLE_ORDERS.map(({ message }) => message.title))).toEqual([])
    for (const { cityNumber, message } of SAMPLE_ORDERS) {
      const { title, text, category, matter, township, place, caller } = message
      const row = { cityNumber, title, text, category, matter, township, place, caller }
      expect(parseListed(row)).toHaveProperty('value.cityNumber', cityNumber)
    }
  })

  it('hold one that is overdue and two that are due within hours', () => {
    const waiting = SAMPLE_ORDERS.filter(({ acts }) => acts.length === 0).map(
      ({ transferredAgo }) => transferredAgo,
    )
    expect(waiting.filter((ago) => ago >= 24 * HOUR)).toHaveLength(1)
    expect(waiting.filter((ago) => ago >= 20 * HOUR && ago < 24 * HOUR)).toHaveLength(2)
  })

  it('are handled with commands the door takes', () => {
    for (const { cityNumber, message, acts } of SAMPLE_ORDERS) {
      const { title, category, matter, township, place } = message
      const about = { title, category, township, place: place ?? '', entry: entryFor(matter, township) }
      const can = { ...actsOn(about), ...exceptionsOn(about, NOW) }
      for (const act of acts) {
        const { type, data } = can[act]
        const request = { order: cityNumber, id: 'sample-command', type, actingAs: 'clerk', data }
        expect(commandRequest.safeParse(request).error).toBeUndefined()
      }
    }
  })
})
