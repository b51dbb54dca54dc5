import { type Role, UNIT_ROLES } from '../functions/src/domain/people/people'
import { UNIT_NAMES } from './unit-names'

/** Everybody's. It opens nothing but an emulator on the machine it was typed on. */
export const SAMPLE_PASSWORD = 'hotline-local'

export interface SamplePerson {
  readonly uid: string
  readonly email: string
  readonly password: string
  readonly name: string
  /** Post keys, as `handler@mayi`. */
  readonly posts: readonly string[]
  readonly active: boolean
}

const person = (uid: string, name: string, posts: readonly string[], active = true): SamplePerson => ({
  uid,
  email: `${uid}@hotline.example`,
  password: SAMPLE_PASSWORD,
  name,
  posts,
  active,
})

const SURNAMES = '张 王 李 刘 陈 杨 吴 周 徐 沈 曹 柯 殷 梅 段 石 崔 汪 欧 曾 蔡 宋'.split(' ')
const GIVEN_NAMES = '建平 秀兰 志强 小燕 国华 丽萍 海涛 雪梅 文斌 美玲 永生'.split(' ')

/** Surnames and given names are in step only after 22 × 11 people, so that nobody's name comes twice. */
const nameOf = (index: number): string =>
  `${SURNAMES[index % SURNAMES.length]}${GIVEN_NAMES[(index + Math.floor(index / SURNAMES.length)) % GIVEN_NAMES.length]}`

/** `mayi-handler`, `mayi-leader`, `mayi-principal`. */
const UID_PART: Readonly<Record<(typeof UNIT_ROLES)[number], string>> = {
  handler: 'handler',
  'leader-in-charge': 'leader',
  'principal-leader': 'principal',
}

const inUnits = UNIT_NAMES.filter(({ staffed }) => staffed)
  .flatMap(({ id }) => UNIT_ROLES.map((role) => ({ id, role })))
  .map(({ id, role }, index) => person(`${id}-${UID_PART[role]}`, nameOf(index), [`${role}@${id}`]))

const COUNTY_PEOPLE: readonly (readonly [Role, string])[] = [
  ['county-leader', '余立新'],
  ['supervision', '方敏'],
  ['discipline', '丁守正'],
  ['city', '夏晓岚'],
  ['administrator', '童工'],
]

/** The people of the sample county, all made up. The clerk is the first and the reviewer the second. */
export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  person('clerk', '何晓春', ['clerk']),
  person('reviewer', '谢审行', ['reviewer']),
  // Two posts in the centre: each command says in which of them it is given.
  person('deputy', '彭双任', ['clerk', 'reviewer']),
  ...inUnits,
  // Two posts in one unit: may write feedback and may review it, but not their own (R9.1).
  person('liufang-deputy', '万兼任', ['handler@liufang', 'leader-in-charge@liufang']),
  ...COUNTY_PEOPLE.map(([role, name]) => person(role, name, [role])),
  // Much that one administrator wants takes another.
  person('administrator-2', '陆工', ['administrator']),
  // Has left: can still sign in, and reads and does nothing.
  person('former-clerk', '郑已离', ['clerk'], false),
]
