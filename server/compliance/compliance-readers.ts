import type { Role } from '../access.ts'

/** Who sees how communes relayed, each for the own units. */
export const complianceReaders: readonly Role[] = [
  'supervisor',
  'approver',
  'editor',
  'administrator',
  'duty',
]
