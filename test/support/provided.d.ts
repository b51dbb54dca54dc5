import type { Ports } from '../../scripts/local/ports'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The running system that the `system` tests share. */
    suite: {
      readonly projectId: string
      readonly ports: Ports
      readonly origin: string
      readonly functionsOrigin: string
      readonly tasksOrigin: string
      readonly sealsFolder: string
      readonly env: Readonly<Record<string, string>>
    }
  }
}
