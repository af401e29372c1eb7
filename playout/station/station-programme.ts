import type { AiringSubject, Happening } from '../contract/event.ts'
import type { Manifest } from '../contract/manifest.ts'
import { SAMPLE_RATE, samplesToMs } from '../contract/time.ts'
import type { Cue, Cut, Programme } from '../engine/cue.ts'
import { type AirSample, airSampleOf, instantOf } from '../timeline/instance.ts'
import { inQuietHours } from '../timeline/quiet-hours.ts'
import { type Bar, type Resolved, type ResolvedAir, resolveAir } from '../timeline/resolve.ts'
import type { Way } from '../timeline/start.ts'
import { verdictOn } from '../timeline/verdict.ts'
import type { Span } from './amplifier.ts'
import { type History, noteEvent } from './history.ts'
import type { RelayParts } from './relay-parts.ts'
import type { Stops } from './stops.ts'
import { subjectOf } from './subject.ts'
import { createUrgentBlocks, URGENT_FOR_MS } from './urgent.ts'

/** What a station should sound: its manifest, seen in the light of its own log. */
export type StationProgramme = Programme &
  Readonly<{
    manifest(): Manifest | null
    /** Takes a newer manifest; what it recalls is dropped, and the log lines for that returned. */
    swap(manifest: Manifest, now: AirSample): readonly Happening[]
    /** Log lines for what will not sound (any more); each is returned once. */
    misses(now: AirSample): readonly Happening[]
    subjectOf(cue: Cue): AiringSubject | null
    /** Takes a log line into account. */
    note(event: Happening): void
    /** How blocks give way to each other; another object whenever that has changed. */
    ways(): ReadonlyMap<string, Way>
    /** A live part runs over, or it is known by how much. */
    settled(): void
    /** Takes note of where the player has found room for something urgent. */
    placed(cue: Cue, startsAt: AirSample): void
    /** A person silenced the station from here on. */
    silenced(at: AirSample): void
    /** Stretches between two places in which something is to sound. */
    spans(from: AirSample, to: AirSample): readonly Span[]
    /** What begins next. */
    next(now: AirSample): Resolved | null
  }>

export type StationProgrammeParts = Readonly<{
  history: History
  /** Misses before this instant (UTC ms) are not this station's: it was not enrolled yet. */
  since: number
  /** Where this process began: what was over by then was missed because nothing ran. */
  runningSince(): AirSample
  /** Path of an asset's file; null while it is not there. */
  pathOf(asset: string): string | null
  /** Whether an item sounds, though the log may not say so yet. */
  isUnderWay(item: string): boolean
  relay: Pick<RelayParts, 'cues' | 'isLive' | 'cutOf' | 'place' | 'overrunOf'>
  stops: Pick<Stops, 'isSilent' | 'outputs'>
  /** False while the clock is so wrong that nothing may begin by it. */
  mayBegin(): boolean
  passed: Passed
}>

/** Which time has really gone by: what a clock that was set leapt over is not yet to be written off. */
export type Passed = Readonly<{
  /** The latest place that has surely passed when the timeline says `now`. */
  surely(now: AirSample): AirSample
  /** From here on the timeline has gone on without a leap. */
  livedSince(): AirSample
  /** Whether nothing might begin by the clock while this was due. */
  wasDistrusted(from: AirSample, to: AirSample): boolean
}>

/** Rendered ahead by then, and the time to open what follows what a person ended. */
const AFTER_END_SAMPLES = 1.5 * SAMPLE_RATE
const NO_FADE = { inSamples: 0, outSamples: 0 }

/** Subjects of cues that were given out lately. */
const MAX_SUBJECTS = 500

