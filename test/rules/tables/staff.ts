import { allows, type Case, group, notFor, notToWrite } from '../support/attempts'
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
      'and reads no orders by it': { path: 'orders', unprovable: true },
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
