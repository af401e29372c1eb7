import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import { runsOn } from '../campaign/campaign.ts'
import { blockIdOf } from './block.ts'
import type { DayToFill } from './day-to-fill.ts'
import { createTally, indicesOf } from './day-value.ts'
import { spareOf } from './layout.ts'
import { localDateOf } from './local-time.ts'
import { itemSpan } from './playlist.ts'
import { isSame } from './relayed.ts'

/**
 * A day as mere counts: which choice is in which window, how much room is left, what it is worth.
 * It knows the rules that are sums (room, shares, caps, most items, twice in a window) and whether
 * nothing else can matter; what depends on the very instant is checked by arranging.
 */
export type Sheet = Readonly<{
  slots: number
  choices: number
  /** No rule of this day depends on where in its window something stands. */
  isPlain: boolean
  value(): number
  contents(slot: number): readonly number[]
  can(slot: number, choice: number): boolean
  /** Not even the shortest of all fits any more. */
  isFull(slot: number): boolean
  /** It can stand in some window, were there room: also where relays of others may give way. */
  ever(choice: number): boolean
  gain(slot: number, choice: number): number
  put(slot: number, choice: number): void
  take(slot: number, choice: number): void
  /** Airings so far of a choice's campaign. */
  airings(choice: number): number
  samples(choice: number): number
  /** An empty window would hold but what sounds last before it, or alone after it. */
  repeats(slot: number, choice: number): boolean
}>

export function createSheet(day: DayToFill, lasting: boolean): Sheet {
  const { slots, choices } = day
  const [many, windows] = [choices.length, slots.length]
  const tally = createTally(
    [...choices.map(({ airable }) => airable), ...day.aired.map(({ airable }) => airable)].map(
      (airable) => (lasting ? { ...airable, unheardDays: 0 } : airable),
    ),
    windows + new Set(day.aired.map(({ slot }) => slot)).size,
    day.mix,
  )
  const bulletins = indicesOf(choices.map(({ candidate }) => candidate.bulletin))
  const campaigns = indicesOf(choices.map(({ order }) => order.id))
  const samples = Float64Array.from(choices, ({ candidate }) => candidate.samples)
  const caps = Int32Array.from(choices, ({ order }) => order.cap)
  const shortest = samples.reduce((least, length) => Math.min(least, length), Infinity)
  const { may, ever, isPlain } = placesOf(day)
  const room = Float64Array.from(slots, ({ gaps }) =>
    gaps.reduce((sum, { from, end }) => sum + end - from, 0),
  )
  const share = Float64Array.from(slots, (slot) => slot.share)
  const left = Int32Array.from(slots, ({ most }) => most)
  const sting = Float64Array.from(slots, (slot) => slot.sting)
  const own = new Float64Array(windows * many)
  const holds = new Uint8Array(windows * many)
  const here: number[][] = slots.map(() => [])
  const before = indexOfLast(day, bulletins)
  let value = 0

  // Windows that are over count on from the last of the open ones.
  for (const [at, { slot }] of day.aired.entries()) tally.add(many + at, windows - 1 - slot)
  for (const [at, { room: whole }] of slots.entries())
    for (const [choice, { order }] of choices.entries())
      own[at * many + (campaigns[choice] as number)] = Math.floor(
        (whole * order.sharePercent) / 100,
      )

  function count(slot: number, choice: number, by: 1 | -1): void {
    const length = samples[choice] as number
    const lead = here[slot]?.length === 0 ? 0 : (sting[slot] as number)
    room[slot] = (room[slot] as number) - by * (length + lead)
    share[slot] = (share[slot] as number) - by * length
    const mine = slot * many + (campaigns[choice] as number)
    own[mine] = (own[mine] as number) - by * length
    left[slot] = (left[slot] as number) - by
    holds[slot * many + (bulletins[choice] as number)] = by === 1 ? 1 : 0
  }

  function put(slot: number, choice: number): void {
    count(slot, choice, 1)
    here[slot]?.push(choice)
    value += tally.add(choice, slot)
  }

  function take(slot: number, choice: number): void {
    const list = here[slot] as number[]
    list.splice(list.indexOf(choice), 1)
    count(slot, choice, -1)
    value += tally.remove(choice, slot)
  }

  /** The bulletins of the nearest window before or after that holds any. */
  function neighbours(slot: number, step: 1 | -1): readonly number[] | null {
    for (let at = slot + step; at >= 0 && at < windows; at += step)
      if ((here[at] as number[]).length > 0) return here[at] as number[]
    return null
  }

  const sole = (list: readonly number[] | null) =>
    list?.length === 1 ? (bulletins[list[0] as number] as number) : -1

  for (const [slot, { held }] of slots.entries())
    for (const { choice } of held) put(slot, choice.turn)
  // Gaps already leave out what is held; only its sound was counted twice.
  for (const [slot, { gaps }] of slots.entries())
    room[slot] = gaps.reduce((sum, { from, end }) => sum + end - from, 0)
  return {
    ...{ slots: windows, choices: many, isPlain },
    value: () => value,
    contents: (slot) => here[slot] as number[],
    isFull: (slot) => left[slot] === 0 || (room[slot] as number) < shortest,
    can: (slot, choice) => {
      const length = samples[choice] as number
      const lead = (here[slot] as number[]).length > 0 ? (sting[slot] as number) : 0
      return (
        may[slot * many + choice] === 1 &&
        holds[slot * many + (bulletins[choice] as number)] === 0 &&
        length + lead <= (room[slot] as number) &&
        (left[slot] as number) > 0 &&
        length <= (share[slot] as number) &&
        length <= (own[slot * many + (campaigns[choice] as number)] as number) &&
        tally.airings(choice) < (caps[choice] as number)
      )
    },
    ever: (choice) => ever[choice] === 1,
    gain: (slot, choice) => tally.gain(choice, slot),
    ...{ put, take },
    airings: tally.airings,
    samples: (choice) => samples[choice] as number,
    repeats: (slot, choice) => {
      if ((here[slot] as number[]).length > 0) return false
      const mine = bulletins[choice] as number
      const earlier = neighbours(slot, -1)
      return mine === (earlier ? sole(earlier) : before) || mine === sole(neighbours(slot, 1))
    },
  }
}

