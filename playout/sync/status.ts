import { canonicalJson } from '../contract/canonical.ts'
import { type StationStatus, StatusAnswer } from '../contract/exchange.ts'
import type { Signer } from '../contract/signature.ts'
import type { Clock } from '../contract/time.ts'
import type { ClockOffset } from './clock-offset.ts'
import type { Bell } from './loop.ts'
import { askFor, type Network } from './network.ts'

const EVERY_MS = 2_000

export type StatusParts = Readonly<{
  network: Network
  clock: Clock
  address: string
  signer: Signer
  offset: ClockOffset
  /** How things are; the count is added here. */
  look(): Omit<StationStatus, 'format' | 'count'>
  answered(answer: StatusAnswer): Promise<void>
  /** Rung when what is on air changes. */
  bell: Bell
}>

/** One round: tell how things are, hear what the server has, wait. */
export function createStatus(parts: StatusParts): () => Promise<void> {
  const { clock, offset } = parts
  let count = 0
  return async () => {
    count++
    const status: StationStatus = { format: 'tiep-am/status/1', count, ...parts.look() }
    const body = await parts.signer.sign('status', canonicalJson(status))
    const sentAt = clock.now()
    const question = { method: 'POST', body } as const
    const address = `${parts.address}/status`
    const answer = await askFor(parts.network, clock, address, StatusAnswer, question)
    offset.note(sentAt, answer.serverTime, clock.now())
    await parts.answered(answer)
    await parts.bell.wait(EVERY_MS)
  }
}
