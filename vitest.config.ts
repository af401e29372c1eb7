import { defineConfig } from 'vitest/config'

const wholeOffice = ['test/flow/**/*.test.ts', 'test/browser/{begin,first-light}.test.ts']
const browser = 'test/browser/**/*.test.ts'

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line.ts'],
    maxWorkers: 2,
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
        // Whole offices in real time, with sound: after the rest, two at a time, since they mostly wait.
        test: {
          name: 'whole office',
          include: wholeOffice,
          testTimeout: 600_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
