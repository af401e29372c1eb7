import type { CampaignOrder } from '../campaign/campaign-order.ts'

/**
 * How good a day of one station is: what the planner makes as large as the rules allow. Times the
 * campaign's weight,
 *
 *   1000   for each airing up to the floor
 *    100   for each beyond it
 *    300   for each window in which the campaign is heard, up to the spread that it wants
 *     24   for its first airing in a window, half for the second, a third for the third and so on, so
 *          that windows with room have as many of them
 *    −20   for each earlier airing of the same bulletin that day, so that others of the campaign come
 *          first; from the fifth on it grows ever more slowly towards 100 (`repeated`), so that however
 *          many windows a day has, saying something again is better than silence
 *   10–80  for a bulletin heard that day, the more the longer it was not heard before
 *
 * and, over all campaigns, 2,000,000 for each priority bulletin heard that day (once more when what it
 * says was corrected meanwhile: what was heard before said something else) and for each airing of an
 * emergency, so that nothing ordinary outweighs them (Thông tư 39/2020 wants them in the programme);
 * some thousands more by the order in which the commune put priority bulletins; and, where there is a mix
 * of languages, 300 times the largest weight for each airing within its language's part, so that a
 * floor comes before the mix, the mix before mere repetition, and nothing is silent for its sake.
 */
export const VALUE = {
  ...{ floor: 1_000, beyond: 100, window: 300, even: 24, pair: -20, perDayUnheard: 10 },
  ...{ urgent: 2_000_000, precedence: 1_000, language: 300 },
} as const

/** Repeats up to so many are told apart by 20 each: as many as most days have. */
const PLAIN_REPEATS = 4
/** Parts of one: exact in binary, so that sums do not drift. */
const FINEST = 4_096

/** What is taken off an airing because its bulletin was heard so often before on that day. */
export function repeated(times: number): number {
  if (times <= PLAIN_REPEATS) return VALUE.pair * times
  const [more, least] = [times - PLAIN_REPEATS, VALUE.pair * PLAIN_REPEATS]
  const left = VALUE.beyond + least
  return least - Math.round((left * FINEST * more) / (more + PLAIN_REPEATS)) / FINEST
}

/** What is added for a campaign's airing in a window that has so many of it already. */
export function evenly(before: number): number {
  return Math.round((VALUE.even * FINEST) / (before + 1)) / FINEST
}

/** After so many days without it, a bulletin's turn does not grow any more. */
export const LONGEST_UNHEARD_DAYS = 8
/** Priority bulletins beyond so many are all last in a commune's order. */
export const MOST_IN_ORDER = 500

/** What may be placed, as the value sees it. */
export type Airable = Readonly<{
  bulletin: string
  /** What it says: the same for all editions of the bulletin until one of them is corrected. */
  saying: string
  language: string
  class: 'ordinary' | 'priority' | 'emergency'
  order: CampaignOrder
  /** Whole days since it was last heard before this day, at most `LONGEST_UNHEARD_DAYS`. */
  unheardDays: number
  /** Counted as heard so often that day already, since it was not there yet when others were. */
  headStart: number
  /** Of a priority bulletin, the higher the earlier in the commune's order; 0 when it has none. */
  precedence: number
}>

/** Keeps count of a day while it is being filled. Both steps return by how much the value changed. */
export type Tally = Readonly<{
  add(airable: number, slot: number): number
  remove(airable: number, slot: number): number
  /** What adding it would change. */
  gain(airable: number, slot: number): number
  /** Airings so far of an airable's campaign. */
  airings(airable: number): number
  /** That campaign has an airing in the window. */
  isHeardIn(airable: number, slot: number): boolean
  /** What floors and spreads bring so far. */
  promised(): number
}>

/**
 * @param airables spoken of by their place in this list
 * @param slots so many windows there are, those that are over included
 * @param mix percent of the day's airings by language; null when it does not matter
 */
