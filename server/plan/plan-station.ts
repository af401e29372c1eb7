import type { StationId } from '../../playout/contract/ids.ts'
import type { VolumeHours } from '../station/volume.ts'

/** A station as the planner sees it. */
export type PlanStation = Readonly<{
  id: StationId
  unit: string
  name: string
  role: 'district' | 'commune'
  technology: 'ip' | 'fm' | 'wired'
  languages: readonly string[]
  zone: string
  volumeMillibels: number
  /** Quieter by the time of day. */
  volumeHours: readonly VolumeHours[]
  /** The longest that one of its windows may be; null for no limit. */
  longestSessionMs: number | null
  /** Groups that it belongs to. */
  groups: readonly string[]
  /** Percent of what it airs by itself, by language; null for no wish. */
  languageMix: ReadonlyMap<string, number> | null
}>
