import type { Filled } from './day-to-fill.ts'
import type { OpenDay } from './open-day.ts'
import type { Sheet } from './sheet.ts'

/** Moves that are tried in a day; where a rule depends on the instant, each takes far longer. */
const MOST_TRIES = { plain: 2_000, intricate: 60 } as const

/**
 * Moves airings of a campaign from windows that hold two more of them than others to those, as long as
 * the day gains by it: it was filled window by window, and a cap may have left nothing for the last.
 *
 * @param locked what hands put there, by window, then choice
 * @param arranged what the sheet holds, in its places; null when a rule is in the way
 */
export function levelOut(
  day: OpenDay,
  sheet: Sheet,
  locked: ReadonlySet<number>,
  arranged: () => Filled | null,
): void {
  const campaigns = [...Map.groupBy(day.choices, ({ order }) => order.id).values()].map((choices) =>
    choices.map(({ turn }) => turn),
  )
  let tries: number = sheet.isPlain ? MOST_TRIES.plain : MOST_TRIES.intricate
  for (const own of campaigns) {
    for (let isBetter = true; isBetter; ) {
      isBetter = false
      for (const [from, to] of unevenPairs(sheet, new Set(own))) {
        const move = bestMove(sheet, own, locked, from, to)
        if (!move) continue
        if (tries-- <= 0) return
        sheet.take(from, move.out)
        sheet.put(to, move.into)
        isBetter = sheet.isPlain || arranged() !== null
        if (isBetter) break
        sheet.take(to, move.into)
        sheet.put(from, move.out)
      }
    }
  }
}

/** Windows of which one holds at least two more of a campaign than the other, the most uneven first. */
function unevenPairs(sheet: Sheet, own: ReadonlySet<number>): [number, number][] {
  const many = Array.from(
    { length: sheet.slots },
    (_, slot) => sheet.contents(slot).filter((choice) => own.has(choice)).length,
  )
  const pairs: { from: number; to: number; more: number }[] = []
  for (const [from, here] of many.entries()) {
    if (here < 2) continue
    for (const [to, there] of many.entries())
      if (here >= there + 2 && !sheet.isFull(to)) pairs.push({ from, to, more: here - there })
  }
  return pairs.sort((a, b) => b.more - a.more).map(({ from, to }) => [from, to])
}

function bestMove(
  sheet: Sheet,
  own: readonly number[],
  locked: ReadonlySet<number>,
  from: number,
  to: number,
): Readonly<{ out: number; into: number }> | null {
  let [best, most]: [Readonly<{ out: number; into: number }> | null, number] = [null, 0]
  const before = sheet.value()
  for (const out of [...sheet.contents(from)]) {
    if (!own.includes(out) || locked.has(from * sheet.choices + out)) continue
    sheet.take(from, out)
    const loss = sheet.value() - before
    for (const into of own) {
      if (!sheet.can(to, into)) continue
      const gain = loss + sheet.gain(to, into)
      if (gain > most) [best, most] = [{ out, into }, gain]
    }
    sheet.put(from, out)
  }
  return best
}
