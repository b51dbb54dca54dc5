import { audienceOf, type Post } from '@domain/people/people'
import { INSPECTORS } from '@domain/order/readers'
import type { Shelf } from '../firebase/queries'

/** Where the orders lie that a post reads. Who inspects reads flagged ones alone, and has them apart (R10.1). */
export const shelfOf = (post: Post): Shelf =>
  INSPECTORS.includes(audienceOf(post)) ? 'inspections' : 'orders'
