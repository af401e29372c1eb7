import { sha256Hex } from '../../playout/contract/hash.ts'
import type { Centre } from './centre.ts'
import { toneWav } from './wav.ts'

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

/**
 * A tone that a browser can play, as the sound of those versions of a bulletin that have none; a WAV stands for the
 * MP3 that taking it in would have made.
 */
export async function giveTone(
  centre: Centre,
  bulletin: string,
  seconds: number,
  hertz = 440,
): Promise<void> {
  const { db, clock } = centre.deps
  const wav = toneWav(seconds, hertz)
  const digest = sha256Hex(wav)
  const asset = sha256Hex(`master of ${digest}`)
  const samples = seconds * 48_000
  const peaks = Array.from({ length: 400 }, (_, n) => {
    const level = Math.round(40 + 30 * Math.sin(n / 9) + 20 * Math.sin(n / 3.1))
    return n % 2 === 0 ? -level : level
  })
  await centre.store.putBytes(wav)
  await db
    .insertInto('asset')
    .values({
      ...{ id: asset, samples, loudness: -1610, true_peak: -180, original_digest: digest },
      ...{ original_name: `${bulletin}.wav`, source: '{}', peaks: JSON.stringify(peaks) },
      ...{ created_by: 'lan', created_at: clock.now() },
    })
    .execute()
  await db
    .insertInto('rendition')
    .values({
      ...{ digest, asset_id: asset, kind: 'mp3' as const, bytes: wav.length, samples },
      content_type: 'audio/wav',
    })
    .execute()
  await db
    .updateTable('bulletin_version')
    .set({ asset_id: asset })
    .where('bulletin_id', '=', bulletin)
    .where('asset_id', 'is', null)
    .execute()
}
