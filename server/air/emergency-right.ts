import type { Role } from '../access.ts'

/** Who may have a bulletin break in, and end it again. */
export const EMERGENCY_ROLES: readonly Role[] = ['editor', 'approver']
