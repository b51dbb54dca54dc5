export interface QueueConfig {
  readonly maxAttempts: number
  readonly minBackoffMs: number
  readonly maxBackoffMs: number
  readonly maxDoublings: number
}

export const defaultQueueConfig: QueueConfig = {
  maxAttempts: 10,
  minBackoffMs: 1_000,
  maxBackoffMs: 3_600_000,
  maxDoublings: 16,
}

/** Cloud Tasks doubles the wait `maxDoublings` times, then lengthens it by the last doubled wait each time. */
export function backoff(config: QueueConfig, failures: number): number {
  const { minBackoffMs, maxBackoffMs, maxDoublings } = config
  const doublings = Math.min(failures - 1, maxDoublings)
  const further = Math.max(0, failures - 1 - maxDoublings)
  return Math.min(minBackoffMs * 2 ** doublings * (1 + further), maxBackoffMs)
}
