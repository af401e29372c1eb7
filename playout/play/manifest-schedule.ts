import { join } from 'node:path'
import { Manifest } from '../contract/manifest.ts'
import { SAMPLES_PER_MS } from '../contract/time.ts'
import { parseText } from '../contract/wire.ts'
import { stationRendition } from '../sync/asset-plan.ts'
import { resolve } from '../timeline/resolve.ts'
import type { Scheduled } from './schedule.ts'

/**
 * A station's manifest as a schedule: what may sound of it, each at its sample. Files are looked for
 * by their digest in the folder `assets` beside it, where a station keeps them.
 *
 * @throws Error with a sentence when it is not a manifest
 */
export function scheduleOfManifest(text: string, folder: string): readonly Scheduled[] {
  const parsed = parseText(Manifest, text)
  if (!parsed.ok)
    throw new Error(`not a manifest (${parsed.params.where}: ${parsed.params.problem})`)
  return resolve(parsed.value)
    .filter(({ bar, block }) => bar === null && !block.urgent)
    .flatMap(({ item, asset, block, startsAt, mayUntil }): Scheduled[] => {
      const rendition = stationRendition(asset)
      if (!rendition) return []
      return [
        {
          id: item.id,
          path: join(folder, 'assets', rendition.digest),
          at: startsAt / SAMPLES_PER_MS,
          lengthSamples: mayUntil - startsAt,
          waitSamples: 0,
          late: block.late === 'skip' ? 'skip' : 'join',
          fade: item.fade ?? { inSamples: 0, outSamples: 0 },
          segueSamples: item.segueSamples ?? 0,
          under: item.under ?? null,
          gainMillibels: item.gainMillibels + parsed.value.volumeMillibels,
        },
      ]
    })
}
