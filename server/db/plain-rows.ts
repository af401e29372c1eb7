import type { StationRow } from './place-rows.ts'
import type { CampaignRow, WindowRow } from './plan-rows.ts'

/** What rows hold that were laid down without special wishes. */

export const plainStation = {
  language_mix: null,
  volume_hours: null,
  longest_session_ms: null,
} as const satisfies Partial<StationRow>

/** A window that comes back by weekdays. */
export const plainWindow = {
  rule: null,
  except_dates: '[]',
  also_dates: '[]',
  most_items: null,
  group_id: null,
  parts: null,
  relay_mode: 'same',
} as const satisfies Partial<WindowRow>

/** A campaign that is aired as often as there is room. */
export const openCampaign = {
  weight: 1,
  floor: 0,
  cap: null,
  spread: null,
  bulletin_gap_ms: 0,
  campaign_gap_ms: 0,
  share_percent: 100,
  heard_at: null,
  aired_by: null,
  dispatch_text: null,
} as const satisfies Partial<CampaignRow>
