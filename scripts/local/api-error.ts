const httpStatus = {
  INVALID_ARGUMENT: 400,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  INTERNAL: 500,
  DEADLINE_EXCEEDED: 504,
} as const

/** An error in the shape Google's REST APIs answer with, which the client library turns back into a code. */
export class ApiError extends Error {
  constructor(
    readonly status: keyof typeof httpStatus,
    message: string,
  ) {
    super(message)
  }

  get code(): number {
    return httpStatus[this.status]
  }

  toJSON(): object {
    return { error: { code: this.code, status: this.status, message: this.message } }
  }
}
