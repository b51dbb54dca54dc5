import { DEFAULT_POLICY } from '../../../functions/src/domain/policy/policy'
import { allows, type Case, notFor, notToWrite } from '../support/attempts'
import { OUTSIDERS } from '../support/people'

const POLICY = `policies/${DEFAULT_POLICY.version}`

/** What anyone who works here may read and nobody writes: a unit that made itself ready, or a longer limit. */
export const reference: readonly Case[] = [
  allows(
    'a colleague reads a unit',
    { who: 'handlerOfMayi', does: 'get', path: 'units/mayi' },
    { ...notFor(...OUTSIDERS), ...notToWrite({ handlers: ['handler-of-mayi'] }) },
  ),
  allows(
    'administration reads a unit, and changes it through the doors only',
    { who: 'administrator', does: 'get', path: 'units/mayi' },
    { ...notToWrite({ handlers: [] }), 'nor opens what lies below it': { path: 'units/mayi/private/1' } },
  ),
  allows(
    'a colleague lists the units, five hundred at a time',
    { who: 'handlerOfMayi', does: 'list', path: 'units', limit: 500 },
    {
      ...notFor(...OUTSIDERS),
      'not without a limit': { limit: null },
      'not more at a time': { limit: 501 },
      'and adds none': { does: { add: { name: '县外单位' } } },
    },
  ),
  allows(
    'a colleague reads an entry of the dispatch catalogue',
    { who: 'leaderInChargeOfMayi', does: 'get', path: 'catalogue/noise' },
    { ...notFor(...OUTSIDERS), ...notToWrite({ unit: 'liusi' }) },
  ),
  allows(
    'a colleague lists the dispatch catalogue, five hundred at a time',
    { who: 'clerk', does: 'list', path: 'catalogue', limit: 500 },
    {
      ...notFor(...OUTSIDERS),
      'not without a limit': { limit: null },
      'not more at a time': { limit: 501 },
      'and adds none': { does: { add: { unit: 'liusi' } } },
    },
  ),
  allows(
    'a colleague reads a version of the policy',
    { who: 'principalOfMayi', does: 'get', path: POLICY },
    { ...notFor(...OUTSIDERS), ...notToWrite({ signWithin: 1e12 }) },
  ),
  allows(
    'a colleague lists the versions of the policy, two hundred at a time',
    { who: 'supervision', does: 'list', path: 'policies', limit: 200 },
    {
      ...notFor(...OUTSIDERS),
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'and adds none': { does: { add: { signWithin: 1e12 } } },
    },
  ),
  allows(
    '[R5.1] a colleague reads what a change of the calendar entered',
    { who: 'handlerOfMayi', does: 'get', path: 'calendars/1' },
    { ...notFor(...OUTSIDERS), ...notToWrite({ calendarDays: [] }) },
  ),
  allows(
    'a colleague lists the changes of the calendar, two hundred at a time',
    { who: 'clerk', does: 'list', path: 'calendars', limit: 200 },
    {
      ...notFor(...OUTSIDERS),
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'and adds none': { does: { add: { calendarDays: [] } } },
    },
  ),
  allows(
    '[R1.2] a colleague reads a version of the tree of matters',
    { who: 'handlerOfMayi', does: 'get', path: 'matters/1' },
    { ...notFor(...OUTSIDERS), ...notToWrite({ entries: [] }) },
  ),
  allows(
    'a colleague lists the versions of the tree of matters, two hundred at a time',
    { who: 'clerk', does: 'list', path: 'matters', limit: 200 },
    {
      ...notFor(...OUTSIDERS),
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'and adds none': { does: { add: { entries: [] } } },
    },
  ),
  allows(
    "a colleague reads the county's settings",
    { who: 'city', does: 'get', path: 'settings/county' },
    {
      ...notFor(...OUTSIDERS),
      'not what else may lie beside them': { path: 'settings/feed' },
      ...notToWrite({ policyVersion: 'mine' }),
    },
  ),
  allows(
    'administration reads the settings, and changes them through the doors only',
    { who: 'administrator', does: 'get', path: 'settings/county' },
    {
      ...notToWrite({ policyVersion: 'mine' }),
      'not what else may lie beside them': { path: 'settings/feed' },
    },
  ),
  allows(
    'nobody lists the settings, not even who lists the policies',
    { who: 'administrator', does: 'list', path: 'policies', limit: 1 },
    {
      'not the settings': { path: 'settings' },
      'not the order of one who may not read any': { path: 'listings', unprovable: true },
    },
  ),
]
