import { allows, type Case, type Condition, group, notFor, notToWrite } from '../support/attempts'
import { PATHS } from '../support/county'
import { OUTSIDERS } from '../support/people'

const readBy = (...tokens: string[]): readonly Condition[] => [
  { field: 'readers', op: 'array-contains-any', value: tokens },
]
const waitingFor = (...queues: string[]): readonly Condition[] => [
  { field: 'queues', op: 'array-contains-any', value: queues },
]
const MINE = [{ field: 'readers', op: 'array-contains', value: 'unit:mayi' }] as const
const HANDLING = { field: 'stage', op: '==', value: 'handling' } as const
const FORGED = { readers: ['unit:mayi'], open: false }

export const orders: readonly Case[] = [
  allows(
    '[R17] a unit reads an order it has a part in',
    { who: 'handlerOfMayi', does: 'get', path: PATHS.ofMayi },
    {
      ...notFor(...OUTSIDERS, 'handlerOfLiusi', 'handlerOfLiusiWithClaims', 'handlerWithoutTokens'),
      ...notFor('supervision', 'discipline', 'city', 'administrator'),
      'not an order of another unit': { path: PATHS.ofLiusi },
      'not an order that no unit has been given': { path: PATHS.untouched },
      'not its listing, which lists alone read': { path: PATHS.listingOfMayi },
      'not to learn whether an order exists': { path: PATHS.absent },
      ...notToWrite(FORGED),
    },
  ),
  allows(
    "[R17] a unit's leader in charge reads the unit's order",
    { who: 'leaderInChargeOfMayi', does: 'get', path: PATHS.ofMayi },
    {
      'not that of another unit': { path: PATHS.ofLiusi },
      'nor an order not given': { path: PATHS.untouched },
    },
  ),
  allows(
    "[R17] a unit's principal leader reads the unit's order",
    { who: 'principalOfMayi', does: 'get', path: PATHS.ofMayi },
    {
      'not that of another unit': { path: PATHS.ofLiusi },
      'nor an order not given': { path: PATHS.untouched },
    },
  ),
  allows(
    'the centre reads an order before any unit does',
    { who: 'clerk', does: 'get', path: PATHS.untouched },
    {
      ...notFor(...OUTSIDERS, 'handlerOfMayi', 'principalOfMayi', 'administrator'),
      'not one that is not there': { path: PATHS.absent },
      ...notToWrite({ stage: 'archived' }),
    },
  ),
  allows(
    'the reviewer reads an order before any unit does',
    { who: 'reviewer', does: 'get', path: PATHS.untouched },
    { ...notFor('formerClerk', 'leaderInChargeOfMayi'), ...notToWrite({ stage: 'archived' }) },
  ),
  allows(
    '[R17] the county leaders read every order',
    { who: 'countyLeader', does: 'get', path: PATHS.ofLiusi },
    { ...notFor('supervision', 'handlerOfMayi', 'city'), ...notToWrite(FORGED) },
  ),
  allows(
    "a joint order's other unit reads it too",
    { who: 'handlerOfLiusi', does: 'get', path: PATHS.joint },
    { ...notFor('handlerOfShuangzhong'), 'only where it has a part': { path: PATHS.ofMayi } },
  ),
  allows(
    'a person with posts in two units reads the orders of both',
    { who: 'handlerOfMayiAndLiusi', does: 'get', path: PATHS.ofLiusi },
    { 'not an order neither has': { path: PATHS.untouched }, ...notFor('handlerOfMayi') },
  ),
  allows(
    '[R16.2] a unit reads an order that accuses another',
    { who: 'handlerOfLiusi', does: 'get', path: PATHS.accusingShuangzhong },
    {
      ...notFor(...OUTSIDERS, 'handlerOfShuangzhong', 'handlerOfLiusiAndShuangzhong', 'handlerWithoutTokens'),
      'not the order it was barred from': { path: PATHS.accusing },
      ...notToWrite(FORGED),
    },
  ),
  allows(
    '[R16.2] a person with posts in two units reads it too where neither is accused, one order at a time',
    { who: 'handlerOfMayiAndLiusi', does: 'get', path: PATHS.accusingShuangzhong },
    { ...notFor('handlerOfLiusiAndShuangzhong', 'clerkAndHandlerOfShuangzhong') },
  ),
  allows(
    '[R16.2] the centre reads what accuses a unit, but for who holds a post there as well',
    { who: 'clerk', does: 'get', path: PATHS.accusingShuangzhong },
    { ...notFor('clerkAndHandlerOfShuangzhong', 'formerClerk', 'handlerOfShuangzhong', 'administrator') },
  ),
  allows(
    '[R16.2] who holds a post in one unit and in the centre reads what accuses another',
    { who: 'clerkAndHandlerOfShuangzhong', does: 'get', path: PATHS.accusing },
    { 'not what accuses their own': { path: PATHS.accusingShuangzhong } },
  ),
  allows(
    '[R16.2] the unit of somebody accused reads the order, the accused does not',
    { who: 'handlerOfLiusi', does: 'get', path: PATHS.accusingPeople },
    { ...notFor('accusedHandlerOfLiusi', 'accusedClerk') },
  ),
  allows(
    '[R16.2] who is accused in one order reads what accuses others, one order at a time',
    { who: 'accusedClerk', does: 'get', path: PATHS.accusingShuangzhong },
    { 'not what accuses them': { path: PATHS.accusingPeople } },
  ),
  allows(
    '[R16.2] the centre lists what accuses somebody among the rest',
    { who: 'clerk', does: 'list', path: 'listings', where: readBy('centre', 'clear:centre'), limit: 200 },
    {
      ...notFor('accusedClerk', 'clerkAndHandlerOfShuangzhong', 'handlerOfLiusi', 'formerClerk'),
      'not by the clear token of a unit': { where: readBy('centre', 'clear:unit:liusi') },
      'not without a limit': { limit: null },
    },
  ),
  allows(
    '[R16.2] a unit counts what accuses others among its own',
    {
      who: 'handlerOfLiusi',
      does: 'count',
      path: 'listings',
      where: readBy('unit:liusi', 'clear:unit:liusi'),
      limit: 200,
    },
    {
      ...notFor('accusedHandlerOfLiusi', 'handlerOfMayiAndLiusi', 'handlerOfLiusiAndShuangzhong', 'stranger'),
    },
  ),
  allows(
    '[R17] a unit lists its own orders, two hundred at a time',
    { who: 'handlerOfMayi', does: 'list', path: 'listings', where: MINE, limit: 200 },
    {
      ...notFor(
        ...OUTSIDERS,
        'handlerOfLiusi',
        'handlerOfLiusiWithClaims',
        'handlerWithoutTokens',
        'administrator',
      ),
      "not another unit's": { where: [{ field: 'readers', op: 'array-contains', value: 'unit:liusi' }] },
      "not another unit's among its own": { where: readBy('unit:mayi', 'unit:liusi') },
      "not the centre's among its own": { where: readBy('unit:mayi', 'handler@mayi', 'centre') },
      'not by another condition instead': { where: [HANDLING], unprovable: true },
      'not by another condition besides': { where: [{ any: [...MINE, HANDLING] }], unprovable: true },
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'not the orders themselves': { path: 'orders' },
      'not by way of every collection of that name': { path: group('listings') },
      'and adds none': { does: { add: FORGED } },
    },
  ),
  allows(
    '[R17] what is open: own orders, the most pressing first',
    {
      who: 'handlerOfMayi',
      does: 'list',
      path: 'listings',
      where: [...readBy('unit:mayi', 'handler@mayi'), { field: 'open', op: '==', value: true }],
      orderBy: 'rank',
      limit: 50,
    },
    {
      ...notFor('handlerOfLiusi', 'formerHandlerOfMayi'),
      "not another unit's": {
        where: [...readBy('unit:liusi'), { field: 'open', op: '==', value: true }],
      },
      'not without a limit': { limit: null },
    },
  ),
  allows(
    '[R17] a queue of one post: what waits for it',
    {
      who: 'handlerOfMayi',
      does: 'list',
      path: 'listings',
      where: waitingFor('handler@mayi/handling', 'clear:handler@mayi/handling'),
      orderBy: 'rank',
      limit: 50,
    },
    {
      ...notFor(...OUTSIDERS, 'handlerOfLiusi', 'handlerOfLiusiWithClaims', 'clerk', 'administrator'),
      "not of another role in one's unit": { who: 'leaderInChargeOfMayi' },
      "not another unit's": { where: waitingFor('handler@liusi/handling') },
      "not another unit's among its own": {
        where: waitingFor('handler@mayi/handling', 'handler@liusi/handling'),
      },
      'not a queue that its role does not have': { where: waitingFor('handler@mayi/unit-review') },
      "not the centre's": { where: waitingFor('clerk/sign') },
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not the orders themselves': { path: 'orders' },
      'not by way of every collection of that name': { path: group('listings') },
      'and adds none': { does: { add: FORGED } },
    },
  ),
  allows(
    '[R17] a queue is counted as a whole, up to ten thousand',
    {
      who: 'clerk',
      does: 'count',
      path: 'listings',
      where: waitingFor('clerk/sign', 'clear:clerk/sign'),
      limit: 10_000,
    },
    {
      ...notFor('formerClerk', 'reviewer', 'handlerOfMayi'),
      'not by readers instead': { where: readBy('centre') },
      'not more at a time': { limit: 10_001 },
      'not without a limit': { limit: null },
    },
  ),
  allows(
    '[R17] what somebody must leave to others is counted apart',
    {
      who: 'reviewer',
      does: 'count',
      path: 'listings',
      where: [
        ...waitingFor('reviewer/call-back'),
        { field: 'except.call-back.reviewer', op: '==', value: true },
      ],
      limit: 10_000,
    },
    { ...notFor('clerk', 'formerClerk'), 'not without the queue': { where: [] } },
  ),
  allows(
    '[R16.2] a queue holds what accuses somebody for those alone whom no order can accuse elsewhere',
    {
      who: 'handlerOfLiusi',
      does: 'list',
      path: 'listings',
      where: waitingFor('handler@liusi/handling', 'clear:handler@liusi/handling'),
      limit: 50,
    },
    {
      ...notFor('accusedHandlerOfLiusi', 'handlerOfMayiAndLiusi', 'handlerOfLiusiAndShuangzhong'),
      "not another unit's": { where: waitingFor('clear:handler@shuangzhong/handling') },
    },
  ),
  allows(
    'a person with posts in two units lists the orders of both',
    {
      who: 'handlerOfMayiAndLiusi',
      does: 'list',
      path: 'listings',
      where: readBy('unit:mayi', 'unit:liusi'),
      limit: 200,
    },
    {
      ...notFor('handlerOfMayi', 'handlerOfLiusi'),
      "not a third's among them": { where: readBy('unit:mayi', 'unit:liusi', 'unit:shuangzhong') },
    },
  ),
  allows(
    'the centre lists every order, two hundred at a time',
    { who: 'clerk', does: 'list', path: 'listings', where: readBy('centre'), limit: 200 },
    {
      ...notFor('formerClerk', 'selfAppointed', 'handlerOfMayi'),
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
    },
  ),
  allows(
    'a unit counts its own orders',
    { who: 'handlerOfMayi', does: 'count', path: 'listings', where: MINE, limit: 200 },
    {
      ...notFor('handlerOfLiusi', 'stranger'),
      "not another unit's": { where: readBy('unit:liusi') },
      'not all there are': { where: [], unprovable: true },
      'not beyond the limit': { limit: 201 },
      'not without a limit': { limit: null },
    },
  ),
]

