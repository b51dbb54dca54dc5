import { allows, type Case, type Condition, group, notFor, notToWrite } from '../support/attempts'
import { MARKS, PATHS } from '../support/county'
import { OUTSIDERS, type Person } from '../support/people'

/** Everyone who may read the order itself, each of whom would like to know who complained, and their token. */
const READERS_OF_THE_ORDER = {
  clerk: 'centre',
  reviewer: 'centre',
  handlerOfMayi: 'unit:mayi',
  leaderInChargeOfMayi: 'unit:mayi',
  principalOfMayi: 'unit:mayi',
  countyLeader: 'leaders',
} as const satisfies Partial<Record<Person, string>>

const AUDITED: readonly Condition[] = [{ field: 'readers', op: 'array-contains', value: 'supervision' }]

export const caller: readonly Case[] = (
  Object.entries(READERS_OF_THE_ORDER) as [keyof typeof READERS_OF_THE_ORDER, string][]
).flatMap(([who, token]) => [
  allows(
    `[R16.1] nobody reads the caller's data, not even who reads the order: ${who}`,
    { who, does: 'get', path: PATHS.ofMayi },
    {
      "not the caller's data": { path: PATHS.callerOfMayi },
      'nor what else may lie beside it': { path: `${PATHS.ofMayi}/private/evidence` },
    },
  ),
  allows(
    `[R16.1] nobody lists the private part, not even who lists the history: ${who}`,
    {
      who,
      does: 'list',
      path: `${PATHS.ofMayi}/events`,
      where: [{ field: 'readers', op: 'array-contains', value: token }],
      limit: 1,
    },
    {
      'not the private part': { path: `${PATHS.ofMayi}/private` },
      "not every order's private part": { path: group('private') },
    },
  ),
])

const OF_MAYI: readonly Condition[] = [
  { field: 'readers', op: 'array-contains-any', value: ['unit:mayi', 'handler@mayi'] },
]

export const evidence: readonly Case[] = [
  allows(
    '[R16.1] a unit reads what there is of its own evidence',
    { who: 'handlerOfMayi', does: 'get', path: PATHS.evidenceOfMayi },
    {
      ...notFor(...OUTSIDERS, 'handlerOfLiusi', 'handlerOfLiusiWithClaims', 'handlerWithoutTokens'),
      ...notFor('supervision', 'discipline', 'city', 'administrator'),
      "not the centre's": { path: PATHS.evidenceOfCentre },
      '[R16.2] not what it left behind in an order it has lost': { path: PATHS.evidenceLeftBehind },
      'not what is not there': { path: PATHS.absentEvidence },
      'not what is still on its way': { path: 'uploads/1' },
      ...notToWrite({ readers: ['unit:mayi', 'unit:liusi'] }),
    },
  ),
  allows(
    "[R16.1] a joint order's unit reads its own evidence",
    { who: 'handlerOfLiusi', does: 'get', path: PATHS.jointEvidenceOfLiusi },
    { "not the other unit's": { path: PATHS.jointEvidenceOfMayi }, ...notFor('handlerOfMayi') },
  ),
  allows(
    '[R16.1] the centre reads what there is of evidence, whoever attached it',
    { who: 'clerk', does: 'get', path: PATHS.evidenceOfMayi },
    { ...notFor('formerClerk', 'handlerOfLiusi'), ...notToWrite({ kind: 'minutes' }) },
  ),
  allows(
    '[R16.1] a unit lists its own evidence in an order, five hundred at a time',
    {
      who: 'handlerOfMayi',
      does: 'list',
      path: `${PATHS.ofMayi}/evidence`,
      where: OF_MAYI,
      orderBy: 'at',
      limit: 500,
    },
    {
      ...notFor(...OUTSIDERS, 'handlerOfLiusi', 'handlerWithoutTokens', 'administrator'),
      "not the centre's among its own": {
        where: [{ field: 'readers', op: 'array-contains-any', value: ['unit:mayi', 'centre'] }],
      },
      '[R16.2] not of an order it has lost': { path: `${PATHS.ofLiusi}/evidence` },
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 501 },
      "not every order's at once": { path: group('evidence') },
      'and adds none': { does: { add: { readers: ['unit:mayi'] } } },
    },
  ),
]

