import { audienceOf, type Post } from '@domain/people/people'
import { INSPECTORS } from '@domain/order/readers'
import type { Shelf } from '../firebase/queries'

/** Where a post's orders lie. Inspectors read flagged orders only, and have them in a place of their own (R10.1). */
export const shelfOf = (post: Post): Shelf =>
  INSPECTORS.includes(audienceOf(post)) ? 'inspections' : 'orders'