export const events: readonly Case[] = [
  allows(
    '[R6.2] a unit reads a step of its inner loop',
    { who: 'handlerOfMayi', does: 'get', path: PATHS.stepOfMayi },
    {
      ...notFor(...OUTSIDERS, 'handlerOfLiusi', 'handlerOfLiusiWithClaims', 'handlerWithoutTokens'),
      ...notFor('supervision', 'city', 'administrator'),
      'not what the centre did before it was chosen': { path: PATHS.verified },
      'not an event that is not there': { path: PATHS.absentEvent },
      ...notToWrite(FORGED),
    },
  ),
  allows(
    '[R16.2] a unit reads of its dispatch, unless it turned out to be accused',
    { who: 'handlerOfMayi', does: 'get', path: PATHS.dispatchedToMayi },
    {
      'not of the one it was barred from': { path: PATHS.dispatchedToAccused },
      'nor that order itself': { path: PATHS.accusing },
    },
  ),
  allows(
    '[R16.2] a unit lists the history of its order, unless it turned out to be accused',
    {
      who: 'handlerOfMayi',
      does: 'list',
      path: `${PATHS.ofMayi}/events`,
      where: readBy('unit:mayi'),
      limit: 500,
    },
    { 'not of the one it was barred from': { path: `${PATHS.accusing}/events` } },
  ),
  allows(
    '[R16.2] a unit reads the history of an order that accuses another',
    { who: 'handlerOfLiusi', does: 'get', path: PATHS.dispatchedInAccusing },
    { ...notFor('handlerOfLiusiAndShuangzhong', 'handlerOfShuangzhong', 'formerHandlerOfMayi') },
  ),
  allows(
    '[R16.2] a person with posts in two units lists that history where neither is accused',
    {
      who: 'handlerOfMayiAndLiusi',
      does: 'list',
      path: `${PATHS.accusingShuangzhong}/events`,
      where: readBy('unit:liusi'),
      limit: 500,
    },
    { ...notFor('handlerOfLiusiAndShuangzhong', 'clerkAndHandlerOfShuangzhong', 'handlerOfShuangzhong') },
  ),
  allows(
    '[R16.2] colleagues of somebody accused read what was done',
    { who: 'handlerOfLiusi', does: 'get', path: PATHS.stepInAccusingPeople },
    { ...notFor('accusedHandlerOfLiusi', 'accusedClerk') },
  ),
  allows(
    '[R16.2] colleagues in the centre read who is accused',
    { who: 'clerk', does: 'get', path: PATHS.verifiedInAccusingPeople },
    { ...notFor('accusedClerk', 'handlerOfLiusi') },
  ),
  allows(
    "a joint order's unit reads what was decided for all",
    { who: 'handlerOfLiusi', does: 'get', path: PATHS.jointDispatch },
    { "not the other unit's inner loop": { path: PATHS.jointStepOfMayi }, ...notFor('handlerOfShuangzhong') },
  ),
  allows(
    "a joint order's unit reads its own inner loop",
    { who: 'handlerOfLiusi', does: 'get', path: PATHS.jointStepOfLiusi },
    { ...notFor('handlerOfMayi', 'handlerOfShuangzhong') },
  ),
  allows(
    '[R17] the county leaders read what was breached',
    { who: 'countyLeader', does: 'get', path: PATHS.breachOfMayi },
    { ...notFor('handlerOfLiusi', 'discipline'), ...notToWrite({ at: 0 }) },
  ),
  allows(
    'the centre reads what it did before a unit was chosen',
    { who: 'clerk', does: 'get', path: PATHS.verified },
    { ...notFor('handlerOfMayi', 'formerClerk'), ...notToWrite({ by: 'somebody-else' }) },
  ),
  allows(
    "a unit lists what it may know of an order's history, five hundred at a time",
    {
      who: 'handlerOfMayi',
      does: 'list',
      path: `${PATHS.ofMayi}/events`,
      where: readBy('unit:mayi', 'handler@mayi'),
      orderBy: 'version',
      limit: 500,
    },
    {
      ...notFor(...OUTSIDERS, 'handlerOfLiusi', 'handlerWithoutTokens', 'administrator'),
      "not another unit's part of it": { where: readBy('unit:liusi') },
      "not the centre's part of it": { where: readBy('unit:mayi', 'centre') },
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 501 },
      "not every order's at once": { path: group('events') },
      'and adds none': { does: { add: FORGED } },
    },
  ),
  allows(
    "the centre lists an order's whole history",
    { who: 'clerk', does: 'list', path: `${PATHS.ofMayi}/events`, where: readBy('centre'), limit: 500 },
    {
      ...notFor('formerClerk', 'handlerOfMayi'),
      "not every order's at once": { path: group('events') },
      'not by a unit it does not belong to': { where: readBy('unit:mayi') },
    },
  ),
]

