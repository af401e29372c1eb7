import { SAMPLES_PER_MS, samplesToMs } from '../../playout/contract/time.ts'
import { beyondShare, type Choice, findSpot } from './arrange.ts'
import type { DayToFill, Filled } from './day-to-fill.ts'
import { localTimeOf } from './local-time.ts'
import type { Explanation, ExplanationCode } from './playlist.ts'
import { airingsOf, ruleFor } from './rule-for.ts'

type Reason = Readonly<{
  code: ExplanationCode
  /** Seconds that the own part lacks, and that the campaigns' share lacks. */
  seconds: number
  share: number
  /** Reasons that no time can mend come after those it can. */
  distance: number
  slot: number
  choice: Choice
}>

type SaidOf = Readonly<{ slot: number; explanation: Explanation }>

/**
 * A floor that was missed is explained once, in the window that came closest: what it lacks there for
 * one more airing, and what would truly help.
 */
export function explainFloors(day: DayToFill, filled: Filled): SaidOf[] {
  const choices = Map.groupBy(day.choices, ({ order }) => order.id)
  return day.orders.flatMap((order): SaidOf[] => {
    const placed = airingsOf(day, filled, order.id)
    if (placed >= order.floor) return []
    const params = { campaign: order.name, placed, floor: order.floor, nth: placed + 1 }
    const [closest] = day.slots
      .flatMap((_, slot) =>
        (choices.get(order.id) ?? []).flatMap(
          (choice) => reasonFor(day, filled, slot, choice, placed) ?? [],
        ),
      )
      .sort((a, b) => a.distance - b.distance || a.slot - b.slot || a.choice.turn - b.choice.turn)
    if (!closest) return [{ slot: 0, explanation: { code: 'floor-nothing', params } }]
    const { code, slot, seconds, share, choice } = closest
    const { window, from, until } = windowOf(day, slot)
    return [
      {
        slot,
        explanation: {
          code,
          params: {
            ...{ ...params, window, from, until, seconds, share },
            ...{ title: choice.candidate.title, station: '' },
          },
        },
      },
    ]
  })
}

/** The window as people speak of it, by the clock. */
function windowOf({ slots }: DayToFill, slot: number) {
  const { occurrence, place } = slots[slot] as DayToFill['slots'][number]
  const clock = (at: number) => localTimeOf(at, place.zone).slice(0, 5)
  return {
    window: occurrence.window.name,
    from: clock(occurrence.startsAt),
    until: clock(occurrence.endsAt),
  }
}

const FULL = 1e9

/** What one more airing of a choice in a window would need; null when nothing about the day helps. */
function reasonFor(
  day: DayToFill,
  filled: Filled,
  slot: number,
  choice: Choice,
  placed: number,
): Reason | null {
  const at = { slot, choice, seconds: 0, share: 0 }
  const here = filled[slot] ?? []
  if (here.some((one) => one.choice.candidate.bulletin === choice.candidate.bulletin))
    return { ...at, code: 'floor-too-few', distance: 4 * FULL }
  if (placed >= choice.order.cap) return { ...at, code: 'floor-above-cap', distance: 0 }
  const rule = ruleFor(day, filled, slot, choice)
  switch (rule) {
    case 'too-long':
    case 'beyond-share':
      return { ...at, ...lackOf(day, filled, slot, choice) }
    case 'window-full':
      return { ...at, code: 'floor-window-full', distance: FULL }
    case 'bulletin-gap':
    case 'campaign-gap':
      return { ...at, code: 'floor-gap', distance: 2 * FULL }
    case 'later-rules':
    case 'enough-today':
      return { ...at, code: 'floor-later-rules', distance: 3 * FULL }
    case 'same-twice':
      return { ...at, code: 'floor-too-few', distance: 4 * FULL }
    default:
      return null
  }
}

/** Time, and share, that one more airing lacks: rounded up, so that what is asked for is enough. */
function lackOf(day: DayToFill, filled: Filled, slot: number, choice: Choice) {
  const window = day.slots[slot] as DayToFill['slots'][number]
  const here = filled[slot] ?? []
  const found = findSpot(
    choice,
    { ...window, share: Infinity, room: Infinity },
    here,
    day.rules,
    [],
  )
  const lacking = found.rule === 'too-long' ? found.lacking : 0
  const beyond = beyondShare(choice, window, here)
  const [seconds, share] = [secondsOf(lacking), secondsOf(beyond)]
  const code: ExplanationCode =
    lacking === 0
      ? 'floor-lacks-share'
      : beyond > 0
        ? 'floor-lacks-both'
        : lacking >= choice.candidate.samples
          ? 'floor-lacks-much'
          : 'floor-lacks-time'
  return { code, seconds, share, distance: samplesToMs(Math.max(lacking, beyond)) }
}

function secondsOf(samples: number): number {
  return Math.ceil(samples / SAMPLES_PER_MS / 1_000)
}
