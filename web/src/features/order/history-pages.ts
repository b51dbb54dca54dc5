/** Versions of an order's history, both ends included. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** Far fewer than one query may ask for, so that what comes while a page is open still fits. */
const PAGE = 200

/** The page of the history that ends with this version. */
export const pageUpTo = (to: number): Range => ({ from: Math.max(1, to - PAGE + 1), to })
