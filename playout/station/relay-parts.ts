import type { Happening, StationEvent } from '../contract/event.ts'
import type { Manifest } from '../contract/manifest.ts'
import { SAMPLE_RATE, samplesToMs } from '../contract/time.ts'
import type { AirEvent, Cue, Cut } from '../engine/cue.ts'
import type { OpenSound } from '../engine/sound.ts'
import type { Progress } from '../journal/progress.ts'
import { climb, type Filler, type LadderParts, type LivePart } from '../live/ladder.ts'
import { type AirSample, airSampleOf, instantOf } from '../timeline/instance.ts'
import { inQuietHours } from '../timeline/quiet-hours.ts'
import type { Resolved } from '../timeline/resolve.ts'

/**
 * The parts of windows that a live source fills (VOV, the province), as cues of the engine. What
 * was carried is signed by source, from–to and with every change of rung; it is nobody's airing.
 */
export type RelayParts = Readonly<{
  /** @param free nothing that should have begun before this place may begin yet */
  cues(from: AirSample, to: AirSample, free: AirSample): readonly Cue[]
  isLive(cue: Cue): boolean
  cutOf(cue: Cue): Cut | null
  /**
   * An item where it stands after a live part of its block that ran over; null while that goes on,
   * and nobody knows yet where it will stand.
   */
  place(instance: Resolved): Resolved | null
  /** The log line for something that happened to a live cue; null when it is not worth one. */
  happeningOf(event: AirEvent): Happening | null
  open: OpenSound
}>

export type RelayPartsParts = Readonly<{
  manifest(): Manifest | null
  /** Path of an asset's file; null while it is not there. */
  pathOf(asset: string): string | null
  ladder: Pick<LadderParts, 'clock' | 'heardAt' | 'openSource' | 'openFiller'>
  record(happening: Happening): void
  /** Told when it is known where a part that ran over ends. */
  settled(): void
}>

type Planned = LivePart &
  Readonly<{ key: string; block: string; date: string; lengthSamples: number; isSoft: boolean }>

const PREFIX = 'live:'
/** What runs over is let out for so long at most: a minute. */
const OVERRUN_SAMPLES = 60 * SAMPLE_RATE

export function createRelayParts(parts: RelayPartsParts): RelayParts {
  const tries = new Map<string, number>()
  /** By how much parts with a soft end ran over; `running` while they sound. */
  const overruns = new Map<string, 'running' | number>()
  let known: Readonly<{ of: Manifest | null; planned: readonly Planned[] }> = {
    of: null,
    planned: [],
  }

  function planned(): readonly Planned[] {
    const manifest = parts.manifest()
    if (known.of !== manifest)
      known = { of: manifest, planned: manifest ? plannedIn(manifest) : [] }
    return known.planned
  }

  const partOf = (path: string) => planned().find(({ key }) => key === path)

  /** First place after a part, as far as is known. */
  function endOf({ key, startsAt, lengthSamples }: Planned): AirSample {
    const over = overruns.get(key) ?? 0
    return startsAt + lengthSamples + (over === 'running' ? OVERRUN_SAMPLES : over)
  }

  /** Whether a part of the same block still has the air where this one was to begin. */
  const isHeld = (part: Planned, from: AirSample) =>
    planned().some(
      (before) =>
        before.isSoft &&
        before.block === part.block &&
        before.startsAt < part.startsAt &&
        overruns.has(before.key) &&
        endOf(before) > Math.max(from, part.startsAt),
    )

  function place(instance: Resolved): Resolved | null {
    const before = planned().findLast(
      ({ block, isSoft, startsAt, lengthSamples }) =>
        isSoft && block === instance.block.id && startsAt + lengthSamples <= instance.startsAt,
    )
    const over = before ? (overruns.get(before.key) ?? 0) : 0
    if (over === 'running') return null
    if (over === 0) return instance
    return {
      ...instance,
      startsAt: instance.startsAt + over,
      endsAt: instance.endsAt + over,
      mayUntil: instance.cut === null ? instance.mayUntil + over : instance.mayUntil,
    }
  }

  async function* open(
    part: Planned,
    fromSample: number,
    untilSample: number,
    signal: AbortSignal,
  ): AsyncGenerator<Int16Array> {
    const { key, lengthSamples } = part
    const softEnd = {
      ...{ planned: lengthSamples, latest: lengthSamples + OVERRUN_SAMPLES },
      ended: (at: number) => {
        overruns.set(key, Math.max(0, at - lengthSamples))
        parts.settled()
      },
    }
    if (part.isSoft) overruns.set(key, 'running')
    try {
      yield* climb(part.isSoft ? { ...part, softEnd } : part, fromSample, untilSample, signal, {
        ...parts.ladder,
        fillers: () => fillersOf(parts.manifest(), part.date, parts.pathOf),
        changed: (to, reason) =>
          parts.record({
            ...{ type: 'relay-changed', about: to.slice(0, 300), amountMs: 0 },
            reason: reason.slice(0, 300),
          }),
      })
    } finally {
      // Cut before its end: what follows waits for it no longer.
      if (overruns.get(key) === 'running') overruns.delete(key)
    }
  }

  return {
    isLive: ({ id }) => id.startsWith(PREFIX),
    cues: (from, to, free) =>
      planned()
        .filter((part) => part.startsAt < to && endOf(part) > from)
        .filter(({ startsAt }) => free === from || startsAt >= free)
        .filter((part) => !isHeld(part, from))
        .map(({ key, startsAt, lengthSamples, sources, isSoft }) => ({
          ...{ id: `${key}#${tries.get(key) ?? 1}`, title: sources[0]?.name ?? '', path: key },
          // A soft end is where it comes to it.
          ...{ startsAt, lengthSamples: isSoft ? Number.POSITIVE_INFINITY : lengthSamples },
          ...{ gainMillibels: 0, outputs: null },
        })),
    place,
    cutOf: (cue) => (partOf(cue.path ?? '') ? null : { reason: 'replanned', recalled: false }),
    open: (path, fromSample, untilSample, signal) => {
      const part = partOf(path)
      if (!part) throw new Error('the plan has no such part any more')
      return open(part, fromSample, untilSample, signal)
    },
    happeningOf: (event) => {
      if (!('cue' in event)) return null
      const about = event.cue.title
      if (event.type === 'started') return { type: 'relay-began', about, reason: '', amountMs: 0 }
      if (event.type === 'measured' || event.type === 'placed') return null
      const key = event.cue.path ?? ''
      tries.set(key, (tries.get(key) ?? 1) + 1)
      const amountMs = 'end' in event ? samplesToMs(event.end.samplesSent) : 0
      const reason =
        event.type === 'interrupted' ? event.cut.reason : 'reason' in event ? event.reason : ''
      return { type: 'relay-ended', about, reason: reason.slice(0, 300), amountMs }
    },
  }
}

