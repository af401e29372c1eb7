import { z } from 'zod'
import type { Instant } from '../../playout/contract/time.ts'
import type { StaffRow } from '../db/place-rows.ts'
import { visibleLine } from '../plain-text.ts'

const Role = z.enum(['editor', 'reviewer', 'approver', 'duty', 'supervisor', 'administrator'])
const Language = z.enum(['vi', 'km', 'en'])

const HeldRole = z.object({
  role: Role,
  unit: z.string(),
  unitName: z.string(),
  /** What a reviewer can check; empty for other roles. */
  languages: z.array(Language),
})

export const Credentials = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
})

/** Who is signed in, and what they may do where. */
export const SessionView = z
  .object({
    staff: z.object({
      id: z.string(),
      username: z.string(),
      name: z.string(),
      language: z.enum(['vi', 'en']),
      mustChangePassword: z.boolean(),
    }),
    roles: z.array(HeldRole),
    expiresAt: z.int(),
  })
  .meta({ id: 'Session' })

export const PasswordChange = z.object({
  old: z.string().max(200),
  new: z.string().min(10).max(200),
})

export const StaffView = z
  .object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    disabled: z.boolean(),
    roles: z.array(HeldRole),
  })
  .meta({ id: 'Staff' })

export const NewStaff = z.object({
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/),
  name: visibleLine(100),
  password: z.string().min(10).max(200),
  language: z.enum(['vi', 'en']).default('vi'),
  roles: z
    .array(
      z
        .object({ role: Role, unit: z.string(), languages: z.array(Language).max(3).default([]) })
        .refine(({ role, languages }) => (role === 'reviewer') === languages.length > 0, {
          path: ['languages'],
          message: 'a reviewer has languages, and nobody else',
        }),
    )
    .min(1)
    .max(20),
})

type RoleRow = Omit<z.infer<typeof HeldRole>, 'languages'> &
  Readonly<{ languages: readonly z.infer<typeof Language>[] }>

export function showSession(
  staff: StaffRow,
  roles: readonly RoleRow[],
  expiresAt: Instant,
): z.infer<typeof SessionView> {
  const { id, username, name, language } = staff
  return {
    staff: { id, username, name, language, mustChangePassword: staff.must_change_password === 1 },
    roles: showRoles(roles),
    expiresAt,
  }
}

export function showStaff(staff: StaffRow, roles: readonly RoleRow[]): z.infer<typeof StaffView> {
  const { id, username, name } = staff
  return { id, username, name, disabled: staff.disabled_at !== null, roles: showRoles(roles) }
}

function showRoles(roles: readonly RoleRow[]) {
  return roles.map(({ role, unit, unitName, languages }) => ({
    ...{ role, unit, unitName, languages: [...languages] },
  }))
}
