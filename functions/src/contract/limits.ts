/**
 * How long, and how many, the parts of an ask may be. The doors' schemas refuse more, and the forms take no more. Each
 * limit is here once. Limits that are rules are in the domain: `PASSWORD_AT_MOST`, `STEPS_AT_MOST`.
 */

/** Lengths in UTF-16 units. */
export const LIMITS = {
  /** Long enough for any report, short enough that an order with all its texts stays below a document's 1 MiB. */
  text: 4_000,
  line: 300,
  /** The name of a person, a unit or a section. */
  name: 60,
  /** An id in a path. */
  id: 64,
  /** A village or community, as an address names it. A single character would be found in too many other names. */
  villageAtLeast: 2,
  village: 20,
  /** A matter's code. Wrong codes fit too; the domain says what a right one looks like. */
  matter: 20,
  /** A township's code. */
  township: 20,
  /** `2026-01-31`. */
  date: 10,
  /** `handler@mayi`. */
  post: 100,
  email: 200,
  /** Why something could not wait for a second administrator. */
  emergencyAtLeast: 5,
  emergency: 200,
  fileName: 150,
  url: 500,
  /** Short keys can be guessed; robots make longer ones themselves. */
  secretAtLeast: 16,
  secret: 200,
  /** The digits of a mobile number. */
  mobile: 11,
  host: 253,
  /** Longer than any password the domain accepts, so that its own sentence says what is too long. */
  passwordRead: 500,
  deliveryId: 300,

  /** More units, steps, persons or files than any order has. */
  many: 40,
  /** Matters on a township's duty list. */
  duties: 400,
  posts: 20,
  hosts: 30,
  urgentKinds: 20,
  urgentKind: 20,
  /** Times at which one alarm reminds before its deadline. */
  reminders: 5,
  /** Days of a year. */
  days: 400,
  /** Orders of a list that is taken in, in one call. */
  rows: 200,
} as const

/** Of an order as the city's system or a list brings it. */
export const TRANSFER_LIMITS = {
  title: LIMITS.line,
  text: 20_000,
  matter: LIMITS.line,
  place: LIMITS.line,
  caller: { name: 100, phone: 60, idNumber: 60, address: LIMITS.line },
} as const
