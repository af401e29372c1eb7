import { canonicalJson } from '../contract/canonical.ts'
import { EnrolmentAnswer, type EnrolmentCode } from '../contract/exchange.ts'
import { type Outcome, ok, refuse } from '../contract/outcome.ts'
import type { Signer } from '../contract/signature.ts'
import type { Clock } from '../contract/time.ts'
import { fingerprintOf } from '../contract/trust.ts'
import { askFor, type Network, NetworkFault } from './network.ts'
import type { StationCard } from './station-files.ts'

/**
 * Enrols with a one-time code: proves to hold the new key, and believes the server only when its
 * root key has the fingerprint that the code names, which came by another way (paper, QR).
 *
 * @throws NetworkFault when the server cannot be asked; trying again with the same key is safe
 */
export async function enrol(
  network: Network,
  clock: Clock,
  signer: Signer,
  code: EnrolmentCode,
  url: string,
): Promise<Outcome<StationCard, 'code-refused' | 'wrong-root'>> {
  const text = canonicalJson({
    format: 'tiep-am/enrolment/1',
    secret: code.secret,
    publicKey: signer.publicKey,
  })
  const body = await signer.sign('enrolment', text)
  let answer: EnrolmentAnswer
  try {
    const address = `${url}/api/v1/stations/enrol`
    answer = await askFor(network, clock, address, EnrolmentAnswer, { method: 'POST', body })
  } catch (error) {
    if (!(error instanceof NetworkFault) || !isRefusal(error.status)) throw error
    return refuse('code-refused', { answer: error.message })
  }
  if (fingerprintOf(answer.rootKey) !== code.root)
    return refuse('wrong-root', { expected: code.root, found: fingerprintOf(answer.rootKey) })
  return ok({
    station: answer.station,
    stationName: answer.stationName,
    url,
    rootKey: answer.rootKey,
    enrolledAt: clock.now(),
  })
}

/** A no that will stay a no; too many requests, time-outs and server faults pass. */
function isRefusal(status: number | null): boolean {
  return status !== null && status >= 400 && status < 500 && status !== 429 && status !== 408
}