const UNITS_OF_IT = ['handlerOfMayi', 'principalOfMayi', 'leaderInChargeOfMayi'] as const

/** What a unit may not know of its own order: that it is flagged, that it is inspected, and what is found. */
export const inspections: readonly Case[] = [
  allows(
    '[R10.2] the inspectors read a flagged order, with what the inspection says',
    { who: 'supervision', does: 'get', path: PATHS.inspection },
    {
      ...notFor(...OUTSIDERS, ...UNITS_OF_IT, 'clerk', 'countyLeader', 'city', 'administrator'),
      'not where the unit reads it, which would tell it': { path: PATHS.inspected },
      'not its listing, which lists alone read': { path: PATHS.inspectionListing },
      'not an order that is not flagged': { path: PATHS.absentInspection },
      ...notToWrite({ inspection: null }),
    },
  ),
  allows(
    '[R10.2] the inspectors list flagged orders, two hundred at a time',
    {
      who: 'discipline',
      does: 'list',
      path: 'inspectionListings',
      where: readBy('discipline'),
      limit: 200,
    },
    {
      ...notFor(...OUTSIDERS, ...UNITS_OF_IT, 'clerk', 'administrator'),
      'not by another token': { where: readBy('unit:mayi') },
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'not the whole orders': { path: 'inspections' },
      'not by way of every collection of that name': { path: group('inspectionListings') },
      'and add none': { does: { add: FORGED } },
    },
  ),
  allows(
    '[R10.2] what waits for the inspectors waits for them alone',
    {
      who: 'supervision',
      does: 'count',
      path: 'inspectionListings',
      where: waitingFor('supervision/inspecting', 'clear:supervision/inspecting'),
      limit: 10_000,
    },
    {
      ...notFor(...OUTSIDERS, ...UNITS_OF_IT, 'clerk', 'countyLeader', 'discipline', 'administrator'),
      "not another body's": { where: waitingFor('discipline/open-inspection') },
      'not without a condition': { where: [] },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 10_001 },
      'and add none': { does: { add: FORGED } },
    },
  ),
  allows(
    "[R10.2] the inspectors read a unit's inner loop in a flagged order",
    { who: 'discipline', does: 'get', path: PATHS.stepInspected },
    {
      ...notFor('handlerOfLiusi', 'city', 'administrator'),
      'not in an order that is not flagged': { path: PATHS.stepOfMayi },
    },
  ),
  allows(
    "[R10.2] the inspectors list a flagged order's history",
    {
      who: 'supervision',
      does: 'list',
      path: `${PATHS.inspected}/events`,
      where: readBy('supervision'),
      limit: 500,
    },
    {
      'not that of an order that is not flagged': { path: `${PATHS.ofMayi}/events`, unprovable: true },
      'not what is for the centre': { where: readBy('centre') },
      'not more at a time': { limit: 501 },
    },
  ),
  allows(
    '[R10.2] the inspectors know of the evidence in a flagged order',
    { who: 'supervision', does: 'get', path: PATHS.evidenceInspected },
    {
      ...notFor('handlerOfLiusi', 'city'),
      'not in an order that is not flagged': { path: PATHS.evidenceOfMayi },
    },
  ),
  allows(
    '[R10.2] the inspectors list the evidence in a flagged order',
    {
      who: 'discipline',
      does: 'list',
      path: `${PATHS.inspected}/evidence`,
      where: readBy('discipline'),
      limit: 500,
    },
    {
      'not in an order that is not flagged': { path: `${PATHS.ofMayi}/evidence` },
      'not more at a time': { limit: 501 },
    },
  ),
  allows(
    '[R10.1] the centre reads why an order is flagged',
    { who: 'clerk', does: 'get', path: PATHS.flagsOfMayi },
    {
      ...notFor(...OUTSIDERS, ...UNITS_OF_IT, 'city', 'administrator'),
      'not what the inspection says': { path: PATHS.inspectionOfMayi },
      ...notToWrite({ watched: null }),
    },
  ),
  allows(
    '[R10.2] the county leaders read what an inspection says before it is served',
    { who: 'countyLeader', does: 'get', path: PATHS.inspectionOfMayi },
    {
      ...notFor(...OUTSIDERS, ...UNITS_OF_IT, 'clerk', 'handlerOfLiusi', 'city', 'administrator'),
      'not one that is not there': { path: `${PATHS.inspected}/restricted/absent` },
      ...notToWrite({ inspection: null }),
    },
  ),
]

