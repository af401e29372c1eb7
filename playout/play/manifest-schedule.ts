import { join } from 'node:path'
import { Manifest } from '../contract/manifest.ts'
import { SAMPLES_PER_MS } from '../contract/time.ts'
import { parseText } from '../contract/wire.ts'
import { fillersOf } from '../live/fillers.ts'
import { stationRendition } from '../sync/asset-plan.ts'
import { instantOf } from '../timeline/instance.ts'
import { livePartsOf, type PlannedPart } from '../timeline/live-part.ts'
import { type Resolved, resolveAir } from '../timeline/resolve.ts'
import { type LiveItem, liveName, type Schedule, type Scheduled } from './scheduled.ts'

/**
 * A station's manifest as a schedule: what may sound of it, each at its sample, and what may not,
 * with why. Files are looked for by their digest in the folder `assets` beside it, where a station
 * keeps them. Live sources are carried, up to their planned ends. Urgent blocks need a station.
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
  const { instances, ways } = resolveAir(manifest, { urgent: [], overrunOf: () => 0 })
  const pathOf = (rendition: { digest: string }) => join(folder, 'assets', rendition.digest)
  for (const one of instances) {
    const { item, block, startsAt } = one
    const why = isSilent ? 'stopped' : whyLeft(one, now)
    const rendition = stationRendition(one.asset)
    if (why !== null || !rendition)
      left.push({ id: item.id, plan: instantOf(startsAt), why: why ?? 'no-rendition' })
    else
      items.push({
        id: item.id,
        path: pathOf(rendition),
        live: null,
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
  const parts = livePartsOf(manifest)
  for (const block of manifest.blocks)
    for (const [index, { source, offsetSamples, live }] of block.relayTime.entries()) {
      const id = `${block.id}/${source}`
      const part = parts.find((one) => one.block === block && one.index === index)
      const { delay = 0, givesWayAt = Number.POSITIVE_INFINITY } = ways.get(block.id) ?? {}
      const startsAt = (part?.startsAt ?? 0) + delay
      const plan = block.startsAt + Math.floor((offsetSamples + delay) / SAMPLES_PER_MS)
      if (!part || isSilent || givesWayAt <= startsAt) {
        const missing = manifest.liveSources.some((one) => one.id === live)
          ? 'quiet-hours'
          : 'source-unknown'
        const why = part ? 'gave-way' : live === null ? 'switched-through' : missing
        left.push({ id, plan, why: isSilent ? 'stopped' : why })
      } else
        items.push({
          id,
          path: liveName(items.length),
          live: liveItem(part, manifest, (asset) => {
            const found = manifest.assets.find((one) => one.id === asset)
            const rendition = found ? stationRendition(found) : null
            return rendition ? pathOf(rendition) : null
          }),
          at: startsAt / SAMPLES_PER_MS,
          lengthSamples: Math.min(part.endsAt + delay, givesWayAt) - startsAt,
          waitSamples: 0,
          late: block.late === 'drop' && block.startsAt < now ? 'skip' : 'join',
          fade: { inSamples: 0, outSamples: 0 },
          segueSamples: 0,
          under: null,
          gainMillibels: manifest.volumeMillibels,
          outputs: block.outputs,
        })
    }
  items.sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
  return { items, left, stopped: new Set(stops.flatMap(({ outputs }) => outputs ?? [])) }
}

function liveItem(
  { source, block }: PlannedPart,
  manifest: Manifest,
  pathOf: (asset: string) => string | null,
): LiveItem {
  const backup = source.backup ? [{ name: `${source.id} (2)`, address: source.backup }] : []
  return {
    sources: [{ name: source.id, address: source.address }, ...backup],
    fillers: fillersOf(manifest, block.date, pathOf),
  }
}

/** Why an item never sounds here; null when it may. */
function whyLeft({ bar, block }: Resolved, now: number): string | null {
  if (bar !== null) return bar
  if (block.urgent) return 'urgent-needs-station'
  return block.late === 'drop' && block.startsAt < now ? 'late' : null
}
