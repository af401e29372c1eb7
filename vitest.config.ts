import { defineConfig } from 'vitest/config'

const wholeOffice = ['test/flow/**/*.test.ts', 'test/browser/{begin,first-light}.test.ts']
/** Sound that goes through several programs in real time: nothing else may take their turns. */
const alone = ['test/flow/hearing-loop.test.ts']
const browser = 'test/browser/**/*.test.ts'

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line.ts'],
    // More than cores: tests of sound mostly wait for it.
    maxWorkers: 4,
    // Of tests of one file that may run at once: each with a station of its own, in one process.
    maxConcurrency: 2,
    // Sound and browsers in real time share a busy machine in CI: what fails is tried anew there, never at a desk.
    retry: process.env.CI ? 2 : 0,
    // How long a test waits for what it polls: no test is about this limit, so a busy machine must not meet it.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...wholeOffice, browser],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // A real browser on a server in memory, whose clock is the test's: beside the parts.
        test: {
          name: 'screens',
          include: [browser],
          exclude: wholeOffice,
          testTimeout: 600_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Whole offices in real time, with sound: after the rest, fewer at a time.
        test: {
          name: 'whole office',
          maxWorkers: 3,
          include: wholeOffice,
          exclude: alone,
          testTimeout: 600_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'alone',
          maxWorkers: 1,
          include: alone,
          testTimeout: 600_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
