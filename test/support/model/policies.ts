import { SATISFIED_GRADES } from '../../../functions/src/domain/policy/grades'
import { DAY, HOUR } from '../../../functions/src/domain/base/instant'
import {
  CLOCK_KINDS,
  DEFAULT_POLICY,
  type Policy,
  STAGE_WORKDAY_KINDS,
} from '../../../functions/src/domain/policy/policy'
import { policySettings } from '../../../functions/src/schema/policy'

/** What the model's county begins with: a short fuse for what takes many steps, so that the model gets there. */
export const POLICY: Policy = {
  ...DEFAULT_POLICY,
  callbackAttempts: 2,
  inspectAfter: { ...DEFAULT_POLICY.inspectAfter, repeatWithin: 5 * DAY },
}

/** Another policy, as the county might want one and the door lets in: other limits, thresholds, reminders and hours. */
export const anotherPolicy = (random: () => number): Omit<Policy, 'version'> => {
  const pick = <T>(...from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0]
  const alarms = (): Policy['alarms']['sign'] => ({
    remindBefore: pick([4 * HOUR], [48 * HOUR, 24 * HOUR], [30 * HOUR], []),
    climbAfter: pick<Policy['alarms']['sign']['climbAfter']>(
      [{ after: 3 * HOUR, to: 'county' }],
      [
        { after: HOUR, to: 'principal-leader' },
        { after: 20 * HOUR, to: 'county' },
      ],
      [],
    ),
  })
  return policySettings.parse({
    signWithin: pick(12, 24, 48) * HOUR,
    handlingWorkdays: {
      consultation: pick(1, 2, 3),
      help: pick(2, 4, 9),
      complaint: pick(3, 8, 12),
      report: pick(3, 8, 12),
      suggestion: pick(1, 2, 5),
    },
    dayEndsAtMinute: pick(24 * 60, 17 * 60 + 30),
    extendBefore: pick(12, 24, 48) * HOUR,
    extensionsAtMost: pick(1, 2, 3),
    thirdExtension: pick(false, true),
    returnWithin: pick(12, 24, 48) * HOUR,
    decideReturnWorkdays: pick(1, 2),
    stageWorkdays: Object.fromEntries(STAGE_WORKDAY_KINDS.map((kind) => [kind, pick(1, 2, 4)])),
    urgency: {
      ...DEFAULT_POLICY.urgency,
      signWithin: pick(0.5, 1) * HOUR,
      contactWithin: pick(1, 3) * HOUR,
      progressWithin: pick(12, 24) * HOUR,
    },
    disputeAfterReturns: pick(1, 2, 3),
    progressEveryWorkdays: pick(1, 3, 4),
    inspectAfter: {
      repeats: pick(2, 3, 4),
      repeatWithin: pick(1, 4, 90) * DAY,
      dissatisfied: pick(1, 2, 3),
      redos: pick(1, 2, 3),
      returns: pick(1, 2, 3),
    },
    inspectedBy: pick('both', 'supervision', 'discipline'),
    sameCaller: DEFAULT_POLICY.sameCaller,
    takenWithin: DEFAULT_POLICY.takenWithin,
    panelAtLeast: pick(1, 3),
    panel: { odd: pick(true, false), twoKinds: pick(true, false), notJudged: pick(true, false) },
    satisfiedGrades: SATISFIED_GRADES.slice(0, pick(1, 2, 3)),
    officeHours: pick({ from: 8 * 60 + 30, to: 17 * 60 + 30 }, { from: 9 * 60, to: 12 * 60 }),
    alarms: Object.fromEntries(CLOCK_KINDS.map((kind) => [kind, alarms()])),
    callbackAttempts: pick(1, 2, 3),
    evidence: DEFAULT_POLICY.evidence,
    guard: { ...DEFAULT_POLICY.guard, lostOrders: pick('own-acts', 'text') },
  })
}
