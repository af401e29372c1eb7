import type { Item } from '../../playout/contract/manifest.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { dayHands, type Hands, hadPin, isSameHands } from './hand.ts'
import type { PlanVersionText } from './plan-version.ts'
import type { PlannedBlock } from './playlist.ts'

/** A playlist as it was written, and when. */
export type EarlierText = PlanVersionText & Readonly<{ at: Instant }>

/** Versions of playlists of dates that hands have touched, and of the days after, newest first. */
export type EarlierTexts = ReadonlyMap<string, readonly EarlierText[]>

/** What stands, for any wishes of hands. */
export type StandingWith = (hands: Hands) => ReadonlyMap<string, readonly Item[]>

/**
 * What a new plan holds on to: the plan as it stands. Where hands now wish otherwise than when it was
 * made, it is the newest plan that was made with the same wishes, so that taking a change back gives
 * the plan that was there before; without one, all that hands have not let go of.
 *
 * @param earlier by `<station> <date>`
 */
export function standingOf(
  open: readonly PlannedBlock[],
  hands: Hands,
  earlier: EarlierTexts,
): ReadonlyMap<string, readonly Item[]> {
  const standing = new Map<string, readonly Item[]>(
    open.map(({ block }) => [block.id, block.items]),
  )
  /** When the change was made that is taken back, by station. */
  const takenBack = new Map<string, Instant>()
  const days = Map.groupBy(open, ({ station, block }) => `${station} ${block.date}`)
  for (const day of [...days.keys()].sort()) {
    const blocks = days.get(day) ?? []
    const [first] = blocks
    const texts = earlier.get(day) ?? []
    const [newest] = texts
    if (!first || !newest) continue
    const { station, block } = first
    const wished = dayHands(hands, { station, date: block.date })
    const isSame = isSameHands(newest.hands, wished)
    // The day after may have come out otherwise by the same change, and comes back with it.
    if (isSame && newest.at !== takenBack.get(station)) continue
    const at = texts.findIndex((text, index) =>
      isSame ? index > 0 : isSameHands(text.hands, wished),
    )
    const back = texts[at]
    if (back && isSameHands(back.hands, wished)) {
      takenBack.set(station, texts[at - 1]?.at ?? newest.at)
      for (const one of back.blocks) if (standing.has(one.id)) standing.set(one.id, one.items)
    } else if (!isSame)
      for (const { block: one } of blocks)
        standing.set(
          one.id,
          one.items.filter((item) => !isLetGo(newest, wished, one, item)),
        )
  }
  return standing
}

function isLetGo(
  newest: PlanVersionText,
  wished: PlanVersionText['hands'],
  { window }: Readonly<{ window: string }>,
  { bulletin }: Item,
): boolean {
  const version = bulletin?.version
  if (version === undefined) return false
  return hadPin(newest.hands, window, version) && !hadPin(wished, window, version)
}