/** What is left to a unit of an order that it lost: what speaks of its own part, and nothing of the rest. */
export const lost: readonly Case[] = [
  allows(
    'a unit that lost an order reads what it did in it itself',
    { who: 'handlerOfMayi', does: 'get', path: PATHS.returnedStepOfMayi },
    {
      ...notFor('handlerOfLiusi', 'handlerOfShuangzhong', 'formerHandlerOfMayi', 'supervision', 'city'),
      'not the order itself': { path: PATHS.returned },
      'not what the next unit does': { path: PATHS.returnedStepOfLiusi },
      'not what the centre did before': { path: PATHS.returnedVerified },
      ...notToWrite(FORGED),
    },
  ),
  allows(
    'a unit that lost an order lists what it did in it itself',
    {
      who: 'handlerOfMayi',
      does: 'list',
      path: `${PATHS.returned}/events`,
      where: [...MINE, { field: 'about', op: '==', value: 'unit:mayi' }],
      orderBy: 'version',
      limit: 500,
    },
    {
      ...notFor(...OUTSIDERS, 'handlerOfLiusi', 'handlerOfShuangzhong'),
      'not everything it was among the readers of': { where: MINE, unprovable: true },
      'not what speaks of another unit': {
        where: [...MINE, { field: 'about', op: '==', value: 'unit:liusi' }],
      },
      'not what speaks of no unit alone': { where: [...MINE, { field: 'about', op: '==', value: null }] },
      'not in an order it was barred from': { path: `${PATHS.accusing}/events` },
      'not more at a time': { limit: 501 },
    },
  ),
  allows(
    'a unit that lost an order reads of its own part also where the order is flagged',
    { who: 'handlerOfLiusi', does: 'get', path: PATHS.dispatchLostInspected },
    {
      "not the other unit's step": { path: PATHS.stepInspected },
      'not the order': { path: PATHS.inspected },
    },
  ),
  allows(
    'the unit that has it now reads the whole of it',
    { who: 'handlerOfLiusi', does: 'get', path: PATHS.returned },
    { ...notFor('handlerOfMayi', 'principalOfMayi') },
  ),
]

