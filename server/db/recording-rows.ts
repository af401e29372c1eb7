/** A recording of what a loudspeaker said, from its announcement on. */
export type RecordingRow = {
  /** Made on the phone, so that announcing twice is one recording. */
  id: string
  station_id: string
  made_by: string
  /** The local date that it is about, and the station's own window if one was chosen. */
  date: string
  window_id: string | null
  /** The expected instant for which it was made. */
  aim_at: number | null
  /** When its first sample was recorded, as the phone says. */
  started_at: number | null
  clock: 'checked' | 'unchecked' | 'none'
  clock_offset_ms: number | null
  challenge_issued_at: number | null
  source: 'phone' | 'microphone' | 'tuner' | 'line-out'
  file_name: string
  bytes: number
  announced_at: number
  /** When its last byte came. */
  received_at: number | null
  /** Of the file as it came. */
  digest: string | null
  attempts: number
  state: 'receiving' | 'waiting' | 'listening' | 'done' | 'failed'
  finished_at: number | null
  code: string | null
  /** JSON of the code's parameters. */
  params: string | null
  content_type: string | null
  duration_ms: number | null
  /** SHA-256 of the decoded sound: the same recording in another container is the same sound. */
  sound_digest: string | null
  /** What it still has to be copied to before browsers play it. */
  copy_due: 'webm' | 'mp4' | 'mp3' | null
  /** What browsers play where they do not play the file itself. */
  copy_digest: string | null
  copy_type: string | null
  /** Its fingerprint in the store, which stays when the sound goes. */
  print_digest: string | null
  /** Earlier recordings that are alike beside their bulletins: JSON, see `Alike`. */
  alike: string | null
  /** When its sound was kept long enough and went; what was heard in it stays. */
  sound_removed_at: number | null
  /** Waveform: JSON list of min, max pairs, −128…127. */
  peaks: string | null
  /** What the matcher said, verbatim: canonical JSON. */
  result: string | null
  leaf_index: number | null
}

/** Projection of one hearing in a recording's result: append-only. */
export type RecordingFindRow = {
  recording_id: string
  number: number
  asset_id: string
  verdict: 'proved' | 'matches-in-clip' | 'heard-in-part' | 'not-proved'
  /** Where the bulletin's first sample lies in the recording; negative if it began before. */
  start_ms: number
  speed_ppm: number
  /** Shares of the bulletin in 0.01 %: heard; certainly; possibly. */
  coverage: number
  coverage_from: number
  coverage_to: number
  /** Evidence in 0.01 standard deviations. */
  confidence: number
  /** Claims as strong as this that chance would make in a million hours of recordings. */
  false_alarms: number
  /** 1 when the plan expected it, so that less evidence was asked for. */
  expected: number
  /** JSON lists. */
  spans: string
  differing: string
  same_as: string
}

/** What a person says of a find instead of the matcher; the newest holds. Append-only. */
export type RecordingOverruleRow = {
  id: string
  recording_id: string
  number: number
  verdict: 'proved' | 'heard-in-part' | 'not-proved' | 'as-heard'
  reason: string
  staff_id: string
  at: number
  leaf_index: number
}

/** What a person who listened says that a recording holds; the newest of an airing holds. Append-only. */
export type RecordingAttestationRow = {
  id: string
  recording_id: string
  /** The station's own item, or the district's airing that it carried. */
  target: string
  obligation: string | null
  verdict: 'all' | 'part' | 'withdrawn'
  /** Where it begins in the recording, as far as the person said. */
  from_ms: number | null
  reason: string
  staff_id: string
  at: number
  leaf_index: number
}

/** Shows that a phone reached the server then, and no more. */
export type RecordingChallengeRow = {
  id: string
  station_id: string
  staff_id: string
  issued_at: number
  recording_id: string | null
}
