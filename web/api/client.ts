import createClient from 'openapi-fetch'
import { noAnswer, ProblemError, problemOf } from './problem.ts'
import type { paths } from './schema.gen.ts'

/** The server's API with its own types; the session is a cookie that scripts never see. */
export const api = createClient<paths>({ credentials: 'same-origin' })

type Result<Data> = { data?: Data; error?: unknown; response: Response }

/**
 * The answer of a call.
 * @throws ProblemError with the server's sentence, or ours when nothing came back
 */
export async function answer<Data>(call: Promise<Result<Data>>): Promise<Data> {
  const result = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ProblemError(noAnswer)
  })
  if (!result.response.ok) throw new ProblemError(problemOf(result.response.status, result.error))
  return result.data as Data
}
