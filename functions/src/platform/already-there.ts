/** As gRPC numbers it, and HTTP. */
const ALREADY_EXISTS = new Set([6, 409])

/** Whether something was not made because it is there: made before, by this or by another attempt. */
export const isAlreadyThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ALREADY_EXISTS.has(Number(error.code))
