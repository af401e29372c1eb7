/** A withdrawal: append-only. What it covers stands in `recall_version`. */
export type RecallRow = {
  id: string
  bulletin_id: string
  /** The version that was named. */
  version_id: string
  at: number
  reason: string
  recalled_by: string
  leaf_index: number
}

export type RecallVersionRow = { recall_id: string; version_id: string }

/** Projection of a station's `recall-applied` event: it holds that version no more. */
export type RecallDropRow = {
  leaf_index: number
  station_id: string
  version_id: string
  at: number
  received_at: number
}

/** A person's word that no copy of it is left at a station: append-only. */
export type RecallConfirmationRow = {
  id: string
  recall_id: string
  station_id: string
  confirmed_by: string
  /** By who is on duty there, or by the centre on their word. */
  way: 'station' | 'telephone'
  /** By the clock of whoever tapped, perhaps without network then. */
  tapped_at: number
  at: number
  note: string
  leaf_index: number
}
