import type { ContentType } from '../content-type.ts'
import type {
  EmergencyOrderRow,
  EmergencyStationRow,
  OrderCallRow,
  StopOrderRow,
} from './order-rows.ts'
import type {
  AuditRow,
  ClusterRow,
  EnrolmentCodeRow,
  RefusalRow,
  SessionRow,
  StaffRoleRow,
  StaffRow,
  StationContactRow,
  StationKeyRow,
  StationRow,
  UnitRow,
} from './place-rows.ts'
import type {
  CalendarDayRow,
  CampaignPhaseRow,
  CampaignPhaseVersionRow,
  CampaignRow,
  CommunePickRow,
  FeedTokenRow,
  LiveSourceRow,
  MakeGoodRow,
  PlanBarRow,
  PlanBlockRow,
  PlanItemRow,
  PlanPinRow,
  PlanVersionRow,
  PriorityOrderRow,
  QuietConfirmationRow,
  StationGroupMemberRow,
  StationGroupRow,
  WindowRow,
} from './plan-rows.ts'
import type {
  RecallConfirmationRow,
  RecallDropRow,
  RecallRow,
  RecallVersionRow,
} from './recall-rows.ts'
import type {
  RecordingAttestationRow,
  RecordingChallengeRow,
  RecordingFindRow,
  RecordingOverruleRow,
  RecordingRow,
} from './recording-rows.ts'

/**
 * Row types, one per table. Instants are UTC milliseconds, dates `YYYY-MM-DD`, flags 0 or 1, lists
 * and records JSON text: the same on SQLite and PostgreSQL.
 */

export type AssetRow = {
  id: string
  samples: number
  /** Integrated loudness of the house-format master, 0.01 LUFS. */
  loudness: number
  /** 0.01 dBTP. */
  true_peak: number
  original_digest: string
  original_name: string
  /** What the upload was: container, codec, rate, channels, as JSON. */
  source: string
  /** Waveform: JSON list of min, max pairs, −128…127. */
  peaks: string
  created_by: string | null
  created_at: number
  /** What ingest measured of the upload, as JSON; null for what was taken in before it did. */
  measures: string | null
  /** What was cut off the ends, as JSON; null when nothing was. */
  trim: string | null
}

export type RenditionRow = {
  digest: string
  asset_id: string
  kind: 'opus' | 'mp3' | 'master'
  content_type: string
  bytes: number
  samples: number
}

export type BulletinRow = {
  id: string
  unit_id: string
  title: string
  campaign_id: string | null
  created_by: string
  created_at: number
}

export type BulletinVersionRow = {
  /** `<bulletin id>/<number>`. */
  id: string
  bulletin_id: string
  number: number
  language: 'vi' | 'km' | 'en'
  text: string
  asset_id: string | null
  /** Set while something is still missing, such as a person's recording. */
  awaiting: 'recording' | null
  /** What was decided. An approved version is superseded from `superseded_at` on. */
  state: 'draft' | 'submitted' | 'approved' | 'recalled'
  author_id: string
  /** JSON list of everybody whose words or sound it holds; none of them approves it. */
  editors: string
  created_at: number
  submitted_at: number | null
  approved_by: string | null
  approved_at: number | null
  /** Why it was sent back, until it is submitted again. */
  returned_note: string | null
  valid_from: number
  valid_to: number | null
  class: 'ordinary' | 'priority' | 'emergency'
  /** What it is for the log: a tune goes through the same approval as everything that sounds. */
  content_type: ContentType
  /** The Vietnamese version whose words this one says in another language. */
  translates: string | null
  /** How its sound was spoken from its text, as JSON; null when a person spoke. */
  speech: string | null
  /** Who checked the language of a variant. */
  reviewed_by: string | null
  reviewed_at: number | null
  /** From this instant its successor sounds instead. */
  superseded_at: number | null
  recalled_at: number | null
}

/** Somebody listened to a version, as it was then (its seal), and when they came to its end. */
export type ListeningRow = {
  id: string
  version_id: string
  seal: string
  staff_id: string
  started_at: number
  ended_at: number | null
}

/** A file on its way in, or what became of it. */
export type UploadRow = {
  id: string
  staff_id: string
  file_name: string
  bytes: number
  state: 'receiving' | 'waiting' | 'running' | 'ready' | 'refused'
  original_digest: string | null
  /** What to cut off a kept original that is taken in anew, as JSON; null for a file that was sent. */
  trim: string | null
  /** How often taking it in was begun: what brings the process down is not tried for ever. */
  attempts: number
  asset_id: string | null
  /** JSON list of warning codes. */
  warnings: string
  code: string | null
  /** JSON of the code's parameters. */
  params: string | null
  created_at: number
  finished_at: number | null
}

