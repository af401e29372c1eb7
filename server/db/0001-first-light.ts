import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Frozen. Everything of the first release. The shape stands here in full and imports no code of the
 * application, so that it replays the same for ever.
 */
export function firstLight(engine: 'sqlite' | 'postgres'): Migration {
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db)
      if (engine === 'postgres') await refuseChangesOnPostgres(db)
      else await refuseChangesOnSqlite(db)
    },
  }
}

/** Promise 2: what was logged is never rewritten; a correction is a new row. */
const appendOnly = ['ledger_leaf', 'station_event', 'audit', 'refusal', 'manifest']

async function refuseChangesOnSqlite(db: Kysely<unknown>): Promise<void> {
  for (const table of appendOnly)
    for (const change of ['update', 'delete'])
      await sql
        .raw(
          `create trigger ${table}_no_${change} before ${change} on ${table}
           begin select raise(abort, '${table} is append-only'); end`,
        )
        .execute(db)
}

async function refuseChangesOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create function refuse_change() returns trigger language plpgsql as $$
       begin raise exception '% is append-only', tg_table_name; end $$`,
    )
    .execute(db)
  for (const table of appendOnly) {
    await sql
      .raw(
        `create trigger ${table}_no_change before update or delete on ${table}
         for each row execute function refuse_change()`,
      )
      .execute(db)
    await sql
      .raw(
        `create trigger ${table}_no_truncate before truncate on ${table}
         for each statement execute function refuse_change()`,
      )
      .execute(db)
  }
}

/** One dialect's words serve both engines: `bigint` and `text` mean the same on each. */
const statements = [
  `create table unit (
    id text primary key,
    code text not null,
    kind text not null,
    name text not null,
    parent_id text references unit (id),
    valid_from text not null,
    valid_to text
  )`,
  `create index unit_parent on unit (parent_id)`,
  `create table staff (
    id text primary key,
    username text not null unique,
    name text not null,
    password_hash text not null,
    language text not null,
    created_at bigint not null,
    disabled_at bigint,
    must_change_password bigint not null
  )`,
  `create table staff_role (
    id text primary key,
    staff_id text not null references staff (id),
    role text not null,
    unit_id text not null references unit (id),
    granted_at bigint not null,
    revoked_at bigint
  )`,
  `create index staff_role_staff on staff_role (staff_id)`,
  `create table session (
    token_hash text primary key,
    staff_id text not null references staff (id),
    created_at bigint not null,
    expires_at bigint not null,
    revoked_at bigint
  )`,
  `create index session_staff on session (staff_id)`,
  `create table audit (
    id text primary key,
    at bigint not null,
    staff_id text references staff (id),
    action text not null,
    subject text not null,
    detail text not null
  )`,
  `create index audit_at on audit (at)`,
  `create index audit_subject on audit (subject)`,
  `create table station (
    id text primary key,
    unit_id text not null references unit (id),
    name text not null,
    role text not null,
    technology text not null,
    languages text not null,
    zone text not null,
    volume_millibels bigint not null,
    phone text
  )`,
  `create index station_unit on station (unit_id)`,
  `create table cluster (
    id text primary key,
    station_id text not null references station (id),
    name text not null,
    technology text not null,
    speakers bigint not null
  )`,
  `create index cluster_station on cluster (station_id)`,
  `create table station_key (
    key_id text primary key,
    station_id text not null references station (id),
    public_key text not null unique,
    enrolled_at bigint not null,
    revoked_at bigint
  )`,
  `create index station_key_station on station_key (station_id)`,
  `create table enrolment_code (
    secret_hash text primary key,
    station_id text not null references station (id),
    created_by text references staff (id),
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint,
    used_by_key text references station_key (key_id)
  )`,
  `create table station_contact (
    station_id text primary key references station (id),
    received_at bigint not null,
    status text not null
  )`,
  `create table refusal (
    id text primary key,
    at bigint not null,
    station_id text references station (id),
    kind text not null,
    reason text not null,
    detail text not null
  )`,
  `create index refusal_at on refusal (at)`,
  `create table asset (
    id text primary key,
    samples bigint not null,
    loudness bigint not null,
    true_peak bigint not null,
    original_digest text not null,
    original_name text not null,
    source text not null,
    peaks text not null,
    created_by text references staff (id),
    created_at bigint not null
  )`,
  `create table rendition (
    digest text not null,
    asset_id text not null references asset (id),
    kind text not null,
    content_type text not null,
    bytes bigint not null,
    samples bigint not null,
    primary key (asset_id, kind)
  )`,
  `create index rendition_digest on rendition (digest)`,
  `create table campaign (
    id text primary key,
    unit_id text not null references unit (id),
    name text not null,
    dispatch text not null,
    period_from text not null,
    period_to text not null,
    extended_until text,
    report_dates text not null,
    created_at bigint not null
  )`,
  `create table bulletin (
    id text primary key,
    unit_id text not null references unit (id),
    title text not null,
    class text not null,
    content_type text not null,
    campaign_id text references campaign (id),
    created_by text not null references staff (id),
    created_at bigint not null
  )`,
  `create index bulletin_campaign on bulletin (campaign_id)`,
  `create table bulletin_version (
    id text primary key,
    bulletin_id text not null references bulletin (id),
    number bigint not null,
    language text not null,
    text text not null,
    asset_id text references asset (id),
    awaiting text,
    state text not null,
    author_id text not null references staff (id),
    editors text not null,
    created_at bigint not null,
    submitted_at bigint,
    approved_by text references staff (id),
    approved_at bigint,
    returned_note text,
    valid_from bigint not null,
    valid_to bigint,
    unique (bulletin_id, number),
    check (
      approved_by is null
      or (approved_by <> author_id and editors not like '%"' || approved_by || '"%')
    )
  )`,
  `create index bulletin_version_asset on bulletin_version (asset_id)`,
  `create index bulletin_version_state on bulletin_version (state)`,
  `create table "window" (
    id text primary key,
    station_id text not null references station (id),
    name text not null,
    starts_at text not null,
    length_ms bigint not null,
    weekdays bigint not null,
    valid_from text not null,
    valid_to text,
    segments text not null,
    relays_window_id text references "window" (id)
  )`,
  `create index window_station on "window" (station_id)`,
  `create index window_relays on "window" (relays_window_id)`,
  `create table plan_block (
    id text primary key,
    station_id text not null references station (id),
    date text not null,
    window_id text not null,
    purpose text not null,
    title text not null,
    starts_at bigint not null,
    length_samples bigint not null,
    relay_time text not null,
    outputs text,
    planned_at bigint not null,
    explanation text not null
  )`,
  `create index plan_block_station_date on plan_block (station_id, date)`,
  `create index plan_block_starts_at on plan_block (starts_at)`,
  `create table plan_item (
    id text not null,
    block_id text not null references plan_block (id) on delete cascade,
    position bigint not null,
    kind text not null,
    title text not null,
    asset_id text not null references asset (id),
    offset_samples bigint not null,
    length_samples bigint not null,
    gain_millibels bigint not null,
    bulletin_id text references bulletin (id),
    version_id text references bulletin_version (id),
    campaign_id text references campaign (id),
    language text,
    class text,
    relay_of text,
    primary key (id),
    unique (block_id, position)
  )`,
  `create index plan_item_relay_of on plan_item (relay_of)`,
  `create table manifest (
    station_id text not null references station (id),
    version bigint not null,
    issued_at bigint not null,
    text text not null,
    signature text not null,
    key_text text not null,
    key_signature text not null,
    jumped_over bigint,
    primary key (station_id, version)
  )`,
  `create table ledger_leaf (
    leaf_index bigint primary key,
    kind text not null,
    hash text not null,
    text text not null,
    signature text,
    received_at bigint not null
  )`,
  `create table ledger_head (
    id bigint primary key,
    size bigint not null,
    "range" text not null
  )`,
  `create table station_event (
    leaf_index bigint primary key references ledger_leaf (leaf_index),
    key_id text not null references station_key (key_id),
    seq bigint not null,
    hash text not null,
    station_id text not null references station (id),
    type text not null,
    airing_id text,
    at bigint not null,
    unique (key_id, seq)
  )`,
  `create index station_event_airing on station_event (airing_id)`,
  `create table airing (
    id text primary key,
    station_id text not null references station (id),
    item_id text not null,
    attempt bigint not null,
    purpose text not null,
    kind text not null,
    title text not null,
    date text not null,
    window_id text not null,
    block_id text not null,
    bulletin_id text,
    version_id text,
    campaign_id text,
    language text,
    asset_id text not null,
    relay_of text,
    manifest_version bigint not null,
    planned_at bigint not null,
    started_at bigint,
    ended_at bigint,
    start_error_samples bigint,
    from_sample bigint,
    samples_expected bigint not null,
    samples_sent bigint,
    level_millibels bigint,
    outcome text not null,
    reason text,
    clock_offset_ms bigint,
    first_leaf bigint not null references ledger_leaf (leaf_index),
    last_leaf bigint not null references ledger_leaf (leaf_index),
    received_at bigint not null
  )`,
  `create index airing_planned_at on airing (planned_at, id)`,
  `create index airing_station_date on airing (station_id, date)`,
  `create index airing_date_window on airing (date, window_id)`,
  `create index airing_item on airing (item_id)`,
  `create index airing_version on airing (version_id)`,
  `create index airing_bulletin on airing (bulletin_id)`,
  `create index airing_relay_of on airing (relay_of)`,
  `create table declaration (
    id text primary key,
    leaf_index bigint not null unique references ledger_leaf (leaf_index),
    station_id text not null references station (id),
    window_id text not null,
    date text not null,
    verdict text not null,
    reason text,
    note text,
    declared_by text not null references staff (id),
    declared_at bigint not null,
    received_at bigint not null,
    replaces text references declaration (id)
  )`,
  `create index declaration_station_date on declaration (station_id, date, window_id)`,
  `create table setting (name text primary key, value text not null)`,
]
