import type { Office, Role, Session } from '../api/shapes.ts'

/** True when this person holds one of the roles anywhere; the server still decides about the place. */
export function hasRole(session: Session | null | undefined, ...roles: readonly Role[]): boolean {
  return session?.roles.some((held) => roles.includes(held.role)) ?? false
}

/** The units at which this person holds a role. */
export function unitsAs(session: Session, role: Role): readonly string[] {
  return session.roles.filter((held) => held.role === role).map(({ unit }) => unit)
}

/** True for the administrator of a real office that has no units and windows yet. */
export function mustBegin(office: Office, session: Session): boolean {
  return !office.sample && !office.furnished && hasRole(session, 'administrator')
}
