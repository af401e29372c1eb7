import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { Placed, Slot, Stretch } from './arrange.ts'
import { type FixedPart, type Frame, objectionAt, overlap, stretchOf } from './frame.ts'
import type { Explanation } from './playlist.ts'
import { quietSpansIn, touchesQuietHours } from './quiet-hours.ts'

/** The part that bulletins may fill, with the fixed parts around it in their places. */
export type Opened = Readonly<{ slot: Slot; fixed: readonly FixedPart[]; said: Explanation[] }>

/**
 * Puts what opens and closes around what stands at its very sample: openings one after the other from
 * the beginning, stepping over time signals and obligations only; what closes ends with the station's own part.
 * Where quiet hours take its beginning or its end, all that is done between them.
 *
 * @param most bulletins that the window may hold
 */
export function slotOf(frame: Frame, held: readonly Placed[], most: number): Opened {
  const { occurrence, place, whole, share, signals, taken } = frame
  const stands = [...taken, ...signals.map(stretchOf), ...held.map(stretchOfHeld)]
  const said: Explanation[] = []
  const fixed: FixedPart[] = [...signals]
  const quiet = quietIn(frame)
  const loud = loudPart(whole, quiet)
  let cursor = loud.from
  for (const candidate of frame.opens) {
    const before = [...taken, ...signals.map(stretchOf)].find((one) =>
      overlap(one, stretchAt(cursor, candidate)),
    )
    if (before) cursor = before.end
    if (placePart({ candidate, offsetSamples: cursor }, 'opens')) cursor += candidate.samples
  }
  const opened = fixed.length > signals.length
  let end = loud.end
  for (const candidate of frame.closes.toReversed())
    if (placePart({ candidate, offsetSamples: end - candidate.samples }, 'closes'))
      end -= candidate.samples
  const open = [
    { from: whole.from, end: loud.from },
    { from: cursor, end },
    { from: loud.end, end: whole.end },
  ]

  function placePart(part: FixedPart, as: 'opens' | 'closes'): boolean {
    const stretch = stretchOf(part)
    const fits =
      whole.from <= stretch.from &&
      stretch.end <= (as === 'opens' ? whole.end : end) &&
      (as === 'opens' || cursor <= stretch.from) &&
      !stands.some((one) => overlap(one, stretch))
    const rule = objectionAt(part, occurrence.startsAt, place) ?? (fits ? null : 'too-long')
    const params = { title: part.candidate.title }
    said.push(
      rule
        ? { code: rule, params }
        : { code: as === 'opens' ? 'tune-placed' : 'closes-with', params },
    )
    if (rule === null) fixed.push(part)
    return rule === null
  }

  const parts =
    fixed.reduce((sum, { candidate }) => sum + candidate.samples, 0) +
    taken.reduce((sum, one) => sum + Math.max(0, shared(one, whole)), 0)
  return {
    ...{ fixed, said },
    slot: {
      ...{ occurrence, held, share, opened },
      place: isCalm(frame) ? { ...place, quiet: null } : place,
      gaps: open.flatMap((one) => gapsOf(one, stands)).flatMap((one) => splitBy(one, quiet)),
      room: whole.end - whole.from - parts,
      most,
      sting: frame.sting?.samples ?? 0,
    },
  }
}

export function stretchOfHeld({ choice, offsetSamples }: Placed): Stretch {
  return stretchAt(offsetSamples, choice.candidate)
}

function stretchAt(from: number, { samples }: Readonly<{ samples: number }>): Stretch {
  return { from, end: from + samples }
}

/** No part of the window lies in quiet hours, so that nobody has to ask for each bulletin. */
function isCalm({ occurrence: { startsAt, endsAt }, place }: Frame): boolean {
  return !touchesQuietHours(place.quiet, startsAt, endsAt, place.zone)
}

/** Quiet hours within the own part, in samples of the window. */
function quietIn({ occurrence: { startsAt }, place, whole }: Frame): Stretch[] {
  const [from, until] = [whole.from, whole.end].map((at) => startsAt + at / SAMPLES_PER_MS)
  return quietSpansIn(place.quiet, from ?? 0, until ?? 0, place.zone).map((span) => ({
    from: Math.max(whole.from, (span.from - startsAt) * SAMPLES_PER_MS),
    end: Math.min(whole.end, (span.until - startsAt) * SAMPLES_PER_MS),
  }))
}

/** Without the quiet hours at its ends; all of it when nothing else is left. */
function loudPart(whole: Stretch, quiet: readonly Stretch[]): Stretch {
  const from = quiet.find((one) => one.from === whole.from)?.end ?? whole.from
  const end = quiet.find((one) => one.end === whole.end)?.from ?? whole.end
  return from < end ? { from, end } : whole
}

/** Quiet hours part a gap: in them nothing but an emergency may sound, and it may not run over. */
function splitBy(gap: Stretch, quiet: readonly Stretch[]): Stretch[] {
  const still = quiet
    .map((one) => ({ from: Math.max(one.from, gap.from), end: Math.min(one.end, gap.end) }))
    .filter(({ from, end }) => from < end)
  return [...gapsOf(gap, still), ...still].sort((a, b) => a.from - b.from)
}

function shared(a: Stretch, b: Stretch): number {
  return Math.min(a.end, b.end) - Math.max(a.from, b.from)
}

/** What is left of a stretch between others. */
function gapsOf(whole: Stretch, taken: readonly Stretch[]): Stretch[] {
  const gaps: Stretch[] = []
  let from = whole.from
  for (const one of taken.toSorted((a, b) => a.from - b.from)) {
    if (one.from > from) gaps.push({ from, end: Math.min(one.from, whole.end) })
    from = Math.max(from, one.end)
  }
  if (from < whole.end) gaps.push({ from, end: whole.end })
  return gaps.filter(({ from: begins, end }) => begins < end)
}
