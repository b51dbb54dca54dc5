import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const alias = {
  '@contract': resolve(import.meta.dirname, 'functions/src/contract'),
  '@domain': resolve(import.meta.dirname, 'functions/src/domain'),
}

/** Whole years, many random orders, a whole build: they need no emulator either, but stand apart so that the rest takes seconds. */
const PROOFS = [
  'audit',
  'audit-every-field',
  'simulate',
  'model',
  'web-build',
  'deadline-proof',
  'deadline-tool',
  'personal-data',
].map((name) => `test/unit/${name}.test.ts`)

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          exclude: PROOFS,
          // A process for each file cost more than the tests. What a file changes of its process it puts back.
          isolate: false,
          testTimeout: 20_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'proof',
          include: PROOFS,
          testTimeout: 20_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'rules',
          include: ['test/rules/**/*.test.ts'],
          globalSetup: ['test/rules/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'attacks',
          include: ['test/attacks/**/*.test.ts'],
          globalSetup: ['test/support/suite-setup.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 60_000, interval: 50 } },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'system',
          include: ['test/emulator/**/*.test.ts', 'test/e2e/**/*.test.ts', 'test/load/**/*.test.ts'],
          globalSetup: ['test/support/suite-setup.ts'],
          fileParallelism: false,
          // Nothing here is timed: what is waited for comes when the machine gets there.
          testTimeout: 240_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 60_000, interval: 50 } },
        },
      },
    ],
  },
})
