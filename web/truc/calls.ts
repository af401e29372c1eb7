import { noAnswer, ProblemError, problemOf } from '../api/problem.ts'
import type {
  Declaration,
  DutyDay,
  DutyRecall,
  NewDeclaration,
  Office,
  Session,
} from '../api/shapes.ts'

/** The few questions of the phone page, without the office's client: small, and strict about time. */

/** A phone that hangs on a dead network is worse than one that says so. */
const TIMEOUT_MS = 15_000

/** @throws ProblemError, status 0 when nothing came back */
export async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`/api/v1${path}`, {
    method,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  }).catch(() => {
    throw new ProblemError(noAnswer)
  })
  if (response.status === 204) return undefined as Answer
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) throw new ProblemError(problemOf(response.status, answer))
  return answer as Answer
}

export const calls = {
  office: () => ask<Office>('GET', '/office'),
  session: () => ask<Session>('GET', '/session'),
  signIn: (username: string, password: string) =>
    ask<Session>('POST', '/session', { username, password }),
  signOut: () => ask<void>('DELETE', '/session'),
  duty: (date: string | null) => ask<DutyDay>('GET', `/duty${date ? `?date=${date}` : ''}`),
  recalls: () => ask<{ recalls: DutyRecall[] }>('GET', '/duty/recalls'),
  wiped: (recall: string, station: string, tappedAt: number) =>
    ask<unknown>(
      'POST',
      `/recalls/${encodeURIComponent(recall)}/stations/${encodeURIComponent(station)}/confirm`,
      { tappedAt },
    ),
  declare: (declaration: NewDeclaration) => ask<Declaration>('POST', '/declarations', declaration),
}

export type Calls = typeof calls