export const apart: readonly Case[] = [
  allows(
    '[R6.2] a unit of a joint order reads its own words',
    { who: 'handlerOfMayi', does: 'get', path: PATHS.jointWordsOfMayi },
    {
      ...notFor(...OUTSIDERS, 'handlerOfLiusi', 'handlerOfLiusiWithClaims', 'supervision', 'city'),
      'not those of the other unit': { path: PATHS.jointWordsOfLiusi },
      'nor what is not there': { path: PATHS.absentRecord },
      'nor its own in an order that it has lost': { path: PATHS.wordsLeftBehind },
      ...notToWrite(FORGED),
    },
  ),
  allows(
    '[R16.2] a unit reads its own words in an order that accuses another',
    { who: 'handlerOfLiusi', does: 'get', path: PATHS.wordsInAccusing },
    { ...notFor('handlerOfLiusiAndShuangzhong', 'handlerOfMayi') },
  ),
  allows(
    'a unit lists what lies beside an order and is its own',
    {
      who: 'handlerOfMayi',
      does: 'list',
      path: `${PATHS.joint}/restricted`,
      where: readBy('unit:mayi', 'handler@mayi'),
      limit: 500,
    },
    {
      ...notFor(...OUTSIDERS, 'handlerOfLiusi', 'handlerWithoutTokens', 'administrator'),
      "not the other unit's": { where: readBy('unit:liusi') },
      "not the other unit's among its own": { where: readBy('unit:mayi', 'unit:liusi') },
      'not in an order that it has lost': { path: `${PATHS.ofLiusi}/restricted` },
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 501 },
      "not every order's at once": { path: group('restricted') },
      'and adds none': { does: { add: FORGED } },
    },
  ),
  allows(
    'the centre lists the words of all units of an order',
    { who: 'clerk', does: 'list', path: `${PATHS.joint}/restricted`, where: readBy('centre'), limit: 500 },
    {
      ...notFor('formerClerk', 'handlerOfMayi', 'city'),
      'not what is for the inspectors alone': { where: readBy('supervision') },
    },
  ),
]
