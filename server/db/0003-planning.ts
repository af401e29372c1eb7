import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Frozen once released. Planning by people: what a campaign asks for, windows that recur by rule and
 * for groups, days that differ, live sources, what a hand put or kept out, who confirmed what sounds
 * in quiet hours, every version of a playlist, and feeds.
 */
export function planning(engine: 'sqlite' | 'postgres'): Migration {
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db)
      for (const table of appendOnly) await refuseChanges(db, engine, table)
    },
  }
}

/** Promise 2: how a playlist came about is never rewritten; `refuse_change` came with step 1. */
const appendOnly = ['plan_version', 'priority_order']

async function refuseChanges(
  db: Kysely<unknown>,
  engine: 'sqlite' | 'postgres',
  table: string,
): Promise<void> {
  const triggers =
    engine === 'postgres'
      ? [
          `create trigger ${table}_no_change before update or delete on ${table}
           for each row execute function refuse_change()`,
          `create trigger ${table}_no_truncate before truncate on ${table}
           for each statement execute function refuse_change()`,
        ]
      : ['update', 'delete'].map(
          (change) => `create trigger ${table}_no_${change} before ${change} on ${table}
           begin select raise(abort, '${table} is append-only'); end`,
        )
  for (const trigger of triggers) await sql.raw(trigger).execute(db)
}

const statements = [
  // What a campaign asks of every station that airs it, day by day; null: as much as there is room for.
  `alter table campaign add column weight bigint not null default 1`,
  `alter table campaign add column floor bigint not null default 0`,
  `alter table campaign add column cap bigint`,
  `alter table campaign add column spread bigint`,
  `alter table campaign add column bulletin_gap_ms bigint not null default 0`,
  `alter table campaign add column campaign_gap_ms bigint not null default 0`,
  `alter table campaign add column share_percent bigint not null default 100`,
  // JSON lists of stations and groups: where it must be heard (null: everywhere), and whose own parts
  // carry it (null: the district's).
  `alter table campaign add column heard_at text`,
  `alter table campaign add column aired_by text`,
  // The text that ordered it, as somebody put it in.
  `alter table campaign add column dispatch_text text`,

  `create table campaign_phase (
    id text primary key,
    campaign_id text not null references campaign (id),
    position bigint not null,
    name text not null,
    from_at bigint not null,
    until_at bigint
  )`,
  `create index campaign_phase_campaign on campaign_phase (campaign_id)`,
  `create table campaign_phase_version (
    phase_id text not null references campaign_phase (id) on delete cascade,
    version_id text not null references bulletin_version (id),
    primary key (phase_id, version_id)
  )`,

  // JSON record of percent by language; JSON list of {from, to, millibels}; the longest a session may be.
  `alter table station add column language_mix text`,
  `alter table station add column volume_hours text`,
  `alter table station add column longest_session_ms bigint`,
  `create table station_group (
    id text primary key,
    unit_id text not null references unit (id),
    name text not null,
    removed_at bigint
  )`,
  // Dated, so that who joins or leaves later does not change what was owed before.
  `create table station_group_member (
    group_id text not null references station_group (id),
    station_id text not null references station (id),
    from_date text not null,
    to_date text,
    primary key (group_id, station_id, from_date)
  )`,
  `create index station_group_member_station on station_group_member (station_id)`,

  `create table live_source (
    id text primary key,
    unit_id text not null references unit (id),
    source text not null,
    kind text not null,
    name text not null,
    address text not null,
    backup_address text,
    removed_at bigint
  )`,

  // An RRULE instead of weekdays, dates left out and added; null rule: by weekdays.
  `alter table "window" add column rule text`,
  `alter table "window" add column except_dates text not null default '[]'`,
  `alter table "window" add column also_dates text not null default '[]'`,
  `alter table "window" add column most_items bigint`,
  // When set, each member of the group has this window, and station_id laid it down.
  `alter table "window" add column group_id text references station_group (id)`,
  // JSON of the fixed parts: what opens, stands between and closes; null: the usual.
  `alter table "window" add column parts text`,
  // Whether a relaying window sounds at the same time as the relayed one, or later.
  `alter table "window" add column relay_mode text not null default 'same'`,

  `create table calendar_day (
    id text primary key,
    name text not null,
    from_date text not null,
    to_date text not null,
    closed bigint not null,
    without_music bigint not null,
    stations text,
    created_by text not null references staff (id),
    created_at bigint not null,
    removed_at bigint
  )`,

  // What a hand put into a window (at a sample of it, or null: where it fits), and what it kept out.
  `create table plan_pin (
    id text primary key,
    station_id text not null references station (id),
    window_id text not null,
    date text not null,
    version_id text not null references bulletin_version (id),
    offset_samples bigint,
    position bigint not null,
    created_by text not null references staff (id),
    created_at bigint not null,
    removed_by text references staff (id),
    removed_at bigint
  )`,
  `create index plan_pin_date on plan_pin (date, station_id)`,
  `create table plan_bar (
    id text primary key,
    station_id text not null references station (id),
    window_id text not null,
    date text not null,
    version_id text not null references bulletin_version (id),
    created_by text not null references staff (id),
    created_at bigint not null,
    removed_by text references staff (id),
    removed_at bigint
  )`,
  `create index plan_bar_date on plan_bar (date, station_id)`,

  // Every playlist of a station and date that was ever written, whole.
  `create table plan_version (
    station_id text not null references station (id),
    date text not null,
    number bigint not null,
    at bigint not null,
    staff_id text references staff (id),
    cause text not null,
    text text not null,
    primary key (station_id, date, number)
  )`,

  // An emergency that may sound in quiet hours, once a second person has read it back.
  `create table quiet_confirmation (
    id text primary key,
    station_id text not null references station (id),
    version_id text not null references bulletin_version (id),
    from_at bigint not null,
    until_at bigint not null,
    asked_by text not null references staff (id),
    asked_at bigint not null,
    confirmed_by text references staff (id),
    confirmed_at bigint,
    read_back text,
    withdrawn_at bigint,
    check (confirmed_by is null or confirmed_by <> asked_by)
  )`,
  `create index quiet_confirmation_until on quiet_confirmation (until_at)`,

  // An airing that was owed and did not sound, taken into a later day by a person.
  `create table make_good (
    id text primary key,
    station_id text not null references station (id),
    campaign_id text not null references campaign (id),
    missed_item text not null,
    missed_date text not null,
    date text not null,
    created_by text not null references staff (id),
    created_at bigint not null,
    removed_at bigint,
    unique (station_id, missed_item, date)
  )`,
  `create index make_good_date on make_good (date, station_id)`,

  // Ordinary bulletins that a commune took into its own programme, and how it orders priority ones.
  `create table commune_pick (
    id text primary key,
    station_id text not null references station (id),
    bulletin_id text not null references bulletin (id),
    windows text,
    picked_by text not null references staff (id),
    picked_at bigint not null,
    dropped_by text references staff (id),
    dropped_at bigint
  )`,
  `create index commune_pick_station on commune_pick (station_id)`,
  `create table priority_order (
    id text primary key,
    station_id text not null references station (id),
    bulletins text not null,
    decided_by text not null references staff (id),
    decided_at bigint not null
  )`,
  `create index priority_order_station on priority_order (station_id, decided_at)`,

  // An address that a phone subscribes to; the token itself is kept nowhere.
  `create table feed_token (
    id text primary key,
    token_hash text not null unique,
    station_id text not null references station (id),
    name text not null,
    created_by text not null references staff (id),
    created_at bigint not null,
    revoked_at bigint
  )`,
]
