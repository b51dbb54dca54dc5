import type { Records } from '../../../functions/src/domain/commands/facts'
import type { CommandType } from '../../../functions/src/domain/order/command'
import { EVIDENCE_KINDS, type Evidence } from '../../../functions/src/domain/evidence/evidence'
import { actingAs } from '../../../functions/src/domain/order/access'
import {
  type Acting,
  type Post,
  postKey,
  postOfKey,
  UNIT_ROLES,
  type Who,
} from '../../../functions/src/domain/people/people'
import type { CatalogueEntry, Unit } from '../../../functions/src/domain/people/unit'

/** Handlers besides each unit's own one, as `PEOPLE` says. */
const MORE_HANDLERS: Readonly<Record<string, readonly string[]>> = {
  mayi: ['twin', 'straddler', 'envoy'],
  zhujian: ['straddler', 'watcher'],
  chengguan: ['incumbent'],
}

const ready = (id: string, name: string): Unit => ({
  id,
  name,
  kind: 'department',
  section: '办公室',
  leadersInCharge: [`leader-in-charge-${id}`, ...(id === 'mayi' ? ['twin'] : [])],
  principalLeaders: [`principal-leader-${id}`],
  handlers: [`handler-${id}`, ...(MORE_HANDLERS[id] ?? [])],
})

export const UNITS: readonly Unit[] = [
  // A township with a list of one matter (R2.1).
  { ...ready('mayi', '马影镇'), kind: 'township', duties: ['010211'] },
  ready('zhujian', '县住建局'),
  ready('chengguan', '县城管局'),
  ready('huanbao', '湖口生态环境局'),
  ready('shuili', '县水利局'),
  ready('jiaoyun', '县交通运输局'),
]
/** Has nobody who could handle an order (R6.1). */
export const UNREADY: Unit = { ...ready('shangwu', '县商务局'), handlers: [] }

const person = (uid: string, key: string): Who => {
  const post = postOfKey(key)
  if (post === null) throw new Error(`no such post: ${key}`)
  return { uid, post }
}

/**
 * Everyone in every post. Some hold more than one: in one unit, in two, and in a unit and the centre, the city or the
 * supervision (which is refused today, but may be from before). One has left, and one was invited and is not among the staff.
 */
export const PEOPLE: readonly Who[] = [
  ...['clerk', 'reviewer', 'county-leader', 'supervision', 'discipline', 'city', 'administrator'].map(
    (role) => person(role, role),
  ),
  person('twin', 'handler@mayi'),
  person('twin', 'leader-in-charge@mayi'),
  person('straddler', 'handler@mayi'),
  person('straddler', 'handler@zhujian'),
  person('envoy', 'city'),
  person('envoy', 'handler@mayi'),
  person('watcher', 'supervision'),
  person('watcher', 'handler@zhujian'),
  person('incumbent', 'clerk'),
  person('incumbent', 'handler@chengguan'),
  person('assistant', 'clerk'),
  person('deputy', 'clerk'),
  person('deputy', 'reviewer'),
  person('leaver', 'clerk'),
  person('leaver', 'handler@mayi'),
  person('invited', 'reviewer'),
  ...[...UNITS, UNREADY].flatMap(({ id }) =>
    UNIT_ROLES.map((role) => person(`${role}-${id}`, `${role}@${id}`)),
  ),
]

/**
 * People whom a caller may accuse by name: without them, every stage still has somebody who can go on. Two of them leave
 * their unit nobody who handles, or nobody who reviews.
 */
export const ACCUSABLE: readonly string[] = [
  'twin',
  'straddler',
  'incumbent',
  'assistant',
  'handler-shuili',
  'leader-in-charge-jiaoyun',
]

/** The stored staff: everyone except people who were invited and did not come. */
export const STAFF: ReadonlyMap<string, { readonly active: boolean; readonly posts: readonly Post[] }> =
  new Map(
    PEOPLE.filter(({ uid }) => uid !== 'invited').map(({ uid }) => [
      uid,
      {
        active: uid !== 'leaver',
        posts: PEOPLE.filter((each) => each.uid === uid).map(({ post }) => post),
      },
    ]),
  )

/** What the doors make of each of them in each post: who they act as, or null where they are not let in at all. */
export const ACTING: ReadonlyMap<Who, Acting | null> = new Map(
  PEOPLE.map((who) => {
    const stored = STAFF.get(who.uid)
    const person = stored === undefined ? null : { ...stored, posts: stored.posts.map(postKey), tokens: [] }
    const acting = actingAs(who.uid, person, postKey(who.post))
    return [who, acting.ok ? acting.value : null]
  }),
)

/** Every evidence that a person's own side has laid down: one of each kind, named by both. */
const evidenceOf = (who: Who): Evidence[] =>
  EVIDENCE_KINDS.map((kind) => ({
    id: evidenceId(who, kind),
    order: 'MODEL',
    kind,
    name: `${kind}.pdf`,
    type: 'application/pdf',
    bytes: 1,
    sha256: '0'.repeat(64),
    by: who.uid,
    unit: who.post.unit,
    at: 0,
  }))
export const evidenceId = ({ post }: Who, kind: Evidence['kind']): string =>
  `${kind}/${post.unit ?? 'centre'}`
/** Two sides of the county, so that what the other laid down is there too. */
const EVIDENCE = [
  ...new Map(
    PEOPLE.flatMap(evidenceOf).map((evidence): [string, Evidence] => [evidence.id, evidence]),
  ).values(),
]

/** Every unit has one entry in the catalogue. */
const CATALOGUE: readonly CatalogueEntry[] = UNITS.map(({ id }) => ({
  id: `entry-${id}`,
  matter: '道路',
  code: '010211',
  unit: id,
  basis: '三定方案',
}))

/** What the doors find of the county's records, besides the other orders. */
export const RECORDS: Omit<Records, 'matters' | 'sameMatter' | 'order'> = {
  units: [...UNITS, UNREADY],
  persons: [...STAFF.keys()].map((uid) => ({ uid, name: uid })),
  catalogue: CATALOGUE,
  evidence: EVIDENCE,
}

export const named = (who: Who): string => `${who.uid} as ${postKey(who.post)}`
export type Chance = readonly [type: CommandType, who: Who]
