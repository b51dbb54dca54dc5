/** On two cores more at once only wait for one another, and the emulator starts a process for each. */
const AT_ONCE = 4

/** Does the work for each, several at once. */
export const forEach = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  // The workers share one iterator: each item is handed out once.
  const queue = items.values()
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
