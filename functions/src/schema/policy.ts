import { z } from 'zod'
import { LIMITS } from '../contract/limits'
import { name } from './text'
import { SATISFIED_GRADES } from '../domain/policy/grades'
import { DAY, HOUR, MINUTE } from '../domain/base/instant'
import {
  type Alarms,
  CLOCK_KINDS,
  INSPECTED_BY,
  LEVELS,
  LOST_ORDERS,
  type Policy,
  SECOND_FACTOR_OF,
  STAGE_WORKDAY_KINDS,
  type UrgentKind,
} from '../domain/policy/policy'

const whole = (least: number, most: number) => z.number().int().min(least).max(most)

/** A length of time in ms, of whole minutes. */
const time = (least: number, most: number) => whole(least, most).multipleOf(MINUTE)

const isRising = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number > numbers[index - 1]!)

const alarms: z.ZodType<Alarms, Alarms> = z.strictObject({
  remindBefore: z
    .array(time(MINUTE, 30 * DAY))
    .max(LIMITS.reminders)
    .refine((times) => isRising([...times].reverse())),
  climbAfter: z
    .array(z.strictObject({ after: time(MINUTE, 60 * DAY), to: z.enum(LEVELS) }))
    .max(LEVELS.length)
    .refine((climbs) => isRising(climbs.map(({ after }) => after)))
    // R17: it climbs, so each time somebody higher hears of it.
    .refine((climbs) => isRising(climbs.map(({ to }) => LEVELS.indexOf(to)))),
})

const urgentKinds: z.ZodType<readonly UrgentKind[], readonly UrgentKind[]> = z
  .array(z.strictObject({ code: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/), name: name(LIMITS.urgentKind) }))
  .max(LIMITS.urgentKinds)
  // `other` is what the city names and the policy does not.
  .refine((kinds) => !kinds.some(({ code }) => code === 'other'))
  .refine((kinds) =>
    (['code', 'name'] as const).every(
      (field) => new Set(kinds.map((each) => each[field])).size === kinds.length,
    ),
  )

const LIMIT = whole(1, 60)

type Settings = Omit<Policy, 'version'>

/**
 * What a policy may say. The bounds keep out typing errors – a limit of 80 workdays, a reminder every second – but
 * nothing that a county could want. Every setting of `Policy` must have its line here, or this does not compile.
 */
export const policySettings: z.ZodType<Settings, Settings> = z
  .strictObject({
    signWithin: time(HOUR, 7 * DAY),
    handlingWorkdays: z.strictObject({
      consultation: LIMIT,
      help: LIMIT,
      complaint: LIMIT,
      report: LIMIT,
      suggestion: LIMIT,
    }),
    dayEndsAtMinute: whole(1, 24 * 60),
    extendBefore: time(MINUTE, 7 * DAY),
    extensionsAtMost: whole(0, 5),
    thirdExtension: z.boolean(),
    returnWithin: time(HOUR, 7 * DAY),
    decideReturnWorkdays: whole(1, 10),
    stageWorkdays: z.record(z.enum(STAGE_WORKDAY_KINDS), whole(1, 30)),
    urgency: z.strictObject({
      kinds: urgentKinds,
      signWithin: time(5 * MINUTE, DAY),
      contactWithin: time(5 * MINUTE, 2 * DAY),
      progressWithin: time(HOUR, 7 * DAY),
    }),
    takenWithin: time(DAY, 400 * DAY),
    disputeAfterReturns: whole(1, 10),
    progressEveryWorkdays: whole(1, 30),
    inspectAfter: z.strictObject({
      repeats: whole(2, 50),
      repeatWithin: time(DAY, 400 * DAY),
      dissatisfied: whole(1, 20),
      redos: whole(1, 20),
      returns: whole(1, 20),
    }),
    inspectedBy: z.enum(INSPECTED_BY),
    sameCaller: z.strictObject({ within: time(DAY, 400 * DAY), closedWithin: time(DAY, 400 * DAY) }),
    panelAtLeast: whole(1, 15),
    panel: z.strictObject({ odd: z.boolean(), twoKinds: z.boolean(), notJudged: z.boolean() }),
    // The best one, two or three grades. A caller who is not satisfied never counts as satisfied.
    satisfiedGrades: z
      .array(z.enum(SATISFIED_GRADES))
      .min(1)
      .refine((grades) => grades.every((grade, index) => grade === SATISFIED_GRADES[index])),
    officeHours: z
      .strictObject({ from: whole(0, 24 * 60 - 1), to: whole(1, 24 * 60) })
      .refine(({ from, to }) => from < to),
    alarms: z.record(z.enum(CLOCK_KINDS), alarms),
    callbackAttempts: whole(1, 10),
    // A file is put together in a function's memory.
    evidence: z.strictObject({ maxBytes: whole(1024, 200 * 1024 * 1024), perOrder: whole(1, 200) }),
    guard: z.strictObject({
      secondPerson: z.boolean(),
      lostOrders: z.enum(LOST_ORDERS),
      looks: z
        .strictObject({ perHour: whole(1, 1000), perDay: whole(1, 5000) })
        .refine(({ perHour, perDay }) => perHour <= perDay),
      idleMinutes: whole(5, 24 * 60),
      secondFactorOf: z.enum(SECOND_FACTOR_OF),
    }),
  })
  // A limit that ends before the office opens would take the last workday away.
  .refine(({ dayEndsAtMinute, officeHours }) => dayEndsAtMinute > officeHours.from, {
    path: ['dayEndsAtMinute'],
  })
