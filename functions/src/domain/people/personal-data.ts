/**
 * A caller's personal data (R16.1) and how it is kept out of the order's text. The attack is curiosity: reading an
 * order must not reveal who complained, and a text reveals it in more ways than the form does.
 *
 * Two searches, because two mistakes are possible. The caller's own data is known, so it is searched in any spelling
 * and anywhere. Other people's numbers are known only by their shape, and a shape is judged narrowly: if an amount or
 * an order's number is taken for a telephone number, information is lost.
 */
import { TOWNSHIPS } from '../matters/townships'
import { namesIn } from './names-in-text'

export interface Caller {
  readonly name: string
  readonly phone: string
  readonly idNumber: string
  readonly address: string
}

export const MASKS = {
  name: '【姓名】',
  phone: '【电话】',
  idNumber: '【身份证号】',
  address: '【住址】',
} as const
/**
 * The mask in a text that is offered to somebody who wrote about the caller. It does not say which of the caller's data
 * they hit.
 */
const NEUTRAL_MASK = '【已隐去】'

/** From `start` up to `end`, in code units of the text. */
interface Found {
  readonly start: number
  readonly end: number
  readonly mask: string
}

/**
 * Full-width forms as plain ones and letters in upper case, unit for unit, so that positions in it are positions in the
 * text.
 */
const plain = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) - 0xfee0))
    .replace(/[a-z]/g, (unit) => unit.toUpperCase())

const HAN_DIGITS: Readonly<Record<string, string>> = {
  零: '0', 〇: '0', 一: '1', 幺: '1', 二: '2', 两: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9',
} // prettier-ignore

const withHanDigits = (text: string): string =>
  text.replace(/[零〇一幺二两三四五六七八九]/g, (unit) => HAN_DIGITS[unit]!)

const DASHES = '\\-‐‑‒–—―−_~'
const DOTS = '.·・•'
const INVISIBLE = '\\p{Cf}\\p{Mn}\\p{Me}'

/** The units of a text that count in a search, and their positions. */
interface Kept {
  readonly text: string
  readonly at: readonly number[]
}

const keep = (text: string, counts: RegExp): Kept => {
  const at: number[] = []
  let kept = ''
  for (let index = 0; index < text.length; index++) {
    if (!counts.test(text[index]!)) continue
    kept += text[index]!
    at.push(index)
  }
  return { text: kept, at }
}

/** Every place where the wanted units follow one another, with at most this many other units between two of them. */
const places = (
  { text, at }: Kept,
  wanted: string,
  gapAtMost: number,
): { readonly start: number; readonly end: number }[] => {
  const found: { start: number; end: number }[] = []
  for (let index = text.indexOf(wanted); index >= 0;) {
    const last = index + wanted.length - 1
    let near = true
    for (let unit = index; unit < last && near; unit++) near = at[unit + 1]! - at[unit]! - 1 <= gapAtMost
    if (near) found.push({ start: at[index]!, end: at[last]! + 1 })
    index = text.indexOf(wanted, near ? last + 1 : index + 1)
  }
  return found
}

const PROVINCE = '(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])'
const MONTH_AND_DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'
/**
 * The new and the old id number, found by region and date of birth. The check digit is not tested: a number with one
 * wrong digit reveals as much.
 */
const ID_NUMBER = new RegExp(
  `^${PROVINCE}\\d{4}(?:(?:18|19|20)\\d{2}${MONTH_AND_DAY}\\d{3}[\\dX]|\\d{2}${MONTH_AND_DAY}\\d{3})$`,
)
const MOBILE = /^(?:(?:00)?86)?1[3-9]\d{9}$/
/** A fixed line with its area code. It may be an office's, so a person's free text may contain one. */
const FIXED_LINE = /^(?:(?:010|02\d)[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7})$/

type Kind = 'idNumber' | 'mobile' | 'fixedLine'

const kindOf = (digits: string): Kind | null => {
  if (ID_NUMBER.test(digits)) return 'idNumber'
  if (MOBILE.test(digits)) return 'mobile'
  return FIXED_LINE.test(digits) ? 'fixedLine' : null
}

