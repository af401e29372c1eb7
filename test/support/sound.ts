import { sha256Hex } from '../../playout/contract/hash.ts'
import type { Centre } from './centre.ts'

/** A sound that is ready, with one rendition in the store, without the cost of taking it in. */
export async function seedSound(
  centre: Centre,
  name: string,
): Promise<{ asset: string; digest: string }> {
  const { db, clock } = centre.deps
  const bytes = Buffer.from(`sound ${name} `.repeat(100))
  const digest = sha256Hex(bytes)
  const asset = sha256Hex(`master of ${name}`)
  await centre.store.putBytes(bytes)
  await db
    .insertInto('asset')
    .values({
      ...{ id: asset, samples: 480_000, loudness: -1600, true_peak: -150 },
      ...{ original_digest: digest, original_name: `${name}.wav`, source: '{}', peaks: '[-1,1]' },
      ...{ created_by: 'lan', created_at: clock.now() },
    })
    .execute()
  await db
    .insertInto('rendition')
    .values({
      ...{ digest, asset_id: asset, kind: 'opus' as const, bytes: bytes.length, samples: 480_000 },
      content_type: 'audio/ogg; codecs=opus',
    })
    .execute()
  return { asset, digest }
}
