import type { Item } from '../../playout/contract/manifest.ts'
import { dayHands, type Hands, hadPin, isSameHands } from './hand.ts'
import type { PlanVersionText } from './plan-version.ts'
import type { PlannedBlock } from './playlist.ts'

/** Versions of playlists of dates that hands have touched, newest first, by `<station> <date>`. */
export type EarlierTexts = ReadonlyMap<string, readonly PlanVersionText[]>

/** What stands, for any wishes of hands. */
export type StandingWith = (hands: Hands) => ReadonlyMap<string, readonly Item[]>

/**
 * What a new plan holds on to: the plan as it stands. Where hands now wish otherwise than when it was
 * made, it is the newest plan that was made with the same wishes, so that taking a change back gives
 * the plan that was there before; without one, all that hands have not let go of.
 */
export function standingOf(
  open: readonly PlannedBlock[],
  hands: Hands,
  earlier: EarlierTexts,
): ReadonlyMap<string, readonly Item[]> {
  const days = Map.groupBy(open, ({ station, block }) => `${station} ${block.date}`)
  const standing = new Map<string, readonly Item[]>()
  for (const [day, blocks] of days) {
    const [first] = blocks
    if (!first) continue
    for (const { block } of blocks) standing.set(block.id, block.items)
    const texts = earlier.get(day) ?? []
    const [newest] = texts
    const wished = dayHands(hands, { station: first.station, date: first.block.date })
    if (!newest || isSameHands(newest.hands, wished)) continue
    const same = texts.find((text) => isSameHands(text.hands, wished))
    for (const { block } of same?.blocks.map((one) => ({ block: one })) ?? blocks)
      if (standing.has(block.id))
        standing.set(
          block.id,
          same ? block.items : block.items.filter((item) => !isLetGo(newest, wished, block, item)),
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