export const looks: readonly Case[] = [
  allows(
    '[R16.1] the supervision office reads who looked at whose data',
    { who: 'supervision', does: 'get', path: 'looks/1' },
    {
      ...notFor(...OUTSIDERS, 'handlerOfMayi', 'clerk', 'countyLeader', 'administrator'),
      // [R16.2] The looks name orders, also the one that accuses them.
      ...notFor('accusedSupervisor'),
      'not a look that is not there': { path: 'looks/absent' },
      "not the caller's data itself": { path: PATHS.callerOfMayi },
      ...notToWrite({ by: 'somebody-else' }),
    },
  ),
  allows(
    '[R16.1] the discipline group reads who looked at whose data',
    { who: 'discipline', does: 'get', path: 'looks/1' },
    { ...notFor('reviewer', 'leaderInChargeOfMayi'), ...notToWrite({ why: '' }) },
  ),
  allows(
    '[R16.1] the supervision office lists looks, two hundred at a time',
    { who: 'supervision', does: 'list', path: 'looks', where: AUDITED, limit: 200 },
    {
      ...notFor('handlerOfMayi', 'clerk', 'administrator', 'discipline', 'stranger', 'nobody'),
      ...notFor('accusedSupervisor'),
      "not another's": { where: [{ field: 'readers', op: 'array-contains', value: 'discipline' }] },
      "not another's among their own": {
        where: [{ field: 'readers', op: 'array-contains-any', value: ['supervision', 'discipline'] }],
      },
      "not one person's by their name": {
        where: [{ field: 'by', op: '==', value: 'handler-of-mayi' }],
        unprovable: true,
      },
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'and adds none, to make it look like another': { does: { add: { by: 'somebody-else' } } },
    },
  ),
]

export const administrations: readonly Case[] = [
  allows(
    'the supervision office reads what administration did',
    { who: 'supervision', does: 'get', path: 'administrations/1' },
    {
      ...notFor(...OUTSIDERS, 'handlerOfMayi', 'clerk', 'countyLeader'),
      'not what was never done': { path: 'administrations/absent' },
      ...notToWrite({ by: 'somebody-else' }),
    },
  ),
  allows(
    'the supervision office lists what administration did, two hundred at a time',
    { who: 'supervision', does: 'list', path: 'administrations', where: AUDITED, limit: 200 },
    {
      ...notFor('handlerOfMayi', 'clerk', 'discipline', 'stranger', 'nobody'),
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'and adds nothing': { does: { add: { by: 'somebody-else' } } },
    },
  ),
]

export const proposals: readonly Case[] = [
  allows(
    'an administrator reads what waits for a second one',
    { who: 'administrator', does: 'get', path: 'proposals/1' },
    {
      ...notFor(...OUTSIDERS, 'handlerOfMayi', 'clerk', 'countyLeader', 'city'),
      'not what was never proposed': { path: 'proposals/absent' },
      // To agree by hand, past the door that asks who it is.
      ...notToWrite({ state: 'agreed' }),
    },
  ),
  allows(
    'the supervision office lists what waits for a second administrator, two hundred at a time',
    { who: 'supervision', does: 'list', path: 'proposals', where: AUDITED, limit: 200 },
    {
      ...notFor('handlerOfMayi', 'clerk', 'discipline', 'formerAdministrator', 'stranger', 'nobody'),
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'and proposes nothing past the doors': { does: { add: { state: 'open' } } },
    },
  ),
]

export const accounts: readonly Case[] = [
  allows(
    'administration reads who somebody is, and not the account that was made for them',
    { who: 'administrator', does: 'get', path: 'staff/handler-of-mayi' },
    {
      'not their account': { path: 'accounts/handler-of-mayi' },
      'nor what may lie below it': { path: 'accounts/handler-of-mayi/invitations/1' },
    },
  ),
  allows(
    'a person reads their own staff document, and not their own account',
    { who: 'handlerOfMayi', does: 'get', path: 'staff/handler-of-mayi' },
    { 'not the account': { path: 'accounts/handler-of-mayi' } },
  ),
  allows(
    'a person marks a notice of theirs as read, and makes themselves no account',
    { who: 'handlerOfMayi', does: { set: { at: 1 } }, path: MARKS.notYetMade },
    { 'no account': { path: 'accounts/handler-of-mayi' } },
  ),
  allows(
    'administration lists the staff, and not their accounts',
    { who: 'administrator', does: 'list', path: 'staff', limit: 1 },
    { 'not the accounts': { path: 'accounts' }, "nor everybody's": { path: group('accounts') } },
  ),
  allows(
    'who was invited anew reads with a token of a sign-in after it',
    { who: 'clerkSignedInAgain', does: 'get', path: PATHS.ofMayi },
    { ...notFor('clerkWithAnOldToken', 'invitedClerk') },
  ),
]

