/** The code in gRPC and the status in HTTP. */
const ALREADY_EXISTS = new Set([6, 409])

/** Whether something was not made because it exists already, made before by this or another attempt. */
export const isAlreadyThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ALREADY_EXISTS.has(Number(error.code))
