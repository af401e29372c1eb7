import type { Kysely } from 'kysely'
import type { Instant } from '../../playout/contract/time.ts'
import type { Role } from '../../server/access.ts'
import type { Database } from '../../server/db/schema.ts'
import { hashPassword } from '../../server/staff/password.ts'

/** Password of everybody in the test district. */
export const PASSWORD = 'mat khau thu nghiem'

/** `<unit id>: [code, kind, name, parent]` */
const units = {
  'my-tu': ['471', 'district', 'Huyện Mỹ Tú', null],
  'xa-my-huong': ['31594', 'commune', 'Xã Mỹ Hương', 'my-tu'],
  'xa-long-hung': ['31567', 'commune', 'Xã Long Hưng', 'my-tu'],
  'xa-hung-phu': ['31570', 'commune', 'Xã Hưng Phú', 'my-tu'],
} as const

/** `<station id>: [unit, technology, name]` */
const stations = {
  district: ['my-tu', 'ip', 'Đài huyện Mỹ Tú'],
  'my-huong': ['xa-my-huong', 'ip', 'Trạm Mỹ Hương'],
  'long-hung': ['xa-long-hung', 'fm', 'Trạm Long Hưng'],
  'hung-phu': ['xa-hung-phu', 'wired', 'Trạm Hưng Phú'],
} as const

/** `<username>: roles with their unit` */
const people: Readonly<Record<string, readonly (readonly [Role, keyof typeof units])[]>> = {
  an: [['administrator', 'my-tu']],
  lan: [['editor', 'my-tu']],
  minh: [['approver', 'my-tu']],
  hoa: [
    ['editor', 'my-tu'],
    ['approver', 'my-tu'],
  ],
  'giam-sat': [['supervisor', 'my-tu']],
  saray: [['reviewer', 'my-tu']],
  'bien-long-hung': [['editor', 'xa-long-hung']],
  'lanh-dao-long-hung': [['approver', 'xa-long-hung']],
  'truc-my-huong': [['duty', 'xa-my-huong']],
  'truc-long-hung': [['duty', 'xa-long-hung']],
  'truc-hung-phu': [['duty', 'xa-hung-phu']],
}

let passwordHash: Promise<string> | null = null

/**
 * A district with an IP, an FM and a wired commune, and a person for each role. The id of a person
 * is the username.
 */
export async function seedDistrict(db: Kysely<Database>, now: Instant): Promise<void> {
  passwordHash ??= hashPassword(PASSWORD, new Uint8Array(16).fill(7))
  const password = await passwordHash
  await db
    .insertInto('unit')
    .values(
      Object.entries(units).map(([id, [code, kind, name, parent]]) => ({
        ...{ id, code, kind, name, parent_id: parent },
        ...{ valid_from: '2020-01-01', valid_to: null },
      })),
    )
    .execute()
  await db
    .insertInto('station')
    .values(
      Object.entries(stations).map(([id, [unit, technology, name]]) => ({
        ...({ id, unit_id: unit, name, role: id === 'district' ? 'district' : 'commune' } as const),
        ...{ technology, languages: '["vi"]', zone: 'Asia/Ho_Chi_Minh' },
        ...{ volume_millibels: 0, phone: null },
      })),
    )
    .execute()
  await db
    .insertInto('staff')
    .values(
      Object.keys(people).map((username) => ({
        ...{ id: username, username, name: `Sample ${username}`, language: 'vi' as const },
        ...{ password_hash: password, created_at: now, disabled_at: null, must_change_password: 0 },
      })),
    )
    .execute()
  await db
    .insertInto('staff_role')
    .values(
      Object.entries(people).flatMap(([username, roles]) =>
        roles.map(([role, unit]) => ({
          ...{ id: `${username}-${role}`, staff_id: username, role, unit_id: unit },
          ...{ granted_at: now, revoked_at: null },
          languages: role === 'reviewer' ? '["km"]' : null,
        })),
      ),
    )
    .execute()
}
