import { isCanonical } from '../../playout/contract/canonical.ts'
import { CHAIN_START, eventHash, StationEvent } from '../../playout/contract/event.ts'
import type { EventRefusal } from '../../playout/contract/exchange.ts'
import { airingIdOf, type Digest, type ItemId, type StationId } from '../../playout/contract/ids.ts'
import { isSignedBy, type PublicKey, type Signed } from '../../playout/contract/signature.ts'
import { parseText } from '../../playout/contract/wire.ts'

/** An event whose shape, origin and signature are right; whether it continues its chain is open. */
export type CheckedEvent = Readonly<{ signed: Signed; event: StationEvent; hash: Digest }>

export type Checked =
  | Readonly<{ ok: true; checked: CheckedEvent }>
  | Readonly<{ ok: false; seq: number | null; reason: EventRefusal }>

/**
 * Bytes in, checked event or refusal out. In order, with what each step stops: the shape (garbage);
 * the station (one commune writing another's record); the key (a stranger); the signature (altered
 * on the way). Costs a signature check, so it is done before any transaction.
 *
 * @param station whose address the push came to
 * @param keys keys that this station may sign with
 */
export async function checkEvent(
  signed: Signed,
  station: StationId,
  keys: ReadonlyMap<string, PublicKey>,
): Promise<Checked> {
  const parsed = parseText(StationEvent, signed.text)
  if (!parsed.ok || !isCanonical(signed.text)) return { ok: false, seq: null, reason: 'malformed' }
  const event = parsed.value
  const refused = (reason: EventRefusal) => ({ ok: false as const, seq: event.seq, reason })
  if (event.station !== station) return refused('other-station')
  if ('airing' in event && event.airing !== airingIdOf(event.item as ItemId, event.attempt))
    return refused('malformed')
  const key = keys.get(event.key)
  if (!key) return refused('unknown-key')
  if (!(await isSignedBy(key, 'event', signed))) return refused('signature-wrong')
  return { ok: true, checked: { signed, event, hash: eventHash(signed.text) } }
}

/** What the server keeps of a chain: its last event, and those before it that a batch repeats. */
export type Chain = Readonly<{
  seq: number
  hash: Digest
  known: ReadonlyMap<number, Readonly<{ hash: Digest; leaf: number }>>
}>

export const NO_CHAIN: Chain = { seq: 0, hash: CHAIN_START, known: new Map() }

export type Decision =
  | Readonly<{ result: 'kept'; checked: CheckedEvent }>
  | Readonly<{ result: 'known'; seq: number; leaf: number }>
  /** The same event stands earlier in this batch. */
  | Readonly<{ result: 'repeated'; seq: number; key: string }>
  | Readonly<{ result: 'refused'; seq: number | null; reason: EventRefusal }>

/**
 * Whether each event of a batch continues its key's chain. What was kept before is `known`, however
 * often it is sent; another event in its place is a fork; nothing is taken in after a gap.
 *
 * @param owners stations for which the server planned items that the batch names
 */
export function decideBatch(
  batch: readonly Checked[],
  chains: ReadonlyMap<string, Chain>,
  owners: ReadonlyMap<string, string>,
): Decision[] {
  const heads = new Map<string, { seq: number; hash: Digest; fresh: Map<number, Digest> }>()
  return batch.map((one) => {
    if (!one.ok) return { result: 'refused', seq: one.seq, reason: one.reason }
    const { event, hash } = one.checked
    const { key, seq } = event
    const chain = chains.get(key) ?? NO_CHAIN
    const head = heads.get(key) ?? { seq: chain.seq, hash: chain.hash, fresh: new Map() }
    heads.set(key, head)
    const refused = (reason: EventRefusal): Decision => ({ result: 'refused', seq, reason })
    if (seq <= chain.seq) {
      const kept = chain.known.get(seq)
      return kept?.hash === hash ? { result: 'known', seq, leaf: kept.leaf } : refused('fork')
    }
    if (seq <= head.seq)
      return head.fresh.get(seq) === hash ? { result: 'repeated', seq, key } : refused('fork')
    if (seq > head.seq + 1) return refused('gap')
    if (event.prev !== head.hash) return refused('chain-broken')
    if ('item' in event && (owners.get(event.item) ?? event.station) !== event.station)
      return refused('other-station')
    head.seq = seq
    head.hash = hash
    head.fresh.set(seq, hash)
    return { result: 'kept', checked: one.checked }
  })
}
