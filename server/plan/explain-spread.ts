import type { DayToFill, Filled } from './day-to-fill.ts'
import { openedDay } from './open-day.ts'
import type { Explanation } from './playlist.ts'

/**
 * A campaign that is heard in fewer windows than it wishes, though others may have it, is told of once,
 * in the first of those. One that is not heard at all and has a floor is told of by that.
 */
export function explainSpreads(
  day: DayToFill,
  filled: Filled,
): Readonly<{ slot: number; explanation: Explanation }>[] {
  const heardIn = (campaign: string) => {
    const over = day.aired.filter(({ airable }) => airable.order.id === campaign)
    const here = filled.flatMap((placed, slot) =>
      placed.some(({ choice }) => choice.order.id === campaign) ? [slot] : [],
    )
    return { here, over: new Set(over.map(({ slot }) => slot)).size }
  }
  const narrow = day.orders
    .map((order) => ({ order, ...heardIn(order.id) }))
    .filter(
      ({ order, here, over }) =>
        here.length + over < Math.min(order.spread, order.cap, filled.length + over) &&
        (here.length + over > 0 || order.floor === 0),
    )
  if (narrow.length === 0) return []
  const { open, left } = openedDay(day)
  return narrow.flatMap(({ order, here, over }) => {
    const own = day.choices.filter((choice) => choice.order.id === order.id)
    const may = left.filter((_, at) =>
      own.some(({ turn }) => open.may[at * day.choices.length + turn] === 1),
    )
    const wanted = Math.min(order.spread, order.cap, new Set([...may, ...here]).size + over)
    const windows = here.length + over
    const [slot] = may.filter((at) => !here.includes(at))
    if (slot === undefined || windows >= wanted) return []
    const params = { campaign: order.name, windows, wanted }
    return [{ slot, explanation: { code: 'spread-missed', params } }]
  })
}
