/**
 * How long and how many what is asked may be: the doors' schemas refuse what is longer, the forms take no more. Each is
 * here once. What a rule limits is the domain's: `PASSWORD_AT_MOST`, `STEPS_AT_MOST`.
 */

/** Lengths in UTF-16 units. */
export const LIMITS = {
  /** Long enough for any report, short enough that an order with all its texts stays below a document's 1 MiB. */
  text: 4_000,
  line: 300,
  /** A person's, a unit's, a section's. */
  name: 60,
  /** An id in a path. */
  id: 64,
  /** A village or community, as an address calls it; one character is in too many others. */
  villageAtLeast: 2,
  village: 20,
  /** A matter's code, however wrong; the domain says what one looks like. */
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
  /** Short keys are guessed; robots make longer ones themselves. */
  secretAtLeast: 16,
  secret: 200,
  /** A mobile number has so many digits. */
  mobile: 11,
  host: 253,
  /** Longer than any password that is judged: the domain's sentence says what is too long. */
  passwordRead: 500,
  deliveryId: 300,

  /** More units, steps, persons or files than any order has. */
  many: 40,
  posts: 20,
  hosts: 30,
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
