import type { BulletinId, CampaignId, StationId } from '../../playout/contract/ids.ts'
import type { Item } from '../../playout/contract/manifest.ts'
import type { LocalDate } from '../../playout/contract/time.ts'
import type { CampaignOrder } from '../campaign/campaign-order.ts'
import type { AiringPlace, Candidate } from './airworthy.ts'
import type { Stretch } from './arrange.ts'
import type { Answers } from './day-answer.ts'
import type { HandPin } from './pins.ts'
import type { Relays } from './relayed.ts'
import type { Placement } from './rotation.ts'
import type { Occurrence } from './window.ts'

/** What a plan of one station depends on. */
export type StationPlanning = Readonly<{
  station: StationId
  /** As people call it. */
  name?: string
  place: AiringPlace
  /** Whose part of the windows this station fills by itself. */
  source: 'district' | 'commune'
  /** The windows to fill. */
  occurrences: readonly Occurrence[]
  candidates: readonly Candidate[]
  /** What campaigns ask; one that is not there asks for nothing. */
  ordersOn?: (date: LocalDate) => ReadonlyMap<CampaignId, CampaignOrder>
  /** What was planned before the first of them, tunes included. */
  history: readonly Placement[]
  /** What a commune relays, before these windows, in them and after. */
  relays?: Relays
  /** An earlier plan of these windows by block id: what still holds stays where it is. */
  standing?: ReadonlyMap<string, readonly Item[]>
  /** Bulletins that the earlier plan could not know of. */
  newcomers?: ReadonlySet<string>
  /** What hands put into a block, by its id. */
  pins?: ReadonlyMap<string, readonly HandPin[]>
  /** What obligations fill of a block, by its id: nothing of the station's own sounds over it. */
  taken?: ReadonlyMap<string, readonly Stretch[]>
  /** Versions that hands keep out of a block, by its id. */
  bars?: ReadonlyMap<string, ReadonlySet<string>> | undefined
  /** Ordinary bulletins that were taken from what is lent, with their windows; null for all. */
  picks?: ReadonlyMap<BulletinId, readonly string[] | null> | null
  /** Priority bulletins as the station ordered them. */
  priorityOrder?: readonly BulletinId[]
  /** Percent of each day's airings by language; null when it does not matter. */
  mix?: ReadonlyMap<string, number> | null
  /** Days on which nothing musical sounds. */
  withoutMusic?: (date: LocalDate) => boolean
  /** Days that were worked out already, also for other stations: the same question has one answer. */
  answers?: Answers
  /** Only to see what would come out: nothing is said of it. */
  isTrial?: boolean
}>