function plannedIn(manifest: Manifest): readonly Planned[] {
  const { quietHours, zone } = manifest
  return manifest.blocks.flatMap((block) =>
    block.relayTime.flatMap((part, index): Planned[] => {
      const source = manifest.liveSources.find(({ id }) => id === part.live)
      const startsAt = airSampleOf(block.startsAt) + part.offsetSamples
      if (!source || (quietHours && inQuietHours(quietHours, zone, instantOf(startsAt)))) return []
      const backup = source.backup ? [{ name: `${source.id} (2)`, address: source.backup }] : []
      return [
        {
          ...{ key: `${PREFIX}${block.id}/${index}`, block: block.id, date: block.date, startsAt },
          ...{ lengthSamples: part.lengthSamples, isSoft: part.end === 'soft' },
          sources: [{ name: source.id, address: source.address }, ...backup],
        },
      ]
    }),
  )
}

/**
 * What may sound where a source fails: what this very day's programme carries anyway, so that
 * nothing outlives its time; bulletins of campaigns first, then tunes and identification.
 */
function fillersOf(
  manifest: Manifest | null,
  date: string,
  pathOf: (asset: string) => string | null,
): readonly Filler[] {
  if (!manifest) return []
  const recalled = new Set(manifest.recalls.map(({ version }) => version))
  const items = manifest.blocks
    .filter((block) => block.date === date && block.purpose === 'programme' && !block.urgent)
    .flatMap((block) => block.items)
    .filter(({ bulletin }) => !bulletin || !recalled.has(bulletin.version))
  const campaigns = items.filter(({ bulletin }) => bulletin?.campaign)
  const tunes = items.filter(({ kind }) => kind === 'tune')
  const byPath = new Map<string, Filler>()
  for (const { asset, title } of [...campaigns, ...tunes]) {
    const path = pathOf(asset)
    if (path !== null && !byPath.has(path)) byPath.set(path, { name: title, path })
  }
  return [...byPath.values()]
}

/** The end of a live part that a loss of power cut; null when none was being carried. */
export function unfinishedRelay(
  recent: readonly StationEvent[],
  progress: Progress,
): Happening | null {
  const last = recent.findLast(({ type }) => type === 'relay-began' || type === 'relay-ended')
  if (last?.type !== 'relay-began') return null
  const known = progress.airings.find(({ airing }) => airing.startsWith(PREFIX))
  const amountMs = samplesToMs(known?.samplesSent ?? 0)
  return { type: 'relay-ended', about: last.about, reason: 'power-cut', amountMs }
}