const FOR_ADMINISTRATION: readonly Condition[] = [
  { field: 'readers', op: 'array-contains', value: 'administration' },
]

export const outbox: readonly Case[] = [
  allows(
    '[R15.1] administration reads what did not arrive',
    { who: 'administrator', does: 'get', path: 'outbox/1' },
    {
      ...notFor(...OUTSIDERS, 'handlerOfMayi', 'clerk', 'countyLeader', 'supervision'),
      'not what is not there': { path: 'outbox/absent' },
      'not where it was sent': { path: 'channels/handler-of-mayi' },
      ...notToWrite({ state: 'pending' }),
    },
  ),
  allows(
    '[R15.1] administration lists what did not arrive, two hundred at a time',
    { who: 'administrator', does: 'list', path: 'outbox', where: FOR_ADMINISTRATION, limit: 200 },
    {
      ...notFor('handlerOfMayi', 'clerk', 'supervision', 'formerAdministrator', 'stranger', 'nobody'),
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'and sends nothing': { does: { add: { state: 'pending' } } },
    },
  ),
  allows(
    '[R16.2] administration reads what did not arrive of an order that accuses somebody',
    { who: 'administrator', does: 'get', path: 'outbox/2' },
    { ...notFor('accusedAdministrator'), ...notToWrite({ state: 'pending' }) },
  ),
  allows(
    '[R16.2] an accused administrator lists what did not arrive of all other orders',
    { who: 'accusedAdministrator', does: 'list', path: 'outbox', where: FOR_ADMINISTRATION, limit: 200 },
    {
      'not of orders that accuse somebody': {
        where: [
          { field: 'readers', op: 'array-contains-any', value: ['administration', 'clear:administration'] },
        ],
      },
    },
  ),
  allows(
    "nobody reads a person's channel, not even whose it is",
    { who: 'handlerOfMayi', does: 'get', path: 'staff/handler-of-mayi' },
    { 'not their own': { path: 'channels/handler-of-mayi' } },
  ),
]

const FOLLOWED = [{ field: 'readers', op: 'array-contains', value: 'administration' }] as const

export const jobs: readonly Case[] = [
  allows(
    'administration follows how far a change has come',
    { who: 'administrator', does: 'get', path: 'jobs/calendar-1' },
    {
      ...notFor(...OUTSIDERS, 'handlerOfMayi', 'clerk', 'countyLeader', 'supervision'),
      'not a walk that is not there': { path: 'jobs/calendar-2' },
      // Done is what would stop it half-way.
      ...notToWrite({ state: 'done' }),
    },
  ),
  allows(
    'administration lists the walks, two hundred at a time',
    { who: 'administrator', does: 'list', path: 'jobs', where: FOLLOWED, limit: 200 },
    {
      ...notFor('handlerOfMayi', 'clerk', 'supervision', 'stranger', 'nobody'),
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'and starts none past the doors': { does: { add: { state: 'running', readers: ['administration'] } } },
    },
  ),
]

export const bookkeeping: readonly Case[] = [
  allows(
    "nobody reads the figures' book-keeping, not even who reads the order it is about",
    { who: 'clerk', does: 'get', path: PATHS.ofMayi },
    {
      'not its tally': { path: 'tallies/of-mayi' },
      'not the signatures of the city feed': { path: 'feedSignatures/1' },
      'not where a colleague is told': { path: 'channels/handler-of-mayi' },
      "not where a person's log of looks stands": { path: 'ledgers/looks~handler-of-mayi' },
      'not how many looks a person has left': { path: 'lookCounts/handler-of-mayi' },
    },
  ),
  allows(
    "nobody lists the figures' book-keeping, not even who lists the units",
    { who: 'administrator', does: 'list', path: 'units', limit: 1 },
    {
      'not the tallies': { path: 'tallies' },
      'not the signatures of the city feed': { path: 'feedSignatures' },
      'not where people are told': { path: 'channels' },
      'not what is being uploaded': { path: 'uploads' },
      'not where the chained logs stand': { path: 'ledgers' },
      'not at whom everybody has looked today': { path: 'lookCounts' },
      'not a collection nobody has thought of': { path: 'somethingNew' },
      'not the units of every other name': { path: group('units') },
    },
  ),
]
