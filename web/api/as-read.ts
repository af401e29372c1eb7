import { ProblemError } from './problem.ts'

/** What a route that changes what sounds takes beside its body: the revision of what was read. */
export function asRead(revision: string) {
  return { 'if-match': revision }
}

/** True of the server's word for "what you read is no longer so". */
export function isStale(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'reading-stale'
}
