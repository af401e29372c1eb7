import type { Happening, StationEvent } from '../contract/event.ts'
import type { Manifest } from '../contract/manifest.ts'
import { samplesToMs } from '../contract/time.ts'
import type { AirEvent, Cue, Cut } from '../engine/cue.ts'
import type { OpenSound } from '../engine/sound.ts'
import type { Progress } from '../journal/progress.ts'
import { fillersOf } from '../live/fillers.ts'
import { climb, type LadderParts, type LivePart } from '../live/ladder.ts'
import type { AirSample } from '../timeline/instance.ts'
import { livePartsOf, overrunWithin } from '../timeline/live-part.ts'
import type { AirFacts, Resolved } from '../timeline/resolve.ts'
import type { Way } from '../timeline/start.ts'

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
  overrunOf: AirFacts['overrunOf']
  /** The log line for something that happened to a live cue; null when it is not worth one. */
  happeningOf(event: AirEvent): Happening | null
  open: OpenSound
}>

export type RelayPartsParts = Readonly<{
  manifest(): Manifest | null
  /** How blocks give way to each other. */
  ways(): ReadonlyMap<string, Way>
  /** Path of an asset's file; null while it is not there. */
  pathOf(asset: string): string | null
  ladder: Pick<LadderParts, 'clock' | 'heardAt' | 'openSource' | 'openFiller'>
  record(happening: Happening): void
  /** Told when a part may run over, and when it is known where that ends. */
  settled(): void
}>

type Planned = LivePart &
  Readonly<{
    key: string
    block: string
    date: string
    lengthSamples: number
    isSoft: boolean
    /** It runs over by so much at most. */
    overrunSamples: number
    /** From here on another block has the air. */
    givesWayAt: AirSample
  }>

const PREFIX = 'live:'
const GAVE_WAY: Cut = { reason: 'gave-way', recalled: false }

export function createRelayParts(parts: RelayPartsParts): RelayParts {
  const tries = new Map<string, number>()
  /** By how much parts with a soft end ran over; `running` while they sound. */
  const overruns = new Map<string, 'running' | number>()
  let known: Readonly<{ ways: ReadonlyMap<string, Way> | null; planned: readonly Planned[] }> = {
    ...{ ways: null, planned: [] },
  }

  function planned(): readonly Planned[] {
    const manifest = parts.manifest()
    const ways = parts.ways()
    if (known.ways !== ways) known = { ways, planned: manifest ? plannedIn(manifest, ways) : [] }
    return known.planned
  }

  const partOf = (path: string) => planned().find(({ key }) => key === path)

  /** First place after a part, as far as is known. */
  function endOf({ key, startsAt, lengthSamples, overrunSamples }: Planned): AirSample {
    const over = overruns.get(key) ?? 0
    return startsAt + lengthSamples + (over === 'running' ? overrunSamples : over)
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
    const { key, lengthSamples, overrunSamples } = part
    const softEnd = {
      ...{ planned: lengthSamples, latest: lengthSamples + overrunSamples },
      ended: (at: number) => {
        overruns.set(key, Math.max(0, at - lengthSamples))
        parts.settled()
      },
    }
    if (part.isSoft && !overruns.has(key)) {
      overruns.set(key, 'running')
      // The player is at opening this: it plans anew when it has.
      queueMicrotask(parts.settled)
    }
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
      if (overruns.get(key) === 'running') {
        overruns.delete(key)
        parts.settled()
      }
    }
  }

  return {
    isLive: ({ id }) => id.startsWith(PREFIX),
    cues: (from, to, free) =>
      planned()
        .filter((part) => part.startsAt < to && endOf(part) > from && part.givesWayAt > from)
        .filter(({ startsAt }) => free === from || startsAt >= free)
        .filter((part) => !isHeld(part, from))
        .map(({ key, startsAt, lengthSamples, sources, isSoft, givesWayAt }) => ({
          ...{ id: `${key}#${tries.get(key) ?? 1}`, title: sources[0]?.name ?? '', path: key },
          // A soft end is where it comes to it.
          ...{ startsAt, lengthSamples: isSoft ? Number.POSITIVE_INFINITY : lengthSamples },
          ...{ gainMillibels: 0, outputs: null },
          ...(givesWayAt < Number.POSITIVE_INFINITY
            ? { until: { sample: givesWayAt - startsAt, cut: GAVE_WAY } }
            : {}),
        })),
    place,
    overrunOf: (block, index) => {
      const key = keyOf(block, index)
      const over = overruns.get(key) ?? 0
      return over === 'running' ? (partOf(key)?.overrunSamples ?? 0) : over
    },
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

function plannedIn(manifest: Manifest, ways: ReadonlyMap<string, Way>): readonly Planned[] {
  return livePartsOf(manifest).flatMap(({ block, index, source, isSoft, ...part }): Planned[] => {
    const { delay = 0, givesWayAt = Number.POSITIVE_INFINITY } = ways.get(block.id) ?? {}
    const startsAt = part.startsAt + delay
    if (givesWayAt <= startsAt) return []
    const backup = source.backup ? [{ name: `${source.id} (2)`, address: source.backup }] : []
    return [
      {
        ...{ key: keyOf(block.id, index), block: block.id, date: block.date, startsAt },
        ...{ lengthSamples: part.endsAt - part.startsAt, isSoft, givesWayAt },
        overrunSamples: isSoft ? overrunWithin(manifest, block, delay) : 0,
        sources: [{ name: source.id, address: source.address }, ...backup],
      },
    ]
  })
}

function keyOf(block: string, index: number): string {
  return `${PREFIX}${block}/${index}`
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