const SEPARATOR = `(?:\\s{1,2}|\\s?[${DASHES}${DOTS})]\\s?)`
const GROUP = `\\d[\\d${INVISIBLE}]*(?:X(?![0-9A-Z]))?`
const LAST_X = 'X(?![0-9A-Z])'
const RUN = new RegExp(`${GROUP}(?:${SEPARATOR}${GROUP})*(?:${SEPARATOR}${LAST_X})?`, 'gu')
const GROUPS = new RegExp(`${GROUP}|${LAST_X}`, 'gu')
const LONGEST = 18

interface Group {
  readonly digits: string
  readonly start: number
  readonly end: number
  /** The text between it and the next group, without white space. */
  readonly then: string
}

const groupsOf = (run: string, offset: number): Group[] => {
  const groups = [...run.matchAll(GROUPS)]
  return groups.map((group, index) => {
    const end = group.index + group[0].length
    return {
      digits: group[0].replace(/[^\dX]/g, ''),
      start: offset + group.index,
      end: offset + end,
      then: run.slice(end, groups[index + 1]?.index ?? end).replace(/\s/g, ''),
    }
  })
}

/** How people break up a number, as opposed to separate numbers that stand side by side. */
const isOneNumber = (groups: readonly Group[], kind: Kind): boolean => {
  const inner = groups.slice(0, -1)
  if (inner.length === 0) return true
  if (groups.every(({ digits }) => digits.length === 1)) return true
  if (kind === 'fixedLine') return groups[0]!.digits.length <= 4 && groups.length <= 3
  const [first, ...rest] =
    groups[0]!.digits === '86' || groups[0]!.digits === '0086' ? groups.slice(1) : groups
  if (
    first === undefined ||
    first.digits.length < 3 ||
    rest.some(({ digits }) => digits.length < 2 && digits !== 'X')
  )
    return false
  const separators = new Set([first, ...rest].slice(0, -1).map(({ then }) => then))
  return separators.size <= 1 && (!separators.has('.') || groups.length === 3)
}

/**
 * A number after one of these words is no telephone number. (The words for an account are not listed: an account is
 * often a telephone number.)
 */
const NUMBERED = /(?:编号|单号|户号|表号|案号|文号|票号)(?:为|是|[：:])?\s?$/
const MEASURED = /^\s?(?:元(?![旦月宵])|万|亿|平方|吨|公里|米)/

