/** Orders of people about what sounds now. */

/** A station, or one cluster of it, that is to be silent until a person says otherwise. */
export type StopOrderRow = {
  id: string
  /** Shared by what was ordered in one act. */
  order_group: string
  station_id: string
  /** Null for the whole station. */
  cluster_id: string | null
  /** The cluster's output, as it was then. */
  output: string | null
  /** By whose right it was ordered: only who has it there lets it sound again. */
  unit_id: string
  reason: string
  ordered_by: string
  ordered_at: number
  ended_by: string | null
  ended_at: number | null
}

/** A bulletin that breaks in. */
export type EmergencyOrderRow = {
  id: string
  version_id: string
  repeats: number
  reason: string
  ordered_by: string
  ordered_at: number
  /** The second person, for stations in their quiet hours. */
  confirmed_by: string | null
  confirmed_at: number | null
  read_back: string | null
  ended_by: string | null
  ended_at: number | null
}

export type EmergencyStationRow = {
  order_id: string
  station_id: string
  /** 1 when it was in quiet hours there. */
  needs_second: number
  /** The block that was published; null when there is none (yet). */
  block_id: string | null
}

/** That somebody was called: append-only. */
export type OrderCallRow = {
  id: string
  /** A stop's group or an emergency. */
  order_id: string
  station_id: string
  result: 'reached' | 'no-answer'
  called_by: string
  called_at: number
}
