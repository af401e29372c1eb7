import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { refuseChanges } from './refuse-changes.ts'

/**
 * Frozen once released. Recordings of what loudspeakers said: how they came, what was heard in them,
 * what people say against that, and the challenges that show when a phone was online.
 */
export function recordings(engine: 'sqlite' | 'postgres'): Migration {
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db)
      await refuseChanges(db, engine, appendOnly)
    },
  }
}

/** Promise 2: what was heard, and what a person said against it, is never rewritten. */
const appendOnly = ['recording_find', 'recording_overrule', 'recording_attestation']

const statements = [
  `create table recording (
    id text primary key,
    station_id text not null references station (id),
    made_by text not null references staff (id),
    date text not null,
    window_id text,
    aim_at bigint,
    started_at bigint,
    clock text not null,
    clock_offset_ms bigint,
    challenge_issued_at bigint,
    source text not null,
    file_name text not null,
    bytes bigint not null,
    announced_at bigint not null,
    received_at bigint,
    digest text,
    attempts bigint not null,
    state text not null,
    finished_at bigint,
    code text,
    params text,
    content_type text,
    duration_ms bigint,
    sound_digest text,
    copy_due text,
    copy_digest text,
    copy_type text,
    print_digest text,
    alike text,
    sound_removed_at bigint,
    peaks text,
    result text,
    leaf_index bigint references ledger_leaf (leaf_index)
  )`,
  `create index recording_announced on recording (announced_at)`,
  `create index recording_station_date on recording (station_id, date)`,
  `create index recording_digest on recording (digest)`,
  `create index recording_sound on recording (sound_digest)`,
  `create index recording_state on recording (state)`,
  `create index recording_copy_due on recording (copy_due) where copy_due is not null`,

  `create table recording_find (
    recording_id text not null references recording (id),
    number bigint not null,
    asset_id text not null references asset (id),
    verdict text not null,
    start_ms bigint not null,
    speed_ppm bigint not null,
    coverage bigint not null,
    coverage_from bigint not null,
    coverage_to bigint not null,
    confidence bigint not null,
    false_alarms bigint not null,
    expected bigint not null,
    spans text not null,
    differing text not null,
    same_as text not null,
    primary key (recording_id, number)
  )`,
  `create index recording_find_asset on recording_find (asset_id)`,

  `create table recording_overrule (
    id text primary key,
    recording_id text not null references recording (id),
    number bigint not null,
    verdict text not null,
    reason text not null,
    staff_id text not null references staff (id),
    at bigint not null,
    leaf_index bigint not null references ledger_leaf (leaf_index)
  )`,
  `create index recording_overrule_recording on recording_overrule (recording_id)`,

  `create table recording_attestation (
    id text primary key,
    recording_id text not null references recording (id),
    target text not null,
    obligation text,
    verdict text not null,
    from_ms bigint,
    reason text not null,
    staff_id text not null references staff (id),
    at bigint not null,
    leaf_index bigint not null references ledger_leaf (leaf_index)
  )`,
  `create index recording_attestation_recording on recording_attestation (recording_id)`,

  // Single use: `recording_id` is set by the recording that names it.
  `create table recording_challenge (
    id text primary key,
    station_id text not null references station (id),
    staff_id text not null references staff (id),
    issued_at bigint not null,
    recording_id text
  )`,
]
