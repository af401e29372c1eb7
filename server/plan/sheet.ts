import { createTally, indicesOf } from './day-value.ts'
import type { OpenDay } from './open-day.ts'

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
  /** What floors and spreads bring of it. */
  promised(): number
  /** The campaign of a choice has an airing in the window. */
  isHeardIn(slot: number, choice: number): boolean
  contents(slot: number): readonly number[]
  can(slot: number, choice: number): boolean
  /** As `can`, were there room, and fewer of its campaign. */
  mayHold(slot: number, choice: number): boolean
  /** Its campaign has as many airings as it may have. */
  isAtCap(choice: number): boolean
  /** Both are of one campaign. */
  isOfSame(one: number, other: number): boolean
  /** Not even the shortest of all fits any more. */
  isFull(slot: number): boolean
  gain(slot: number, choice: number): number
  put(slot: number, choice: number): void
  take(slot: number, choice: number): void
  /** Airings so far of a choice's campaign. */
  airings(choice: number): number
  samples(choice: number): number
  /** An empty window would hold but what is alone in the window before it or after it. */
  repeats(slot: number, choice: number): boolean
}>

export function createSheet(day: OpenDay, lasting: boolean): Sheet {
  const { slots, choices, may, isPlain } = day
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
  const room = Float64Array.from(day.openSamples)
  const share = Float64Array.from(slots, (slot) => slot.share)
  const left = Int32Array.from(slots, ({ most }) => most)
  const sting = Float64Array.from(slots, (slot) => slot.sting)
  const own = new Float64Array(windows * many)
  const holds = new Uint8Array(windows * many)
  const here: number[][] = slots.map(() => [])
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
  room.set(day.openSamples)
  return {
    ...{ slots: windows, choices: many, isPlain },
    value: () => value,
    promised: tally.promised,
    isHeardIn: (slot, choice) => tally.isHeardIn(choice, slot),
    contents: (slot) => here[slot] as number[],
    mayHold: (slot, choice) =>
      may[slot * many + choice] === 1 && holds[slot * many + (bulletins[choice] as number)] === 0,
    isAtCap: (choice) => tally.airings(choice) >= (caps[choice] as number),
    isOfSame: (one, other) => campaigns[one] === campaigns[other],
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
    gain: (slot, choice) => tally.gain(choice, slot),
    ...{ put, take },
    airings: tally.airings,
    samples: (choice) => samples[choice] as number,
    repeats: (slot, choice) => {
      if ((here[slot] as number[]).length > 0) return false
      const mine = bulletins[choice] as number
      return mine === sole(neighbours(slot, -1)) || mine === sole(neighbours(slot, 1))
    },
  }
}
