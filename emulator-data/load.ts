import { type Instant, toIso } from '../functions/src/domain/base/instant'
import { isUnitRole, type Post, ROLES } from '../functions/src/domain/people/people'
import { postName } from '../functions/src/domain/words/terms'
import { actsOn, entryFor } from './acts'
import { type Crew, crewAt, personIn, type Row } from './crew'
import { exceptionsOn } from './exceptions'
import { inParallel } from './in-parallel'
import { type LocalSystem, localNow, openLocalAdmin, targetOf } from './local-system'
import { SAMPLE_ORDERS, type SampleOrder } from './sample-orders'
import { seedCounty, signUpPeople } from './seed'
import { unitName } from './unit-names'

/** The emulator starts a process for each, and starting one costs more than it saves from here on. */
const HANDLED_AT_ONCE = 4

export interface SampleSignIn {
  readonly role: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** The sample county without its orders. */
export const loadSamplePeople = async (system: LocalSystem): Promise<void> => {
  const admin = openLocalAdmin(system)
  await Promise.all([seedCounty(admin.db), signUpPeople(admin.auth)])
  await admin.close()
}

/**
 * The whole sample county. Its orders come in and are handled through the real doors, so their clocks are real; what
 * was done at the first loading is a repeat at the second and changes nothing.
 */
export const loadSampleCounty = async (system: LocalSystem): Promise<SampleSignIn[]> => {
  await loadSamplePeople(system)
  const crew = crewAt(targetOf(system))
  const now = await localNow(system)
  await crew.takeIn(SAMPLE_ORDERS.map((order) => rowOf(order, now)))
  await inParallel(SAMPLE_ORDERS, HANDLED_AT_ONCE, (order) => handle(crew, order, now))
  return oneOfEachRole()
}

const rowOf = ({ cityNumber, message, transferredAgo, categorised }: SampleOrder, now: Instant): Row => ({
  cityNumber,
  title: message.title,
  text: message.text,
  category: categorised ? message.category : null,
  matter: categorised ? message.matter : null,
  township: message.township,
  place: message.place,
  transferredAt: toIso(now - transferredAgo),
  calledAt: null,
  cityDeadline: null,
  caller: message.caller,
})

const handle = async (
  crew: Crew,
  { cityNumber, message, acts }: SampleOrder,
  now: Instant,
): Promise<void> => {
  const { title, category, matter, township, place } = message
  const about = { title, category, township, place: place ?? '', entry: entryFor(matter, township) }
  const can = { ...actsOn(about), ...exceptionsOn(about, now) }
  let version = 1
  for (const [index, act] of acts.entries())
    version = await crew.give(cityNumber, `sample-${cityNumber}-${index}`, can[act], version)
}

/** For the table that a newcomer chooses from: the unit's people are those of 马影镇. */
const oneOfEachRole = (): SampleSignIn[] =>
  ROLES.map((role) => {
    const post: Post = { role, unit: isUnitRole(role) ? 'mayi' : null }
    const { name, email, password } = personIn(post)
    return { role: postName(post, unitName), name, email, password }
  })
