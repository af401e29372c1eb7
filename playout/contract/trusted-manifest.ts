import type { StationId } from './ids.ts'
import { Manifest, SignedManifest } from './manifest.ts'
import { type Outcome, ok, refuse } from './outcome.ts'
import { isSignedBy, type PublicKey } from './signature.ts'
import type { Instant } from './time.ts'
import { trustedKey } from './trust.ts'
import { parseText } from './wire.ts'

export type ManifestRefusal =
  | 'malformed'
  | 'key-not-trusted'
  | 'key-expired'
  | 'key-malformed'
  | 'signature-wrong'
  | 'other-station'
  | 'older-version'
  | 'past-expiry'
  | 'inconsistent'

/**
 * Bytes in, trusted manifest or refusal out (design.md, promise 6). In order, with the attack that
 * each step stops: the root named the key (stranger's key); the key signed the text (altered in
 * transit); it is for this station (mix-up); it is no older than what was seen (rollback); it has
 * not run out beyond the offline allowance (freeze); what it says fits together.
 *
 * @param highestSeen the highest version this station ever accepted, 0 for none
 */
export async function openManifest(
  bytes: string,
  root: PublicKey,
  station: StationId,
  highestSeen: number,
  now: Instant,
): Promise<Outcome<Manifest, ManifestRefusal>> {
  const envelope = parseText(SignedManifest, bytes)
  if (!envelope.ok) return envelope
  const key = await trustedKey(root, 'publish', envelope.value.key, now)
  if (!key.ok) return key
  if (!(await isSignedBy(key.value, 'manifest', envelope.value))) return refuse('signature-wrong')
  const parsed = parseText(Manifest, envelope.value.text)
  if (!parsed.ok) return parsed
  const manifest = parsed.value
  if (manifest.station !== station) return refuse('other-station', { station: manifest.station })
  if (manifest.version < highestSeen)
    return refuse('older-version', { version: manifest.version, seen: highestSeen })
  if (now >= manifest.expiresAt + manifest.offlineAllowanceMs) return refuse('past-expiry')
  const fault = faultIn(manifest)
  return fault ? refuse('inconsistent', { problem: fault }) : ok(manifest)
}

/** The first thing that does not fit together in a manifest, or null. */
export function faultIn(manifest: Manifest): string | null {
  const assets = new Map(manifest.assets.map((asset) => [asset.id, asset]))
  for (const block of manifest.blocks) {
    /** Where the air is free for an item, and for another tune that lies under items. */
    const free = { over: 0, under: 0 }
    for (const item of block.items) {
      const asset = assets.get(item.asset)
      if (!asset) return `item ${item.id} names no asset of this manifest`
      if (item.lengthSamples > asset.samples) return `item ${item.id} is longer than its asset`
      if (item.lengthSamples > manifest.limits.maxItemSamples) return `item ${item.id} is too long`
      const layer = item.under ? 'under' : 'over'
      if (item.offsetSamples < free[layer] - (item.segueSamples ?? 0))
        return `item ${item.id} overlaps the one before it`
      free[layer] = Math.max(free[layer], item.offsetSamples + item.lengthSamples)
      if ((item.kind === 'test') !== (block.purpose === 'test'))
        return `item ${item.id} does not fit its block's purpose`
    }
    if (Math.max(free.over, free.under) > block.lengthSamples)
      return `block ${block.id} is shorter than its items`
  }
  return null
}