/** Numbers that are masked, whoever's they are. */
const numbersIn = (text: string, kinds: readonly Kind[]): Found[] => {
  const even = plain(text)
  const found: Found[] = []
  const add = (kind: Kind, start: number, end: number): void => {
    const mask = kind === 'idNumber' ? MASKS.idNumber : MASKS.phone
    const opened = /(?:\+|\()$/.test(even.slice(0, start)) && kind !== 'idNumber' ? 1 : 0
    found.push({ mask, start: start - opened, end })
  }
  for (const run of even.matchAll(RUN)) {
    const groups = groupsOf(run[0], run.index)
    for (let first = 0; first < groups.length;) {
      let taken = 1
      let digits = ''
      for (let last = first; last < groups.length && digits.length < LONGEST; last++) {
        digits += groups[last]!.digits
        const kind = kindOf(digits)
        if (kind === null || !kinds.includes(kind) || !isOneNumber(groups.slice(first, last + 1), kind))
          continue
        const { start, end } = { start: groups[first]!.start, end: groups[last]!.end }
        const isOther =
          NUMBERED.test(even.slice(Math.max(0, start - 8), start)) || MEASURED.test(even.slice(end, end + 4))
        if (isOther && kind !== 'idNumber') continue
        add(kind, start, end)
        taken = last - first + 1
        break
      }
      first += taken
    }
  }
  for (const run of text.matchAll(/[零〇一幺二三四五六七八九]{11,}/g)) {
    const kind = kindOf(withHanDigits(run[0]))
    if (kind !== null && kinds.includes(kind)) add(kind, run.index, run.index + run[0].length)
  }
  return found
}

/** The numbers in the caller's telephone field, each in the forms in which people may write it. */
const ownNumbers = (phone: string): string[] => {
  const each = plain(phone)
    .split(/[^\d\s\-()+.]+|\s{2,}|\s(?=1[3-9]\d{9})/)
    .map((part) => part.replace(/\D/g, ''))
  const forms = [...each, plain(phone).replace(/\D/g, '')].flatMap((digits) => [
    digits,
    digits.replace(/^(?:00)?86(?=1\d{10}$)/, ''),
    digits.replace(/^(?:010|02\d|0[3-9]\d{2})(?=\d{7,8}$)/, ''),
  ])
  return [...new Set(forms)].filter((digits) => digits.length >= 7).sort((a, b) => b.length - a.length)
}

const GAP_IN_NUMBER = 3

const ownPhone = (text: string, phone: string): Found[] => {
  const digits = keep(withHanDigits(plain(text)), /\d/)
  return ownNumbers(phone).flatMap((number) =>
    places(digits, number, GAP_IN_NUMBER).map((place) => ({ ...place, mask: MASKS.phone })),
  )
}

/** A shorter text is no document's number, but a word such as 无, or a slip. */
const ID_AT_LEAST = 6

const ownIdNumber = (text: string, idNumber: string): Found[] => {
  const wanted = plain(idNumber).replace(/[^0-9A-Z]/g, '')
  if (wanted.length < ID_AT_LEAST) return []
  return places(keep(plain(text), /[0-9A-Z]/), wanted, GAP_IN_NUMBER).map((place) => ({
    ...place,
    mask: MASKS.idNumber,
  }))
}

/** Words that stand where no name is given. Masking them would only spoil the text. */
const NAMELESS =
  /^(?:匿名|无名|无|未知|未提供|未透露|不详|不愿透露|保密|群众|市民|村民|居民|业主|热心市民|来电人|诉求人|先生|女士)$/
const TITLE =
  '(?:先生|女士|小姐|太太|同志|老师|师傅|大爷|大妈|大哥|大姐|阿姨|某某|某(?![些个种年月日天处地段公单小区村镇乡县市]))'
const COMPOUND_SURNAME = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|申屠)/
const GAP_IN_NAME = new RegExp(`[\\s${INVISIBLE}${DASHES}${DOTS}*]`, 'gu')
const COUNTS_IN_NAME = new RegExp(`[^\\s${INVISIBLE}${DASHES}${DOTS}*]`, 'u')
const LATIN = /[A-Z]/

/**
 * The caller's name. A name that is also a word (高兴) is masked even where the word was meant: a reader can guess a
 * spoilt word from its sentence, but a name left in cannot be taken back. The surname alone is shared by many and is
 * part of village names, so it is masked only in a form of address (张先生). The given name alone is not masked: 国庆 is
 * mostly a date.
 */
const ownName = (text: string, name: string): Found[] => {
  const whole = plain(name).replace(GAP_IN_NAME, '')
  const called = new RegExp(`^(.+?)${TITLE}$`).exec(whole)?.[1] ?? whole
  if (NAMELESS.test(called)) return []
  const even = plain(text)
  const kept = keep(even, COUNTS_IN_NAME)
  const parts = /[·・•]/.test(name)
    ? plain(name)
        .split(/[·・•]/)
        .map((part) => part.replace(GAP_IN_NAME, ''))
    : []
  const full = [called, ...parts].filter((part) => part.length >= 2).flatMap((part) => places(kept, part, 2))
  const standsAlone = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    !(LATIN.test(even[start]!) && LATIN.test(even[start - 1] ?? '')) &&
    !(LATIN.test(even[end - 1]!) && LATIN.test(even[end] ?? ''))
  const found = full.filter(standsAlone).map((place) => ({ ...place, mask: MASKS.name }))
  if (!/^\p{Script=Han}/u.test(called)) return found
  const surname = (COMPOUND_SURNAME.exec(called) ?? /^./u.exec(called)!)[0]
  for (const { index } of even.matchAll(new RegExp(`${surname}(?=\\s{0,2}${TITLE})`, 'gu')))
    found.push({ start: index, end: index + surname.length, mask: MASKS.name })
  return found
}

