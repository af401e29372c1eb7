/** What of a ledger entry's verbatim text is shown beside it; null when it is no event of a station. */
export type ChainPlace = Readonly<{
  type: string
  seq: number
  prev: string
  key: string
  checkpoint: string | null
}>

export function chainPlaceOf(text: string): ChainPlace | null {
  let event: Partial<ChainPlace>
  try {
    event = JSON.parse(text) as Partial<ChainPlace>
  } catch {
    return null
  }
  if (typeof event.seq !== 'number' || typeof event.prev !== 'string') return null
  return {
    type: event.type ?? '',
    seq: event.seq,
    prev: event.prev,
    key: event.key ?? '',
    checkpoint: event.checkpoint ?? null,
  }
}

/** A long hash as people compare it: its beginning. */
export function shortHash(hash: string): string {
  return hash.length > 16 ? `${hash.slice(0, 16)}…` : hash
}
