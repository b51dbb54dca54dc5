import { allows, type Case, type Condition, group, notFor, notToWrite } from '../support/attempts'
import { MARKS, NOTICES, PATHS } from '../support/county'
import { OUTSIDERS } from '../support/people'

const to = (...posts: string[]): readonly Condition[] => [
  { field: 'readers', op: 'array-contains-any', value: posts },
]
const MARK = { at: Date.UTC(2026, 2, 3) }
/** A mark of the demonstration, whose clock may have been moved on by years. */
const MARK_AHEAD = { at: Date.UTC(2036, 2, 3) }

export const notices: readonly Case[] = [
  allows(
    'a notice is read by the post it is for',
    { who: 'handlerOfMayi', does: 'get', path: `notices/${NOTICES.marked}` },
    {
      ...notFor(...OUTSIDERS, 'handlerOfLiusi', 'handlerOfLiusiWithClaims', 'handlerWithoutTokens'),
      ...notFor('leaderInChargeOfMayi', 'clerk', 'administrator'),
      "not a notice to the unit's leader": { path: `notices/${NOTICES.toPrincipalOfMayi}` },
      'not a notice to another unit': { path: `notices/${NOTICES.toHandlerOfLiusi}` },
      'not a notice that is not there': { path: 'notices/absent' },
      ...notToWrite({ kind: 'dispatched' }),
    },
  ),
  allows(
    '[R16.2] a notice of an order that accuses somebody is read by a post whose holder nothing accuses elsewhere',
    { who: 'handlerOfLiusi', does: 'get', path: `notices/${NOTICES.toHandlerInAccusing}` },
    { ...notFor('handlerOfMayiAndLiusi', 'handlerOfLiusiAndShuangzhong', 'accusedHandlerOfLiusi') },
  ),
  allows(
    '[R17] what is overdue climbs to the leader in charge',
    { who: 'leaderInChargeOfMayi', does: 'get', path: `notices/${NOTICES.toLeaderInChargeOfMayi}` },
    { ...notFor('handlerOfMayi', 'principalOfMayi', 'countyLeader') },
  ),
  allows(
    '[R17] what is overdue climbs to the principal leader',
    { who: 'principalOfMayi', does: 'get', path: `notices/${NOTICES.toPrincipalOfMayi}` },
    { ...notFor('leaderInChargeOfMayi', 'handlerOfLiusi') },
  ),
  allows(
    '[R17] what is overdue climbs to the county',
    { who: 'countyLeader', does: 'get', path: `notices/${NOTICES.toCountyLeader}` },
    { ...notFor('principalOfMayi', 'supervision', 'clerk') },
  ),
  allows(
    'the clerk is reminded of what the centre has not signed',
    { who: 'clerk', does: 'get', path: `notices/${NOTICES.toClerk}` },
    { ...notFor('formerClerk', 'reviewer', 'handlerOfMayi') },
  ),
  allows(
    'a person lists the notices to their posts, two hundred at a time',
    { who: 'handlerOfMayi', does: 'list', path: 'notices', where: to('handler@mayi'), limit: 200 },
    {
      ...notFor('handlerOfLiusi', 'formerHandlerOfMayi', 'clerk', 'stranger', 'nobody'),
      "not another post's": { where: to('principal-leader@mayi') },
      "not another post's among their own": { where: to('handler@mayi', 'principal-leader@mayi') },
      'not by the address instead': {
        where: [{ field: 'to', op: '==', value: 'handler@mayi' }],
        unprovable: true,
      },
      'not without a condition': { where: [], unprovable: true },
      'not without a limit': { limit: null },
      'not more at a time': { limit: 201 },
      'and sends none': { does: { add: { readers: ['handler@liusi'] } } },
    },
  ),
]

const OWN_MARKS = 'staff/handler-of-mayi/marks'