const NO_LEVEL = '[^省市县区镇乡村\\d]'
const TOWNSHIP = Object.values(TOWNSHIPS).join('|')
/** Places where many people live: dispatch needs them, and they reveal nobody. */
const ADMINISTRATIVE = new RegExp(
  `^(?:${NO_LEVEL}{2,6}(?:省|自治区))?(?:${NO_LEVEL}{2,6}市)?(?:${NO_LEVEL}{1,6}县|${NO_LEVEL}{1,5}[^小社校厂院园省市县区镇乡村\\d]区)?` +
    `(?:${TOWNSHIP}|${NO_LEVEL}{1,5}(?:镇|乡|街道|街道办事处))?(?:${NO_LEVEL}{1,6}(?:社区|村民?委员会|村委会|居委会|村))?(?:县?城区?(?=$))?`,
)
const DOOR = /[0-9]|[一二三四五六七八九十百](?=[号栋幢座单室组户弄楼层排房])/
/** Parts of an address this long or longer that contain a number point to a door. */
const TELLING = 4
/** An address this short is masked only as a whole. A shorter one says nothing. */
const SHORTEST = 3

const COUNTS_IN_ADDRESS = /[\p{L}\p{N}]/u

/**
 * The part of an address that points to a household: without the administrative part, unless too little would be left
 * to search for.
 */
const dwelling = (address: string): string => {
  const all = keep(plain(address), COUNTS_IN_ADDRESS).text
  const home = all.replace(ADMINISTRATIVE, '')
  if (home === '') return ''
  return home.length >= (DOOR.test(home) ? 2 : SHORTEST) ? home : all
}

const ownAddress = (text: string, address: string): Found[] => {
  const home = dwelling(address)
  const isDoor = DOOR.test(home)
  if (home.length < (isDoor ? 2 : SHORTEST)) return []
  const kept = keep(plain(text), COUNTS_IN_ADDRESS)
  const [here, wanted] = [withHanDigits(kept.text), withHanDigits(home)]
  const longest = longestMatches(here, wanted)
  const found: Found[] = []
  for (let start = 0; start < here.length; start++) {
    const length = longest[start]!
    const isWhole =
      length === wanted.length &&
      !(length < TELLING && /\d{2}/.test(here.slice(Math.max(0, start - 1), start + 1)))
    if (!isWhole && (length < TELLING || !DOOR.test(kept.text.slice(start, start + length)))) continue
    found.push({ start: kept.at[start]!, end: kept.at[start + length - 1]! + 1, mask: MASKS.address })
    start += length - 1
  }
  return found
}

/** For each position in the text: how much of `wanted`, from anywhere within it, matches from there. */
const longestMatches = (text: string, wanted: string): Uint16Array => {
  const longest = new Uint16Array(text.length)
  let after = new Uint16Array(wanted.length + 1)
  for (let at = text.length - 1; at >= 0; at--) {
    const here = new Uint16Array(wanted.length + 1)
    const unit = text.charCodeAt(at)
    for (let each = 0; each < wanted.length; each++) {
      if (wanted.charCodeAt(each) !== unit) continue
      here[each] = after[each + 1]! + 1
      if (here[each]! > longest[at]!) longest[at] = here[each]!
    }
    after = here
  }
  return longest
}

const replaceAll = (text: string, found: readonly Found[], neutral: string | null): string => {
  let replaced = ''
  let done = 0
  for (const { start, end, mask } of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    // Overlapping hits wait for the next round.
    if (start < done) continue
    replaced += text.slice(done, start) + (neutral ?? mask)
    done = end
  }
  return replaced + text.slice(done)
}

const A_MASK = new RegExp(`(${[...Object.values(MASKS), NEUTRAL_MASK].join('|')})`)