export function createTally(
  airables: readonly Airable[],
  slots: number,
  mix: ReadonlyMap<string, number> | null,
): Tally {
  const campaignOf = indicesOf(airables.map(({ order }) => order.id))
  const orders: CampaignOrder[] = []
  for (const [at, { order }] of airables.entries()) orders[campaignOf[at] as number] = order
  const bulletinOf = indicesOf(airables.map(({ bulletin }) => bulletin))
  const sayingOf = indicesOf(airables.map(({ saying }) => saying))
  const languageOf = indicesOf(airables.map(({ language }) => language))
  const part = new Float64Array(airables.length)
  for (const [at, { language }] of airables.entries())
    part[languageOf[at] as number] = mix?.get(language) ?? 0
  const languages = new Set(languageOf).size
  const [aired, windows] = [new Int32Array(airables.length), new Int32Array(airables.length)]
  const inWindow = new Int32Array(airables.length * slots)
  const [times, spoken] = [new Int32Array(airables.length), new Int32Array(languages)]
  const said = new Int32Array(airables.length)
  const within =
    VALUE.language * airables.reduce((most, { order }) => Math.max(most, order.weight), 1)
  let total = 0

  /** What the airing is worth on top of the counts as they stand without it. */
  function worth(at: number, slot: number): number {
    const { order, unheardDays, headStart, precedence, class: urgency } = airables[at] as Airable
    const campaign = campaignOf[at] as number
    const heard = times[bulletinOf[at] as number] as number
    let value: number = (aired[campaign] as number) < order.floor ? VALUE.floor : VALUE.beyond
    const here = inWindow[campaign * slots + slot] as number
    if (here === 0 && (windows[campaign] as number) < order.spread) value += VALUE.window
    value += evenly(here)
    value += repeated(heard + headStart)
    if (heard === 0) value += VALUE.perDayUnheard * unheardDays
    value *= order.weight
    if (urgency === 'emergency') value += VALUE.urgent
    else if (urgency === 'priority' && said[sayingOf[at] as number] === 0)
      value += VALUE.urgent + VALUE.precedence * precedence
    return value
  }

  /** Airings by which languages are beyond their part, rounded in their favour. */
  function astray(more: number, language: number): number {
    let sum = 0
    for (let at = 0; at < languages; at++) {
      const airings = (spoken[at] as number) + (at === language ? more : 0)
      sum += Math.max(0, airings - Math.ceil(((part[at] as number) * (total + more)) / 100))
    }
    return sum
  }

  function languageGain(at: number): number {
    return mix ? within * (1 - astray(1, languageOf[at] as number) + astray(0, 0)) : 0
  }

  function shift(at: number, slot: number, by: 1 | -1): void {
    const campaign = campaignOf[at] as number
    const here = campaign * slots + slot
    inWindow[here] = (inWindow[here] as number) + by
    if (inWindow[here] === (by === 1 ? 1 : 0))
      windows[campaign] = (windows[campaign] as number) + by
    aired[campaign] = (aired[campaign] as number) + by
    const [bulletin, language] = [bulletinOf[at] as number, languageOf[at] as number]
    times[bulletin] = (times[bulletin] as number) + by
    const saying = sayingOf[at] as number
    said[saying] = (said[saying] as number) + by
    spoken[language] = (spoken[language] as number) + by
    total += by
  }

  const gain = (at: number, slot: number) => worth(at, slot) + languageGain(at)
  return {
    gain,
    add: (at, slot) => {
      const change = gain(at, slot)
      shift(at, slot, 1)
      return change
    },
    remove: (at, slot) => {
      shift(at, slot, -1)
      return -gain(at, slot)
    },
    airings: (at) => aired[campaignOf[at] as number] as number,
    isHeardIn: (at, slot) => (inWindow[(campaignOf[at] as number) * slots + slot] as number) > 0,
    promised: () => {
      let sum = 0
      for (const [campaign, { floor, spread, weight }] of orders.entries()) {
        const [airings, heardIn] = [aired[campaign] as number, windows[campaign] as number]
        sum += weight * VALUE.floor * Math.min(airings, floor)
        sum += weight * VALUE.window * Math.min(heardIn, spread)
      }
      return sum
    },
  }
}

/** The same number for the same text, counted from 0 as they come. */
export function indicesOf(texts: readonly string[]): Int32Array {
  const known = new Map<string, number>()
  return Int32Array.from(texts, (text) => {
    const found = known.get(text) ?? known.size
    if (found === known.size) known.set(text, found)
    return found
  })
}