export function createStationProgramme(parts: StationProgrammeParts): StationProgramme {
  const { history } = parts
  let manifest: Manifest | null = null
  let air: ResolvedAir = { instances: [], ways: new Map() }
  let resolved: readonly Resolved[] = []
  const subjects = new Map<string, AiringSubject>()

  const urgent = createUrgentBlocks(
    () => resolved,
    (item) => history.get(item),
    (instance, now) => parts.pathOf(instance.item.asset) !== null && !wakesPeople(instance, now),
  )
  /** Where blocks begin depends on what really has the air. */
  function resolveAnew(): void {
    if (!manifest) return
    const { overrunOf } = parts.relay
    air = resolveAir(manifest, { urgent: urgent.stretches(), overrunOf })
    resolved = air.instances
  }

  /** Items that broke in: who ended that order meant what sounds of it too. */
  const brokeIn = new Set<string>()

  /** By day nobody else confirmed it; at night, minutes later, somebody would have had to. */
  function wakesPeople({ block }: Resolved, now: AirSample): boolean {
    if (!manifest?.quietHours) return false
    const { quietHours, zone } = manifest
    const isQuiet = (at: number) => inQuietHours(quietHours, zone, at)
    const endsAt = block.startsAt + samplesToMs(block.lengthSamples)
    return isQuiet(instantOf(now)) && !isQuiet(block.startsAt) && !isQuiet(endsAt)
  }

  function cueOf(instance: Resolved, attempt: number): Cue {
    const subject = subjectOf(instance, manifest?.version ?? 0, attempt)
    if (!subjects.has(subject.airing)) {
      subjects.set(subject.airing, subject)
      const [oldest] = subjects.keys()
      if (subjects.size > MAX_SUBJECTS && oldest !== undefined) subjects.delete(oldest)
    }
    return {
      id: subject.airing,
      title: instance.item.bulletin?.title ?? instance.item.title,
      path: parts.pathOf(instance.item.asset),
      startsAt: instance.startsAt,
      lengthSamples: instance.item.lengthSamples,
      gainMillibels: instance.item.gainMillibels,
      outputs: instance.block.outputs,
      ...shapeOf(instance),
      ...(instance.cut === 'gave-way' ? { until: gaveWayAt(instance) } : {}),
    }
  }

  function shapeOf(instance: Resolved): Pick<Cue, 'shape'> {
    const { fade = NO_FADE, under } = instance.item
    if (under === undefined) return fade === NO_FADE ? {} : { shape: fade }
    const spans = resolved
      .filter(
        ({ block, item, bar }) => block.id === instance.block.id && !item.under && bar === null,
      )
      .filter(({ item }) => parts.pathOf(item.asset) !== null)
      .map((over) => ({
        from: over.startsAt - instance.startsAt,
        to: over.mayUntil - instance.startsAt,
      }))
    return { shape: { ...fade, duck: { ...under, spans } } }
  }

  /** Why an item never sounded, as far as this process can know: the log takes nothing back. */
  function reasonOf(reason: Bar | 'missed' | 'late', { startsAt, endsAt, item }: Resolved): string {
    if (reason !== 'missed' && reason !== 'late') return reason
    if (parts.stops.isSilent()) return 'stopped'
    if (!parts.mayBegin() || parts.passed.wasDistrusted(startsAt, endsAt)) return 'clock-distrusted'
    if (endsAt <= parts.runningSince()) return 'not-running'
    return parts.pathOf(item.asset) === null ? 'asset-missing' : reason
  }

  function nextAttempt(instance: Resolved): number {
    const tried = history.get(instance.item.id)
    if (!tried) return 1
    return tried.outcome === 'on-air' ? tried.attempt : tried.attempt + 1
  }

  function cueAt(instance: Resolved, from: AirSample): readonly Cue[] {
    const tried = history.get(instance.item.id)
    // What is on air keeps its place, even when a newer plan moved it.
    if (tried?.outcome === 'on-air') return [cueOf(instance, tried.attempt)]
    if (!parts.mayBegin()) return []
    const { kind } = verdictOn(instance, tried, from, parts.runningSince())
    return kind === 'upcoming' || kind === 'join' ? [cueOf(instance, nextAttempt(instance))] : []
  }

  function recallReason(version: string | null): string | null {
    const recall = manifest?.recalls.find((candidate) => candidate.version === version)
    return recall ? `recalled: ${recall.reason}`.slice(0, 300) : null
  }

  return {
    manifest: () => manifest,
    cues: (from, to) => {
      if (parts.stops.isSilent()) return []
      // What is interrupted by something urgent waits for its end, and is joined then.
      const free = urgent.busyUntil(from)
      const placed = resolved.flatMap((planned) => {
        if (planned.bar !== null) return []
        if (planned.block.urgent) return urgent.place(planned) ?? []
        const one = parts.relay.place(planned)
        if (!one) return []
        return free > from && one.startsAt < free ? [] : [one]
      })
      const waiting = parts.mayBegin() ? urgent.waiting(from) : null
      const breaking = waiting ? [{ ...cueOf(waiting, nextAttempt(waiting)), urgent: true }] : []
      const ordinary = placed
        .filter((one) => one.startsAt < to && one.mayUntil > from)
        .flatMap((instance) => cueAt(instance, from))
      const live = parts.mayBegin() ? parts.relay.cues(from, to, free) : []
      return [...ordinary, ...live, ...breaking].filter((cue) => !isStopped(cue))
    },
    stopped: parts.stops.outputs,
    placed: (cue, startsAt) => {
      const subject = subjects.get(cue.id)
      if (!subject) return
      urgent.placed(subject.item, startsAt)
      resolveAnew()
    },
    silenced: (at) => {
      urgent.letGo(at)
      resolveAnew()
    },
    ways: () => air.ways,
    settled: resolveAnew,
    cutOf: (cue, at) => {
      if (parts.stops.isSilent() || isStopped(cue)) return { reason: 'stopped', recalled: false }
      if (parts.relay.isLive(cue)) return parts.relay.cutOf(cue)
      const subject = subjects.get(cue.id)
      if (!subject) return null
      const planned = resolved.find(({ item }) => item.id === subject.item)
      const recalled = recallReason(subject.version)
      const recall = recalled && isRecalledBy(manifest, subject.version, instantOf(at))
      if (recall) return { reason: recalled, recalled: true }
      if (planned && planned.cut === 'manifest-expired' && at >= planned.mayUntil)
        return { reason: 'manifest-expired', recalled: false }
      if (!planned && brokeIn.has(subject.item))
        return { reason: 'emergency-ended', recalled: false }
      if (planned?.block.urgent && planned.bar === null) return null
      // What went on where something urgent broke off gives way to the next of it.
      if (urgent.busyUntil(at) > at) return { reason: 'emergency', recalled: false }
      if (planned && parts.relay.place(planned)?.startsAt === cue.startsAt && planned.bar === null)
        return null
      if (planned?.startsAt === cue.startsAt && planned.bar === null) return null
      return rivalOf(cue, subject, at)
    },
    swap: (next, now) => {
      const before = resolved
      // What is not under way is dropped as it was ordered: by the manifest that had it.
      const ordered = manifest?.version ?? next.version
      manifest = recallsFrom(next, instantOf(now))
      urgent.trim(manifest, now + AFTER_END_SAMPLES)
      resolveAnew()
      for (const { block, item } of resolved) if (block.urgent) brokeIn.add(item.id)
      const still = new Set(resolved.map(({ item }) => item.id))
      return before
        .filter((one) => !still.has(one.item.id) && one.endsAt > now && one.bar === null)
        .filter(({ item }) => {
          const outcome = history.get(item.id)?.outcome
          return outcome === undefined || outcome === 'interrupted'
        })
        .filter(({ item }) => !parts.isUnderWay(item.id))
        .flatMap((one) => {
          const reason = recallReason(one.item.bulletin?.version ?? null)
          if (reason === null) return []
          const subject = subjectOf(one, ordered, nextAttempt(one))
          return [noted({ type: 'recall-dropped', ...subject, reason })]
        })
    },
    misses: (now) =>
      resolved
        .filter(({ endsAt }) => endsAt > airSampleOf(parts.since))
        .flatMap((planned) => {
          const one = missable(planned, now)
          if (!one) return []
          const verdict = verdictOn(one, history.get(one.item.id), now, parts.runningSince())
          if (verdict.kind !== 'skip' || parts.isUnderWay(one.item.id)) return []
          if (verdict.reason !== 'recalled' && !hasPassed(one, now)) return []
          const subject = subjectOf(one, manifest?.version ?? 0, nextAttempt(one))
          if (verdict.reason === 'recalled') {
            const reason = recallReason(subject.version) ?? 'recalled'
            return [noted({ type: 'recall-dropped', ...subject, reason })]
          }
          return [noted({ type: 'skipped', ...subject, reason: reasonOf(verdict.reason, one) })]
        }),
    subjectOf: (cue) => subjects.get(cue.id) ?? null,
    note: (event) => noteEvent(history, event),
    spans: (from, to) => {
      if (parts.stops.isSilent()) return []
      const items = resolved
        .filter(({ bar, block }) => bar === null && !block.urgent)
        .filter(({ startsAt, mayUntil }) => startsAt < to && mayUntil > from)
        .filter(({ item }) => history.get(item.id)?.outcome !== 'skipped')
        .map(({ startsAt, mayUntil }) => ({ from: startsAt, to: mayUntil }))
      const live = parts.relay.cues(from, to, from)
      return [...items, ...live.map(spanOf)]
    },
    next: (now) =>
      resolved.find((one) => one.bar === null && !one.block.urgent && one.startsAt > now) ?? null,
  }

  /** An item where it can be missed; null while something urgent may still find its place. */
  function missable(planned: Resolved, now: AirSample): Resolved | null {
    if (!planned.block.urgent) return parts.relay.place(planned)
    const late = now > airSampleOf(planned.block.startsAt + URGENT_FOR_MS)
    return urgent.place(planned) ?? (late ? { ...planned, endsAt: now, mayUntil: now } : null)
  }

  /** Whether its time has gone by for certain: while this station ran, or by a clock that is vouched for. */
  function hasPassed({ startsAt, endsAt }: Resolved, now: AirSample): boolean {
    const { surely, livedSince } = parts.passed
    return endsAt <= surely(now) || (parts.mayBegin() && startsAt >= livedSince())
  }

  /** Whether every output that it is for was stopped. */
  function isStopped({ outputs }: Cue): boolean {
    const stopped = parts.stops.outputs()
    return outputs?.every((name) => stopped.has(name)) ?? false
  }

  /** So that nothing is written off twice. */
  function noted(event: Happening): Happening {
    noteEvent(history, event)
    return event
  }

  /** What is gone from the plan plays on, unless the plan wants the air for something else. */
  function rivalOf(cue: Cue, subject: AiringSubject, at: AirSample): Cut | null {
    const rival = resolved.some(
      (one) =>
        one.bar === null &&
        !one.block.urgent &&
        !one.item.under &&
        one.item.id !== subject.item &&
        one.startsAt <= at &&
        at < one.mayUntil &&
        (cue.outputs === null ||
          one.block.outputs === null ||
          cue.outputs.some((name) => one.block.outputs?.includes(name))),
    )
    return rival ? { reason: 'replanned', recalled: false } : null
  }
}

/** Where a cue stands. */
export function spanOf({ startsAt, lengthSamples }: Cue): Span {
  return { from: startsAt, to: startsAt + lengthSamples }
}

function gaveWayAt({ mayUntil, startsAt }: Resolved): NonNullable<Cue['until']> {
  return { sample: mayUntil - startsAt, cut: { reason: 'gave-way', recalled: false } }
}

/** A recall that is known holds, whatever this station's clock makes of its instant. */
function recallsFrom(manifest: Manifest, now: number): Manifest {
  const recalls = manifest.recalls.map((recall) => ({ ...recall, at: Math.min(recall.at, now) }))
  return { ...manifest, recalls }
}

function isRecalledBy(manifest: Manifest | null, version: string | null, now: number): boolean {
  return manifest?.recalls.some((recall) => recall.version === version && recall.at <= now) ?? false
}