/** Words of a campaign to look at twice, in order. */
export type WordingRuleRow = {
  id: string
  campaign_id: string
  language: 'vi' | 'km' | 'en'
  /** As it stands in texts; case does not matter. */
  phrase: string
  suggestion: string | null
  /** Why. */
  note: string
  /** The phrase is looked for from this instant on; null for always. */
  valid_from: number | null
  position: number
}

export type ManifestRow = {
  station_id: string
  version: number
  issued_at: number
  text: string
  signature: string
  key_text: string
  key_signature: string
  /** The version a station claimed to hold when this one had to jump above it, or null. */
  jumped_over: number | null
}

/** Leaves of the Merkle log, in order: the received bytes, verbatim. Append-only. */
export type LedgerLeafRow = {
  leaf_index: number
  kind:
    | 'event'
    | 'declaration'
    | 'recall'
    | 'recall-confirmation'
    | 'recording'
    | 'recording-overrule'
    | 'recording-attestation'
    | 'recording-sound-removed'
  /** RFC 6962 leaf hash, hex. */
  hash: string
  text: string
  /** Of the station that sent it; null for what people enter. */
  signature: string | null
  received_at: number
}

/** One row: the tree's size and its compact range (right-most full subtrees, JSON list of hex). */
export type LedgerHeadRow = { id: number; size: number; range: string }

/** Projection of an event leaf. */
export type StationEventRow = {
  leaf_index: number
  key_id: string
  seq: number
  hash: string
  station_id: string
  type: string
  airing_id: string | null
  at: number
}

/** Projection of an airing's events: what one station did with one item, one try. */
export type AiringRow = {
  id: string
  station_id: string
  item_id: string
  attempt: number
  purpose: 'programme' | 'test'
  kind: 'bulletin' | 'tune' | 'test'
  title: string
  date: string
  window_id: string
  block_id: string
  bulletin_id: string | null
  version_id: string | null
  campaign_id: string | null
  language: string | null
  asset_id: string
  relay_of: string | null
  manifest_version: number
  planned_at: number
  started_at: number | null
  ended_at: number | null
  start_error_samples: number | null
  from_sample: number | null
  samples_expected: number
  samples_sent: number | null
  level_millibels: number | null
  /** See airing.ts for what each means. */
  outcome: 'sounding' | 'aired' | 'partial' | 'silent' | 'skipped' | 'dropped' | 'unordered'
  reason: string | null
  /** Clock offset that the station knew when it began or was skipped, ms. */
  clock_offset_ms: number | null
  first_leaf: number
  last_leaf: number
  received_at: number
}

export type DeclarationRow = {
  /** Made on the phone, so that sending twice is one declaration. */
  id: string
  leaf_index: number
  station_id: string
  window_id: string
  date: string
  verdict: 'full' | 'partial' | 'none'
  reason: string | null
  note: string | null
  declared_by: string
  /** When the person tapped, by the phone's clock. */
  declared_at: number
  received_at: number
  /** The earlier declaration that this one corrects. */
  replaces: string | null
}

export type SettingRow = { name: string; value: string }

export type Database = {
  unit: UnitRow
  staff: StaffRow
  staff_role: StaffRoleRow
  session: SessionRow
  audit: AuditRow
  station: StationRow
  cluster: ClusterRow
  enrolment_code: EnrolmentCodeRow
  station_key: StationKeyRow
  station_contact: StationContactRow
  refusal: RefusalRow
  asset: AssetRow
  rendition: RenditionRow
  bulletin: BulletinRow
  bulletin_version: BulletinVersionRow
  listening: ListeningRow
  recall: RecallRow
  recall_version: RecallVersionRow
  recall_drop: RecallDropRow
  recall_confirmation: RecallConfirmationRow
  upload: UploadRow
  wording_rule: WordingRuleRow
  campaign: CampaignRow
  campaign_phase: CampaignPhaseRow
  campaign_phase_version: CampaignPhaseVersionRow
  station_group: StationGroupRow
  station_group_member: StationGroupMemberRow
  live_source: LiveSourceRow
  window: WindowRow
  calendar_day: CalendarDayRow
  plan_block: PlanBlockRow
  plan_item: PlanItemRow
  plan_pin: PlanPinRow
  plan_bar: PlanBarRow
  plan_version: PlanVersionRow
  quiet_confirmation: QuietConfirmationRow
  make_good: MakeGoodRow
  commune_pick: CommunePickRow
  priority_order: PriorityOrderRow
  feed_token: FeedTokenRow
  stop_order: StopOrderRow
  emergency_order: EmergencyOrderRow
  emergency_station: EmergencyStationRow
  order_call: OrderCallRow
  manifest: ManifestRow
  ledger_leaf: LedgerLeafRow
  ledger_head: LedgerHeadRow
  station_event: StationEventRow
  airing: AiringRow
  declaration: DeclarationRow
  recording: RecordingRow
  recording_find: RecordingFindRow
  recording_overrule: RecordingOverruleRow
  recording_attestation: RecordingAttestationRow
  recording_challenge: RecordingChallengeRow
  setting: SettingRow
}