/** Masks are not searched again; otherwise a caller named 电话 would be found in them. */
const outsideMasks = (text: string, act: (part: string) => string): string =>
  text
    .split(A_MASK)
    .map((part, index) => (index % 2 === 1 ? part : act(part)))
    .join('')

type Search = (text: string, caller: Caller) => readonly Found[]

/** The caller's own data, sorted so that a longer item is found before a part of it. */
const OWN: readonly Search[] = [
  (text, { idNumber }) => ownIdNumber(text, idNumber),
  (text, { phone }) => ownPhone(text, phone),
  (text, { address }) => ownAddress(text, address),
  (text, { name }) => ownName(text, name),
]

const SEARCHES: readonly Search[] = [
  (text, { idNumber }) => ownIdNumber(text, idNumber),
  // Before the telephones: the birth date in a broken-up id number can look like one.
  (text) => numbersIn(text, ['idNumber']),
  (text) => numbersIn(text, ['mobile', 'fixedLine']),
  (text, { phone }) => ownPhone(text, phone),
  (text, { address }) => ownAddress(text, address),
  (text, { name }) => ownName(text, name),
  (text) => namesIn(text).map((place) => ({ ...place, mask: MASKS.name })),
]

/**
 * Masking may uncover what overlapped, so it repeats until nothing is found. Masking the result again then changes
 * nothing.
 */
const without = (
  text: string,
  caller: Caller,
  searches: readonly Search[],
  neutral: string | null = null,
): string => {
  let before = text
  for (;;) {
    let after = before
    for (const search of searches)
      after = outsideMasks(after, (part) => replaceAll(part, search(part, caller), neutral))
    if (after === before) return after
    before = after
  }
}

/** The text without the caller's own data, and without anybody's telephone, id number or name. */
export const masked = (text: string, caller: Caller): string => without(text, caller, SEARCHES)

/** Somebody's text without the caller's own data; unchanged where it holds none. */
export const withoutCaller = (text: string, caller: Caller): string =>
  without(text, caller, OWN, NEUTRAL_MASK)

/** Digits in any of the spellings that are searched. A mobile number has eleven, and no other number has fewer. */
const DIGITS = /[\d\uff10-\uff19零〇一幺二三四五六七八九]/g

const tells = (text: string, kinds: readonly Kind[], least: number): boolean =>
  (text.match(DIGITS)?.length ?? 0) >= least && numbersIn(text, kinds).length > 0

/** Fields that hold somebody's words, by path: `note`, `steps.1.what`. */
export type Words = Readonly<Record<string, string>>

/** The first field whose text reveals an id number or a mobile number, or null. */
export const personalDataIn = (
  words: Words,
  kinds: readonly Kind[] = ['idNumber', 'mobile'],
): string | null => Object.entries(words).find(([, text]) => tells(text, kinds, 11))?.[0] ?? null

/**
 * A local number is recognised only by the words before it. Service numbers such as 12345 and 400-… are shorter or
 * longer.
 */
const LOCAL_TELEPHONE =
  /(?:电话|座机|手机|传真|联系方式|致电|拨打)[^\d\n]{0,6}[2-8]\d{2,3}[-\s]?\d{4}(?![\d元])/

/** Whether a text holds a telephone number, anybody's: a mobile or a fixed line. */
export const tellsTelephone = (text: string): boolean =>
  tells(text, ['mobile', 'fixedLine'], 10) || LOCAL_TELEPHONE.test(plain(text))

const OFFICE_TELEPHONE =
  /(?<!\d)(?:(?:0\d{2,3}[-\s]?)?[2-8]\d{2,3}[-\s]?\d{4}|1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|400[-\s]?\d{3}[-\s]?\d{4}|1[12]\d{3}|9\d{4})(?!\d)/

/** Whether it holds a number that a caller could dial: a unit's contact must have one. */
export const tellsOfficeTelephone = (text: string): boolean => OFFICE_TELEPHONE.test(plain(text))
