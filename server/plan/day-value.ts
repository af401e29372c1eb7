import type { CampaignOrder } from '../campaign/campaign-order.ts'

/**
 * How good a day of one station is, as a whole number: what the planner makes as large as the rules
 * allow. Times the campaign's weight,
 *
 *   1000   for each airing up to the floor
 *    100   for each beyond it
 *    300   for each window in which the campaign is heard, up to the spread that it wants
 *    −20   for each pair of airings of the same bulletin, so that others of the campaign come first
 *   10–80  for a bulletin heard that day, the more the longer it was not heard before
 *
 * and, over all campaigns, 5000 for each priority bulletin heard that day and for each airing of an
 * emergency (Thông tư 39/2020 wants them in the programme), and −150 for each airing by which a language is beyond its part of the mix.
 */
export const VALUE = {
  ...{ floor: 1_000, beyond: 100, window: 300, pair: -20, perDayUnheard: 10 },
  ...{ urgent: 5_000, language: -150 },
} as const

/** After so many days without it, a bulletin's turn does not grow any more. */
export const LONGEST_UNHEARD_DAYS = 8

/** What may be placed, as the value sees it. */
export type Airable = Readonly<{
  bulletin: string
  language: string
  class: 'ordinary' | 'priority' | 'emergency'
  order: CampaignOrder
  /** Whole days since it was last heard before this day, at most `LONGEST_UNHEARD_DAYS`. */
  unheardDays: number
}>

/** Keeps count of a day while it is being filled. Both steps return by how much the value changed. */
export type Tally = Readonly<{
  add(airable: Airable, slot: number): number
  remove(airable: Airable, slot: number): number
  /** Airings of a campaign so far. */
  airings(order: CampaignOrder): number
}>

type CampaignCount = { airings: number; windows: number; bySlot: Map<number, number> }

/** @param mix percent of the day's airings by language; null when it does not matter */
export function createTally(mix: ReadonlyMap<string, number> | null): Tally {
  const campaigns = new Map<string, CampaignCount>()
  const bulletins = new Map<string, number>()
  const languages = new Map<string, number>()
  let total = 0

  function countOf(order: CampaignOrder): CampaignCount {
    const known = campaigns.get(order.id)
    if (known) return known
    const fresh = { airings: 0, windows: 0, bySlot: new Map<number, number>() }
    campaigns.set(order.id, fresh)
    return fresh
  }

  /** What the airing is worth on top of the counts as they stand without it. */
  function worth(airable: Airable, slot: number): number {
    const { order, bulletin, unheardDays } = airable
    const count = countOf(order)
    const times = bulletins.get(bulletin) ?? 0
    let value: number = count.airings < order.floor ? VALUE.floor : VALUE.beyond
    if (!count.bySlot.get(slot) && count.windows < order.spread) value += VALUE.window
    value += times > 0 ? VALUE.pair * times : VALUE.perDayUnheard * unheardDays
    const urgent = airable.class === 'emergency' || (airable.class === 'priority' && times === 0)
    return order.weight * value + (urgent ? VALUE.urgent : 0)
  }

  function shift(airable: Airable, slot: number, by: 1 | -1): void {
    const count = countOf(airable.order)
    const inSlot = (count.bySlot.get(slot) ?? 0) + by
    count.bySlot.set(slot, inSlot)
    count.airings += by
    if (inSlot === (by === 1 ? 1 : 0)) count.windows += by
    bulletins.set(airable.bulletin, (bulletins.get(airable.bulletin) ?? 0) + by)
    languages.set(airable.language, (languages.get(airable.language) ?? 0) + by)
    total += by
  }

  /** Airings by which languages are beyond their part, rounded in their favour. */
  function astray(): number {
    if (!mix) return 0
    let sum = 0
    for (const [language, airings] of languages)
      sum += Math.max(0, airings - Math.ceil(((mix.get(language) ?? 0) * total) / 100))
    return sum
  }

  return {
    add: (airable, slot) => {
      const before = astray()
      const value = worth(airable, slot)
      shift(airable, slot, 1)
      return value + VALUE.language * (astray() - before)
    },
    remove: (airable, slot) => {
      const before = astray()
      shift(airable, slot, -1)
      return VALUE.language * (astray() - before) - worth(airable, slot)
    },
    airings: (order) => countOf(order).airings,
  }
}
