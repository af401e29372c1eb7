import type { BulletinId, CampaignId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { windowOfBlock } from './block.ts'
import { addDays } from './local-time.ts'
import type { Placement } from './rotation.ts'

/**
 * What a station planned or aired before: turns and least times depend on it. It grows while days are
 * planned one after the other, so that no day has to look at all of them again.
 */
export type Heard = Readonly<{
  add(placements: readonly Placement[]): void
  /** The bulletin that sounds last of all. */
  last(): BulletinId | null
  lastAt(bulletin: BulletinId): Instant | null
  campaignAt(campaign: CampaignId): Instant | null
  /** The last date on which the bulletin sounds, and on how many days in a row up to it; null for never. */
  runOf(bulletin: BulletinId): Readonly<{ date: LocalDate; days: number }> | null
  /** Windows in which the bulletin was heard, where it was last of all first. */
  windowsOf(bulletin: BulletinId): readonly string[]
  /** The last date before this one on which the bulletin sounds. */
  dateBefore(bulletin: BulletinId, date: LocalDate): LocalDate | null
  on(date: LocalDate): readonly Placement[]
}>

type Known = {
  at: Instant
  date: LocalDate
  before: LocalDate | null
  /** Days in a row up to that date. */
  days: number
  windows: string[]
}

export function createHeard(history: readonly Placement[]): Heard {
  const bulletins = new Map<BulletinId, Known>()
  const campaigns = new Map<CampaignId, Instant>()
  const dates = new Map<LocalDate, Placement[]>()
  let last: Placement | null = null

  function add(placed: Placement): void {
    const { bulletin, campaign, date, at, kind, block } = placed
    if (kind !== 'bulletin') return
    if (last === null || at >= last.at) last = placed
    if (campaign) campaigns.set(campaign, Math.max(at, campaigns.get(campaign) ?? at))
    const list = dates.get(date)
    if (list) list.push(placed)
    else dates.set(date, [placed])
    const known = bulletins.get(bulletin)
    const window = windowOfBlock(block)
    if (!known) bulletins.set(bulletin, { at, date, before: null, days: 1, windows: [window] })
    else {
      known.at = Math.max(known.at, at)
      moveToFront(known.windows, window)
      if (date > known.date) {
        known.days = addDays(known.date, 1) === date ? known.days + 1 : 1
        known.before = known.date
        known.date = date
      } else if (date < known.date && date > (known.before ?? '')) known.before = date
    }
  }

  for (const placed of [...history].sort((a, b) => a.at - b.at)) add(placed)
  return {
    add: (placements) => {
      for (const placed of placements) add(placed)
    },
    last: () => last?.bulletin ?? null,
    lastAt: (bulletin) => bulletins.get(bulletin)?.at ?? null,
    runOf: (bulletin) => bulletins.get(bulletin) ?? null,
    windowsOf: (bulletin) => bulletins.get(bulletin)?.windows ?? [],
    campaignAt: (campaign) => campaigns.get(campaign) ?? null,
    dateBefore: (bulletin, date) => {
      const known = bulletins.get(bulletin)
      if (!known) return null
      return known.date < date ? known.date : known.before
    },
    on: (date) => dates.get(date) ?? [],
  }
}

function moveToFront(windows: string[], window: string): void {
  const at = windows.indexOf(window)
  if (at === 0) return
  if (at > 0) windows.splice(at, 1)
  windows.unshift(window)
}
