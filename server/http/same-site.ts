import type { FastifyRequest } from 'fastify'

/**
 * True when a browser says that a page of another site made this changing request. Browsers state
 * where a request comes from and pages cannot forge it; programs such as curl state nothing and
 * carry no cookie that a stranger could borrow, so they pass.
 */
export function isFromOtherSite(request: FastifyRequest, publicUrl: string): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false
  const { origin, 'sec-fetch-site': site } = request.headers
  if (origin !== undefined)
    return !(sameHost(origin, request.host) || sameHost(origin, new URL(publicUrl).host))
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

function sameHost(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
