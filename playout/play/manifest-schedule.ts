import { join } from 'node:path'
import { Manifest } from '../contract/manifest.ts'
import { SAMPLES_PER_MS } from '../contract/time.ts'
import { parseText } from '../contract/wire.ts'
import { stationRendition } from '../sync/asset-plan.ts'
import { instantOf } from '../timeline/instance.ts'
import { type Resolved, resolve } from '../timeline/resolve.ts'
import type { Schedule, Scheduled } from './schedule.ts'

/**
 * A station's manifest as a schedule: what may sound of it, each at its sample, and what may not,
 * with why. Files are looked for by their digest in the folder `assets` beside it, where a station
 * keeps them. What needs a station (urgent blocks, live sources) is left out.
 *
 * @param now UTC ms: what had begun by then was not caught
 * @throws Error with a sentence when it is not a manifest
 */
export function scheduleOfManifest(text: string, folder: string, now: number): Schedule {
  const parsed = parseText(Manifest, text)
  if (!parsed.ok)
    throw new Error(`not a manifest (${parsed.params.where}: ${parsed.params.problem})`)
  const manifest = parsed.value
  const stops = manifest.stops ?? []
  const isSilent = stops.some(({ outputs }) => outputs === null)
  const items: Scheduled[] = []
  const left: Schedule['left'][number][] = []
  for (const one of resolve(manifest)) {
    const { item, block, startsAt } = one
    const why = isSilent ? 'stopped' : whyLeft(one, now)
    const rendition = stationRendition(one.asset)
    if (why !== null || !rendition)
      left.push({ id: item.id, plan: instantOf(startsAt), why: why ?? 'no-rendition' })
    else
      items.push({
        id: item.id,
        path: join(folder, 'assets', rendition.digest),
        at: startsAt / SAMPLES_PER_MS,
        lengthSamples: one.mayUntil - startsAt,
        waitSamples: 0,
        late: block.late === 'skip' || block.late === 'drop' ? 'skip' : 'join',
        fade: item.fade ?? { inSamples: 0, outSamples: 0 },
        segueSamples: item.segueSamples ?? 0,
        under: item.under ?? null,
        gainMillibels: item.gainMillibels + manifest.volumeMillibels,
        outputs: block.outputs,
      })
  }
  for (const block of manifest.blocks)
    for (const { source, offsetSamples } of block.relayTime)
      left.push({
        id: `${block.id}/${source}`,
        plan: block.startsAt + Math.floor(offsetSamples / SAMPLES_PER_MS),
        why: 'relay-needs-station',
      })
  return { items, left, stopped: new Set(stops.flatMap(({ outputs }) => outputs ?? [])) }
}

/** Why an item never sounds here; null when it may. */
function whyLeft({ bar, block }: Resolved, now: number): string | null {
  if (bar !== null) return bar
  if (block.urgent) return 'urgent-needs-station'
  return block.late === 'drop' && block.startsAt < now ? 'late' : null
}
