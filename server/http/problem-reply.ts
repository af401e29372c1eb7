import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { mediaErrors } from '../../media/errors.ts'
import { Problem, problem } from '../errors.ts'
import { sayWrong } from './input-words.ts'

/** Every error leaves through here, as RFC 9457 with `code`, `params` and a sentence per language. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    // A file that may not be had is one that is not there.
    const hidden = error.statusCode === 403 && !(error instanceof Problem)
    const known = hidden ? notFound(request) : problemFor(error)
    if (known) return sendProblem(reply, known)
    request.log.error({ err: error, id: request.id }, 'request failed')
    return sendProblem(reply, problem('fault', { id: request.id }))
  })
}

/** Where there are no pages to fall back to, an unknown address is a problem like any other. */
export function answerUnknown(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => sendProblem(reply, notFound(request)))
}

export function notFound(request: FastifyRequest): Problem {
  return problem('not-found', { what: request.url.split('?', 1)[0] ?? '' })
}

export function sendProblem(reply: FastifyReply, known: Problem): FastifyReply {
  return reply
    .code(known.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(bodyOf(known))
}

function bodyOf(known: Problem) {
  return {
    type: `urn:tiep-am:problem:${known.code}`,
    title: known.en,
    status: known.status,
    code: known.code,
    params: known.params,
    vi: known.vi,
    en: known.en,
  }
}

/** What the framework itself refuses, in our words; null for what is our own fault. */
function problemFor(error: FastifyError): Problem | null {
  if (error instanceof Problem) return error
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(error.code))
    return new Problem('disk-full', { status: 507, ...mediaErrors['disk-full'] }, {})
  if (hasZodFastifySchemaValidationErrors(error)) {
    const first = error.validation[0]
    const said = first && sayWrong(first)
    return problem('input-wrong', {
      field:
        first?.instancePath.replace(/^\//, '').replaceAll('/', '.') ||
        (error.validationContext ?? 'body'),
      ...{ problem: said?.en ?? '', problemVi: said?.vi ?? '' },
    })
  }
  switch (error.statusCode) {
    case 400:
      return problem('input-wrong', { field: 'body', problem: error.message })
    case 413:
      return problem('too-large')
    case 406:
    case 415:
      return problem('wrong-format')
    case 503:
      return problem('closing')
    default:
      return null
  }
}