export const marks: readonly Case[] = [
  allows(
    'a person reads their own mark',
    { who: 'handlerOfMayi', does: 'get', path: MARKS.made },
    { ...notFor(...OUTSIDERS, 'handlerOfMayiAndLiusi', 'leaderInChargeOfMayi', 'administrator') },
  ),
  allows(
    'a person sees that they have not marked a notice',
    { who: 'handlerOfMayi', does: 'get', path: MARKS.notYetMade },
    { ...notFor('handlerOfMayiAndLiusi', 'nobody') },
  ),
  allows(
    'a person lists their own marks, five hundred at a time',
    { who: 'handlerOfMayi', does: 'list', path: OWN_MARKS, limit: 500 },
    {
      ...notFor('handlerOfMayiAndLiusi', 'administrator', 'formerHandlerOfMayi', 'nobody'),
      'not without a limit': { limit: null },
      'not more at a time': { limit: 501 },
      "not everyone's at once": { path: group('marks') },
    },
  ),
  allows(
    'a person marks a notice to their post as read',
    { who: 'handlerOfMayi', does: { set: MARK }, path: MARKS.notYetMade },
    {
      ...notFor(...OUTSIDERS, 'handlerOfMayiAndLiusi', 'leaderInChargeOfMayi', 'administrator'),
      "not a notice to another's post": { path: MARKS.onLiusisNotice },
      'not a notice that is not there': { path: MARKS.onAbsentNotice },
      'not without saying when': { does: { set: {} } },
      'not with anything beside it': { does: { set: { ...MARK, note: 'a notebook' } } },
      'not with something else instead': { does: { set: { note: 'a notebook' } } },
      'not at no time': { does: { set: { at: 0 } } },
      'not at a time before all time': { does: { set: { at: -1 } } },
      'not at half a millisecond': { does: { set: { at: 0.5 } } },
      'not at a time in words': { does: { set: { at: 'now' } } },
      'not at a moment of another kind': { does: { set: { at: new Date(MARK.at) } } },
      'not at nothing': { does: { set: { at: null } } },
    },
  ),
  allows(
    'a mark holds while the clock of the demonstration runs ahead',
    { who: 'handlerOfMayi', does: { set: MARK_AHEAD }, path: MARKS.notYetMade },
    { ...notFor('formerHandlerOfMayi', 'stranger') },
  ),
  allows(
    'a mark is of any time there is',
    { who: 'handlerOfMayi', does: { set: { at: 1 } }, path: MARKS.notYetMade },
    { ...notFor('handlerOfMayiAndLiusi'), 'but no earlier': { does: { set: { at: 0 } } } },
  ),
  allows(
    'a person marks a notice again',
    { who: 'handlerOfMayi', does: { update: MARK }, path: MARKS.made },
    {
      ...notFor('handlerOfMayiAndLiusi', 'formerHandlerOfMayi', 'nobody'),
      'not with anything beside it': { does: { update: { note: 'a notebook' } } },
      'not at no time': { does: { update: { at: 0 } } },
      'not at a time in words': { does: { update: { at: 'now' } } },
      'not the listing of an order': { path: PATHS.listingOfMayi },
    },
  ),
  allows(
    'a person takes their mark away',
    { who: 'handlerOfMayi', does: 'delete', path: MARKS.made },
    {
      ...notFor('handlerOfMayiAndLiusi', 'administrator', 'nobody', 'stranger'),
      'not the listing of an order': { path: PATHS.listingOfMayi },
    },
  ),
  allows(
    'who inspects marks a notice again',
    { who: 'supervision', does: { update: MARK }, path: MARKS.ofSupervision },
    {
      ...notFor('discipline', 'handlerOfMayi'),
      'not the listing of an order': { path: PATHS.inspectionListing },
    },
  ),
  allows(
    'who inspects takes their mark away',
    { who: 'supervision', does: 'delete', path: MARKS.ofSupervision },
    {
      ...notFor('discipline', 'handlerOfMayi'),
      'not the listing of an order': { path: PATHS.inspectionListing },
    },
  ),
  allows(
    'marks are read by their owner while they work here',
    { who: 'handlerOfMayi', does: 'get', path: MARKS.ownMade },
    { ...notFor('formerHandlerOfMayi', 'selfAppointed', 'stranger', 'nobody') },
  ),
  allows(
    'marks are listed by their owner while they work here',
    { who: 'handlerOfMayi', does: 'list', path: 'staff/~/marks', limit: 500 },
    { ...notFor('formerHandlerOfMayi', 'selfAppointed', 'stranger', 'nobody') },
  ),
  allows(
    'marks are made again by their owner while they work here',
    { who: 'handlerOfMayi', does: { set: MARK }, path: MARKS.ownMade },
    {
      ...notFor('formerHandlerOfMayi', 'selfAppointed', 'stranger', 'nobody'),
      // These two work here, but the notice is not theirs.
      ...notFor('handlerWithoutTokens', 'handlerOfLiusi'),
    },
  ),
  allows(
    'marks are taken away by their owner while they work here',
    { who: 'handlerOfMayi', does: 'delete', path: MARKS.ownMade },
    { ...notFor('formerHandlerOfMayi', 'selfAppointed', 'stranger', 'nobody') },
  ),
]
