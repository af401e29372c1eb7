import { spawnSync } from 'node:child_process'

/**
 * Whether a system program that a test needs is here. Where it is not: in CI that is a failure, on a
 * developer's machine the test says what it skipped and how to get it.
 */
export function hasProgram(name: string, debianPackage = name): boolean {
  const found = spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
  if (found) return true
  if (process.env.CI) throw new Error(`CI needs ${name}: .ci/install-programs installs it`)
  console.warn(`skipped: ${name} not found (Debian: apt-get install ${debianPackage})`)
  return false
}
