import { allows, type Case, group, notFor, notToWrite } from '../support/attempts'
import { PATHS, SESSIONS } from '../support/county'
import { OUTSIDERS } from '../support/people'

const OWN = 'staff/~'
const PROMOTED = { active: true, posts: ['clerk'], tokens: ['centre', 'unit:mayi', 'unit:liusi'] }

export const staff: readonly Case[] = [
  allows(
    'a person reads their own staff document',
    { who: 'handlerOfMayi', does: 'get', path: 'staff/handler-of-mayi' },
    {
      ...notFor(...OUTSIDERS, 'leaderInChargeOfMayi', 'accusedClerk', 'countyLeader'),
      "not a colleague's": { path: 'staff/handler-of-liusi' },
      'not whether another is known here': { path: 'staff/stranger' },
      'nor what may lie below it': { path: 'staff/handler-of-mayi/secrets/1' },
      ...notToWrite(PROMOTED),
    },
  ),
  allows(
    'a person who has left sees that they have',
    { who: 'formerClerk', does: 'get', path: OWN },
    {
      'not to nobody': { who: 'nobody' },
      "not a colleague's": { path: 'staff/clerk' },
      ...notToWrite(PROMOTED),
    },
  ),
  allows(
    'a person whom administration has not entered sees that they are not there',
    { who: 'stranger', does: 'get', path: OWN },
    {
      "not a colleague's": { path: 'staff/clerk' },
      'and does not enter themselves': { does: { set: PROMOTED } },
    },
  ),
  allows(
    'administration reads the staff document of anyone',
    { who: 'administrator', does: 'get', path: 'staff/clerk' },
    {
      ...notFor('formerAdministrator', 'selfAppointed', 'stranger', 'nobody'),
      ...notFor('accusedClerk', 'countyLeader', 'supervision', 'handlerOfLiusiWithClaims'),
      ...notToWrite(PROMOTED),
    },
  ),
  allows(
    'administration lists the staff, two hundred at a time',
    { who: 'administrator', does: 'list', path: 'staff', limit: 200 },
    {
      ...notFor(
        ...OUTSIDERS,
        'handlerOfMayi',
        'countyLeader',
        'handlerOfLiusiWithClaims',
        'handlerWithoutTokens',
      ),
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'not by way of every collection of that name': { path: group('staff') },
      'and adds nobody past the doors': { does: { add: PROMOTED } },
      'and reads no orders by it': { path: 'listings', unprovable: true },
    },
  ),
  allows(
    '[R16.2] the centre looks up whom an order accuses',
    { who: 'clerk', does: 'list', path: 'staff', limit: 200 },
    {
      ...notFor(
        'accusedClerk',
        'clerkAndHandlerOfShuangzhong',
        'formerClerk',
        'handlerOfMayi',
        'supervision',
      ),
      'not without a limit': { limit: null },
    },
  ),
  allows(
    'administration keeps its own posts through the doors only',
    { who: 'administrator', does: 'get', path: OWN },
    { ...notToWrite(PROMOTED) },
  ),
]

const OWN_ROSTER = [{ field: 'readers', op: 'array-contains-any', value: ['unit:mayi'] }] as const

/** The names of a unit's people are for that unit. */
export const rosters: readonly Case[] = [
  allows(
    'a unit reads who its own people are',
    { who: 'handlerOfMayi', does: 'get', path: 'rosters/mayi' },
    {
      ...notFor(...OUTSIDERS, 'handlerOfLiusi', 'clerk', 'countyLeader', 'handlerWithoutTokens'),
      "not another unit's": { path: 'rosters/liusi' },
      'not whether another unit is there': { path: 'rosters/absent' },
      ...notToWrite({ people: { nobody: '李四' } }),
    },
  ),
  allows(
    'a unit lists its own roster',
    { who: 'leaderInChargeOfMayi', does: 'list', path: 'rosters', where: OWN_ROSTER, limit: 200 },
    {
      ...notFor('handlerOfLiusi', 'formerHandlerOfMayi', 'handlerWithoutTokens', 'stranger', 'nobody'),
      "not another unit's among them": {
        where: [{ field: 'readers', op: 'array-contains-any', value: ['unit:mayi', 'unit:liusi'] }],
      },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'and adds none': { does: { add: { readers: ['unit:mayi'], people: {} } } },
    },
  ),
]

/** How a person came in, beside who they are. */
export const signIns: readonly Case[] = [
  allows(
    'who changed the password that somebody gave them reads',
    { who: 'handlerOfMayi', does: 'get', path: PATHS.ofMayi },
    { ...notFor('handlerWithAGivenPassword') },
  ),
  allows(
    'who signed in with the second factor that is asked of them reads',
    { who: 'handlerWithSecondFactor', does: 'get', path: PATHS.ofMayi },
    { ...notFor('handlerWithoutSecondFactor') },
  ),
  allows(
    'who is in an open session reads',
    { who: 'handlerInAnOpenSession', does: 'get', path: PATHS.ofMayi },
    { ...notFor('handlerInAnEndedSession', 'handlerWithoutAnySession') },
  ),
  allows(
    'who must change their password sees that they must',
    { who: 'handlerWithAGivenPassword', does: 'get', path: OWN },
    { 'and changes it through the door only': { does: { update: { mustChangePassword: false } } } },
  ),
  allows(
    'a person sees one of their own sign-ins',
    { who: 'handlerOfMayi', does: 'get', path: SESSIONS.ofHandlerOfMayi },
    {
      ...notFor('handlerOfLiusi', 'administrator', 'supervision', 'formerHandlerOfMayi', 'nobody'),
      ...notToWrite({ at: 1 }),
      'not those of others': { path: SESSIONS.ofHandlerWithAGivenPassword },
    },
  ),
  allows(
    'who has come in sees their own sign-in',
    { who: 'handlerOfMayi', does: 'get', path: 'staff/~/sessions/desk' },
    { ...notFor('handlerWithAGivenPassword') },
  ),
  allows(
    'a person lists their own sign-ins',
    { who: 'handlerOfMayi', does: 'list', path: 'staff/~/sessions', limit: 500 },
    {
      ...notFor('handlerWithAGivenPassword', 'formerHandlerOfMayi', 'nobody'),
      "not another's": { path: 'staff/handler-of-liusi/sessions' },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 501 },
      'not by way of every collection of that name': { path: group('sessions') },
      'and adds none': { does: { add: { at: 1 } } },
    },
  ),
]
