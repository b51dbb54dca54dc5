import { z } from 'zod'
import { TOWNSHIPS } from '../domain/matters/townships'
import { LIMITS } from '../contract/limits'
import { channelGiven } from './channels'
import { MECHANISMS } from '../domain/people/unit'
import { documentId } from './ids'
import { day } from './instant'
import { policySettings } from './policy'
import { line, name as nameOf, word } from './text'

const name = nameOf(LIMITS.name)
const actingAs = z.literal('administrator')

/** The domain judges whether a day is real, inside its year and worth saying: its answer names the day. */
const days = z.array(z.strictObject({ date: word(LIMITS.date), workday: z.boolean() })).max(LIMITS.days)
/** The version of the calendar the author saw; 0 before the first change. */
const calendarSeen = z.number().int().min(0)

const publishYear = z.strictObject({
  type: z.literal('publish-year'),
  actingAs,
  calendarVersion: calendarSeen,
  year: z.number().int().min(2000).max(2099),
  days,
})
const setCountyDays = z.strictObject({
  type: z.literal('set-county-days'),
  actingAs,
  calendarVersion: calendarSeen,
  days,
})
const setPolicy = z.strictObject({
  type: z.literal('set-policy'),
  actingAs,
  /** The version in force that the author saw and changed. */
  basedOn: documentId,
  policy: policySettings,
  /** Whether open orders go over to it; otherwise they keep the policy they began under. */
  appliesToOpen: z.boolean().default(false),
})

/** What the `administer` door takes. */
export const administration = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('set-staff'),
      actingAs,
      /** Who is new, or known by the address they sign in with. */
      email: z.email().max(LIMITS.email).toLowerCase().optional(),
      /** Who is there already. */
      uid: documentId.optional(),
      name,
      posts: z.array(word(LIMITS.post)).max(LIMITS.posts),
      active: z.boolean(),
      /** Invites somebody who is there already anew: what they sign in with now ends. Who is new is invited in any case. */
      invite: z.boolean().default(false),
      /** Takes effect without a second person, and everybody who watches is told. */
      emergency: z
        .strictObject({ reason: word(LIMITS.emergency).trim().min(LIMITS.emergencyAtLeast) })
        .optional(),
    })
    .refine(({ email, uid }) => (email === undefined) !== (uid === undefined), { path: ['email'] })
    .refine(({ email, invite, active }) => active || (email === undefined && !invite), { path: ['active'] }),
  z.strictObject({ type: z.literal('agree'), actingAs, proposal: documentId }),
  z.strictObject({ type: z.literal('decline'), actingAs, proposal: documentId }),
  z.strictObject({
    type: z.literal('set-unit'),
    actingAs,
    id: documentId,
    name,
    kind: z.enum(['township', 'department']),
    section: line(LIMITS.name),
    duties: z
      .array(z.string().regex(/^(\d{2}){1,3}$/))
      .max(LIMITS.duties)
      .optional(),
    disciplineGroup: line(LIMITS.name).optional(),
    mechanisms: z
      .array(z.strictObject({ kind: z.enum(MECHANISMS), document: nameOf(LIMITS.line), on: day }))
      .max(LIMITS.many)
      .optional(),
  }),
  z.strictObject({ type: z.literal('set-channel'), actingAs, uid: documentId, channel: channelGiven }),
  z.strictObject({
    type: z.literal('set-home'),
    actingAs,
    uid: documentId,
    home: z
      .strictObject({
        township: z.enum(Object.keys(TOWNSHIPS) as [string, ...string[]]),
        village: line(LIMITS.village).refine((village) => village.length >= LIMITS.villageAtLeast),
      })
      .nullable(),
  }),
  z.strictObject({
    type: z.literal('set-hosts'),
    actingAs,
    hosts: z
      .array(
        z.strictObject({
          host: word(LIMITS.host).trim().toLowerCase().min(1),
          port: z.int().min(1).max(65_535),
          inside: z.boolean(),
        }),
      )
      .max(LIMITS.hosts),
  }),
  z.strictObject({
    type: z.literal('retry-delivery'),
    actingAs,
    delivery: z
      .string()
      .max(LIMITS.deliveryId)
      .regex(/^[\w~@-]+$/),
  }),
  z.strictObject({ type: z.literal('require-password-change'), actingAs, uid: documentId }),
  z.strictObject({ type: z.literal('remove-second-factor'), actingAs, uid: documentId }),
  publishYear,
  setCountyDays,
  setPolicy,
])
type Administration = z.output<typeof administration>
export type SetStaff = Extract<Administration, { type: 'set-staff' }>

/** The order after which the preview goes on; null to begin. */
const after = z.object({ after: documentId.nullable() }).shape

/**
 * What the `previewAdministration` door takes: a change as `administer` takes it, one page of the open orders at a time,
 * or posts that somebody is to leave.
 */
export const preview = z.discriminatedUnion('type', [
  publishYear.extend(after),
  setCountyDays.extend(after),
  setPolicy.extend(after),
  z.strictObject({
    type: z.literal('leave-posts'),
    actingAs,
    uid: documentId.nullable(),
    posts: z.array(word(LIMITS.post)).min(1).max(LIMITS.posts),
  }),
])

/** What the `claimInvitation` door takes. The password's strength is the domain's to judge. */
export const invitationClaim = z.strictObject({
  token: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.[A-Za-z0-9_-]{43}$/),
  password: z.string().min(1).max(LIMITS.passwordRead),
})
