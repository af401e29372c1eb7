/** Units, people, stations: who there is, and where. */

/** Effective-dated tree of places: a district with its communes, whatever the law makes of it. */
export type UnitRow = {
  id: string
  /** Official administrative code, `31612`. */
  code: string
  kind: 'district' | 'commune' | 'town'
  name: string
  parent_id: string | null
  valid_from: string
  valid_to: string | null
}

export type StaffRow = {
  id: string
  username: string
  name: string
  password_hash: string
  language: 'vi' | 'en'
  created_at: number
  disabled_at: number | null
  /** 1 while the password is one that somebody else has seen. */
  must_change_password: number
}

export type StaffRoleRow = {
  id: string
  staff_id: string
  role: 'editor' | 'reviewer' | 'approver' | 'duty' | 'supervisor' | 'administrator'
  /** The role holds for this unit and everything below it. */
  unit_id: string
  granted_at: number
  revoked_at: number | null
  /** JSON list of the languages that a reviewer (người thẩm định) checks; null for other roles. */
  languages: string | null
}

export type SessionRow = {
  /** SHA-256 of the cookie's token; the token itself is kept nowhere. */
  token_hash: string
  staff_id: string
  created_at: number
  expires_at: number
  revoked_at: number | null
}

/** Who did what: append-only. */
export type AuditRow = {
  id: string
  at: number
  staff_id: string | null
  action: string
  subject: string
  detail: string
}

export type StationRow = {
  id: string
  unit_id: string
  name: string
  role: 'district' | 'commune'
  technology: 'ip' | 'fm' | 'wired'
  /** JSON list, first is the one that it mostly speaks: `["vi","km"]`. */
  languages: string
  zone: string
  volume_millibels: number
  phone: string | null
  /** JSON record of percent by language of what it airs by itself; null: no wish. */
  language_mix: string | null
  /** JSON list of `{from, to, millibels}`, local times; null: one volume all day. */
  volume_hours: string | null
  /** The longest that one of its windows may be; null: no limit. */
  longest_session_ms: number | null
}

export type ClusterRow = {
  id: string
  station_id: string
  name: string
  technology: 'ip' | 'fm' | 'wired'
  speakers: number
  /** The output of the station's player that drives it; null: it cannot be silenced by itself. */
  output: string | null
}

export type EnrolmentCodeRow = {
  /** SHA-256 of the one-time secret. */
  secret_hash: string
  station_id: string
  created_by: string | null
  created_at: number
  expires_at: number
  used_at: number | null
  used_by_key: string | null
}

export type StationKeyRow = {
  key_id: string
  station_id: string
  public_key: string
  enrolled_at: number
  revoked_at: number | null
}

/** The latest status of each station; overwritten, never history. */
export type StationContactRow = {
  station_id: string
  received_at: number
  /** StationStatus as JSON. */
  status: string
}

/** Something from outside that was refused, and why: append-only. */
export type RefusalRow = {
  id: string
  at: number
  station_id: string | null
  kind: 'enrolment' | 'event' | 'status' | 'declaration'
  reason: string
  detail: string
}