/** The bulletin that sounded last before the day, as its number; −2 when it is none of these. */
function indexOfLast({ rules, choices }: DayToFill, bulletins: Int32Array): number {
  const at = choices.findIndex(({ candidate }) => candidate.bulletin === rules.heard.last())
  return at < 0 ? -2 : (bulletins[at] as number)
}

/** Which choice may ever stand in which window, and whether that is all there is to it. */
function placesOf(
  day: DayToFill,
): Readonly<{ may: Uint8Array; ever: Uint8Array; isPlain: boolean }> {
  const { slots, choices } = day
  const may = new Uint8Array(slots.length * choices.length)
  const ever = new Uint8Array(choices.length)
  let isPlain =
    slots.every(({ gaps, held }) => gaps.length <= 1 && held.length === 0) &&
    choices.every(({ order }) => order.campaignGapMs === 0) &&
    !bindsBetween(day) &&
    !day.rules.relays.some((one) => choices.some((choice) => isSame(choice, one)))
  for (const [slot, one] of slots.entries()) {
    const from = one.gaps[0]?.from ?? 0
    const end = one.gaps.at(-1)?.end ?? 0
    const longest = one.gaps.reduce((most, gap) => Math.max(most, gap.end - gap.from), 0)
    const spare = spareOf(one.occurrence) * SAMPLES_PER_MS
    const span = itemSpan(one.occurrence, { offsetSamples: from, lengthSamples: end - from })
    const barred = day.rules.bars.get(blockIdOf(one.occurrence.window.id, one.occurrence.date))
    const dates = [
      localDateOf(span.startsAt, one.place.zone),
      localDateOf(span.endsAt, one.place.zone),
    ] as const
    for (const [choice, { candidate, windows }] of choices.entries()) {
      const { state, language, validFrom, validTo, campaign } = candidate
      if (state !== 'approved' || candidate.samples > longest + spare) continue
      if (language !== 'vi' && language !== one.place.languages[0]) continue
      if (windows && !windows.has(one.occurrence.window.id)) continue
      if (barred?.has(candidate.version)) continue
      if (validFrom >= span.endsAt || (validTo !== null && validTo <= span.startsAt)) continue
      const runs = dates.filter((date) => !campaign || runsOn(campaign, date)).length
      if (runs === 0) continue
      ever[choice] = 1
      if (candidate.samples > longest) continue
      may[slot * choices.length + choice] = 1
      const always =
        runs === 2 &&
        validFrom <= span.startsAt &&
        (validTo === null || validTo >= span.endsAt) &&
        one.place.quiet === null
      if (!always) isPlain = false
    }
  }
  return { may, ever, isPlain }
}

/** True when airings of a bulletin in different windows, or one of before, could be too close. */
function bindsBetween({ slots, rules, choices }: DayToFill): boolean {
  const longest = choices.reduce((most, { order }) => Math.max(most, order.bulletinGapMs), 0)
  if (longest === 0) return false
  const first = slots[0]?.occurrence.startsAt ?? Infinity
  return (
    slots.some(({ occurrence }, at) => {
      const next = slots[at + 1]
      return next !== undefined && next.occurrence.startsAt - occurrence.endsAt < longest
    }) ||
    choices.some(({ candidate, order: { bulletinGapMs } }) => {
      const heardAt = rules.heard.lastAt(candidate.bulletin)
      return heardAt !== null && first < heardAt + bulletinGapMs
    })
  )
}
