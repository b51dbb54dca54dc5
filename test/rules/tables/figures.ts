import { allows, type Case, type Condition, notFor, notToWrite } from '../support/attempts'
import { OUTSIDERS } from '../support/people'

const MONTH = { field: 'month', op: '==', value: '2026-03' } as const
const readBy = (...tokens: string[]): readonly Condition[] => [
  { field: 'readers', op: 'array-contains-any', value: tokens },
  MONTH,
]
const INFLATED = { categories: { complaint: { signedOnTime: 100 } } }

export const figures: readonly Case[] = [
  allows(
    '[R17] a unit reads its own figures',
    { who: 'leaderInChargeOfMayi', does: 'get', path: 'stats/2026-03~mayi~0' },
    {
      ...notFor(...OUTSIDERS, 'handlerOfLiusi', 'handlerOfLiusiWithClaims', 'handlerWithoutTokens', 'city'),
      "not another unit's": { path: 'stats/2026-03~liusi~0' },
      "not the county's, from which its own could be taken away": { path: 'stats/2026-03~county~0' },
      'not figures that are not there': { path: 'stats/2026-03~absent~0' },
      ...notToWrite(INFLATED),
    },
  ),
  allows(
    '[R17] the county leaders read the figures of every unit',
    { who: 'countyLeader', does: 'get', path: 'stats/2026-03~liusi~0' },
    { ...notFor('handlerOfMayi', 'supervision', 'administrator'), ...notToWrite(INFLATED) },
  ),
  allows(
    '[R16.2] whoever has orders that accuse somebody in their lists reads their share of the figures',
    { who: 'handlerOfLiusi', does: 'get', path: 'stats/2026-03~liusi~accusing-0' },
    {
      ...notFor('accusedHandlerOfLiusi', 'handlerOfMayiAndLiusi', 'handlerOfMayi', 'formerClerk'),
      ...notToWrite(INFLATED),
    },
  ),
  allows(
    '[R16.2] whoever is accused goes on reading the figures of all other orders',
    { who: 'accusedHandlerOfLiusi', does: 'list', path: 'stats', where: readBy('unit:liusi'), limit: 500 },
    { 'not the share of orders that accuse somebody': { where: readBy('unit:liusi', 'clear:unit:liusi') } },
  ),
  allows(
    "[R17] a unit lists its own month's figures, five hundred shares at a time",
    { who: 'principalOfMayi', does: 'list', path: 'stats', where: readBy('unit:mayi'), limit: 500 },
    {
      ...notFor('handlerOfLiusi', 'formerHandlerOfMayi', 'handlerWithoutTokens', 'stranger', 'nobody'),
      "not another unit's": { where: readBy('unit:liusi') },
      "not another unit's among its own": { where: readBy('unit:mayi', 'unit:liusi') },
      "not the centre's among its own": { where: readBy('unit:mayi', 'centre') },
      'not by the month alone': { where: [MONTH], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 501 },
      'and adds none': { does: { add: INFLATED } },
    },
  ),
  allows(
    'the centre counts what it may read of the figures',
    { who: 'reviewer', does: 'count', path: 'stats', where: readBy('centre'), limit: 500 },
    { ...notFor('handlerOfMayi', 'formerClerk'), 'not without a limit': { limit: null } },
  ),
]
