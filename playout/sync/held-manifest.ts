import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../../media/store/durable.ts'
import type { StationId } from '../contract/ids.ts'
import type { Manifest } from '../contract/manifest.ts'
import type { Outcome } from '../contract/outcome.ts'
import type { PublicKey } from '../contract/signature.ts'
import type { Instant } from '../contract/time.ts'
import { type ManifestRefusal, openManifest } from '../contract/trusted-manifest.ts'
import { parseText } from '../contract/wire.ts'
import { readIfThere } from './station-files.ts'

/**
 * The manifest that a station goes by, kept on its disk as it came. The highest version ever seen
 * lies in a file of its own, so that losing the manifest does not let an older one in.
 */
export type HeldManifest = Readonly<{
  manifest(): Manifest | null
  /** The highest version ever accepted. */
  seen(): number
  /** Checks what came from outside and, when it is good, keeps it; durable when it returns. */
  offer(bytes: string, now: Instant): Promise<Outcome<Manifest, ManifestRefusal>>
}>

const Seen = z.object({ version: z.int().min(0) })

export async function openHeldManifest(
  folder: string,
  root: PublicKey,
  station: StationId,
  now: Instant,
): Promise<HeldManifest> {
  const path = join(folder, 'manifest.json')
  const previousPath = join(folder, 'manifest-previous.json')
  const seenPath = join(folder, 'manifest-seen.json')
  const seenText = await readIfThere(seenPath)
  const parsedSeen = seenText === null ? null : parseText(Seen, seenText)
  let seen = parsedSeen?.ok ? parsedSeen.value.version : 0
  let held: { bytes: string; manifest: Manifest } | null = null
  for (const candidate of [path, previousPath]) {
    const bytes = await readIfThere(candidate)
    // The same checks as for the network: a disk, too, may have been written to by others.
    const opened = bytes === null ? null : await openManifest(bytes, root, station, 0, now)
    if (bytes === null || !opened?.ok) continue
    held = { bytes, manifest: opened.value }
    seen = Math.max(seen, opened.value.version)
    break
  }

  return {
    manifest: () => held?.manifest ?? null,
    seen: () => seen,
    offer: async (bytes, at) => {
      const opened = await openManifest(bytes, root, station, seen, at)
      if (!opened.ok || opened.value.version === held?.manifest.version) return opened
      if (held) await writeDurably(previousPath, [Buffer.from(held.bytes)])
      // Seen first: a power cut between the two costs one more fetch, never a rollback.
      await writeDurably(seenPath, [Buffer.from(JSON.stringify({ version: opened.value.version }))])
      await writeDurably(path, [Buffer.from(bytes)])
      held = { bytes, manifest: opened.value }
      seen = opened.value.version
      return opened
    },
  }
}
