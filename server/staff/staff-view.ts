import { z } from 'zod'

export const Role = z.enum(['editor', 'approver', 'duty', 'supervisor', 'administrator'])
export type Role = z.infer<typeof Role>

export const Credentials = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
})

/** Who is signed in, and what they may do where. */
export const SessionView = z.object({
  staff: z.object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    language: z.enum(['vi', 'en']),
    mustChangePassword: z.boolean(),
  }),
  roles: z.array(z.object({ role: Role, unit: z.string(), unitName: z.string() })),
  expiresAt: z.int(),
})

export const PasswordChange = z.object({
  old: z.string().max(200),
  new: z.string().min(10).max(200),
})

export const StaffView = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  disabled: z.boolean(),
  roles: z.array(z.object({ role: Role, unit: z.string(), unitName: z.string() })),
})

export const NewStaff = z.object({
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/),
  name: z.string().trim().min(1).max(100),
  password: z.string().min(10).max(200),
  language: z.enum(['vi', 'en']).default('vi'),
  roles: z
    .array(z.object({ role: Role, unit: z.string() }))
    .min(1)
    .max(20),
})
