/** Planning by people: what is asked for, when, and what a hand changed. */

export type CampaignRow = {
  id: string
  unit_id: string
  name: string
  /** The document that ordered it. */
  dispatch: string
  /** As ordered, local dates, both included. */
  period_from: string
  period_to: string
  /** Set when the office prolonged it. */
  extended_until: string | null
  /** JSON list of local dates. */
  report_dates: string
  created_at: number
  /** Against other campaigns, 1–100. */
  weight: number
  /** Airings per station and day that have to be reached, and may not be passed (null: no limit). */
  floor: number
  cap: number | null
  /** Windows a day in which it wants to be heard; null: all. */
  spread: number | null
  bulletin_gap_ms: number
  campaign_gap_ms: number
  share_percent: number
  /** JSON list of stations and groups where it must be heard; null: everywhere. */
  heard_at: string | null
  /** JSON list of stations and groups whose own parts carry it; null: the district's. */
  aired_by: string | null
  /** The words of the document, as somebody put them in. */
  dispatch_text: string | null
}

/** Which versions of a campaign sound from when to when. */
export type CampaignPhaseRow = {
  id: string
  campaign_id: string
  position: number
  name: string
  from_at: number
  until_at: number | null
}

export type CampaignPhaseVersionRow = { phase_id: string; version_id: string }

export type StationGroupRow = {
  id: string
  unit_id: string
  name: string
  removed_at: number | null
}

/** Local dates, both included; a null end: still a member. */
export type StationGroupMemberRow = {
  group_id: string
  station_id: string
  from_date: string
  to_date: string | null
}

/** A stream or line-in that a window may carry. */
export type LiveSourceRow = {
  id: string
  unit_id: string
  source: 'vov' | 'province' | 'district' | 'commune'
  kind: 'stream' | 'line-in'
  name: string
  address: string
  backup_address: string | null
  removed_at: number | null
}

export type WindowRow = {
  id: string
  station_id: string
  name: string
  /** Local `HH:MM:SS` in the station's zone. */
  starts_at: string
  length_ms: number
  /** Bit 0 Monday … bit 6 Sunday. */
  weekdays: number
  valid_from: string
  valid_to: string | null
  /** JSON list of Segment in order of sounding. */
  segments: string
  /** The district's window that this one relays. */
  relays_window_id: string | null
  /** RRULE instead of weekdays. */
  rule: string | null
  /** JSON lists of local dates. */
  except_dates: string
  also_dates: string
  most_items: number | null
  /** When set, each member has this window, and `station_id` laid it down. */
  group_id: string | null
  /** JSON of WindowParts; null: the usual. */
  parts: string | null
  relay_mode: 'same' | 'later'
}

/** Days that differ: closed, or without music. */
export type CalendarDayRow = {
  id: string
  name: string
  from_date: string
  to_date: string
  closed: number
  without_music: number
  /** JSON list of stations and groups; null: all. */
  stations: string | null
  created_by: string
  created_at: number
  removed_at: number | null
}

/** What a hand put into a window. */
export type PlanPinRow = {
  id: string
  station_id: string
  window_id: string
  date: string
  version_id: string
  /** Sample of the window at which it has to begin; null: where it fits. */
  offset_samples: number | null
  /** Among those without an offset. */
  position: number
  created_by: string
  created_at: number
  removed_by: string | null
  removed_at: number | null
}

/** What a hand kept out of a window. */
export type PlanBarRow = Omit<PlanPinRow, 'offset_samples' | 'position'>

/** A playlist as it was written: append-only. */
export type PlanVersionRow = {
  station_id: string
  date: string
  /** 1, 2, 3 … per station and date. */
  number: number
  at: number
  /** Null when the planner did it by itself. */
  staff_id: string | null
  /** What brought it about: `plan`, `edit`, `window`, `campaign`, `recall` … */
  cause: string
  /** JSON list of its blocks, each with its items. */
  text: string
}

/** An emergency that may sound in quiet hours once a second person has read it back. */
export type QuietConfirmationRow = {
  id: string
  station_id: string
  version_id: string
  from_at: number
  until_at: number
  asked_by: string
  asked_at: number
  confirmed_by: string | null
  confirmed_at: number | null
  /** What the second person typed. */
  read_back: string | null
  withdrawn_at: number | null
}

/** An airing that did not sound, taken into a later day by a person. */
export type MakeGoodRow = {
  id: string
  station_id: string
  campaign_id: string
  missed_item: string
  missed_date: string
  date: string
  created_by: string
  created_at: number
  removed_at: number | null
}

/** An ordinary bulletin that a commune took into its own programme. */
export type CommunePickRow = {
  id: string
  station_id: string
  bulletin_id: string
  /** JSON list of its windows; null: any. */
  windows: string | null
  picked_by: string
  picked_at: number
  dropped_by: string | null
  dropped_at: number | null
}

/** How a commune orders priority bulletins; the newest holds. Append-only. */
export type PriorityOrderRow = {
  id: string
  station_id: string
  /** JSON list of bulletins, first first. */
  bulletins: string
  decided_by: string
  decided_at: number
}

export type FeedTokenRow = {
  id: string
  token_hash: string
  station_id: string
  name: string
  created_by: string
  created_at: number
  revoked_at: number | null
}

export type PlanBlockRow = {
  id: string
  station_id: string
  date: string
  window_id: string
  purpose: 'programme' | 'test'
  title: string
  starts_at: number
  length_samples: number
  /** JSON of Block.relayTime. */
  relay_time: string
  /** JSON list of names, or null for all. */
  outputs: string | null
  /** 1: breaks in as soon as a station has it. */
  urgent: number
  planned_at: number
  /** JSON list of what the planner says about this block. */
  explanation: string
}

export type PlanItemRow = {
  id: string
  block_id: string
  position: number
  kind: 'bulletin' | 'tune' | 'test'
  title: string
  asset_id: string
  offset_samples: number
  length_samples: number
  gain_millibels: number
  bulletin_id: string | null
  version_id: string | null
  campaign_id: string | null
  language: string | null
  class: 'ordinary' | 'priority' | 'emergency' | null
  relay_of: string | null
}
