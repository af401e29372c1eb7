import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { refuseChanges } from './refuse-changes.ts'

/**
 * Frozen once released. Orders of people about what sounds now: to be silent (dừng phát), to break in
 * (phát khẩn cấp), and whom somebody had to call because no wire reaches them.
 */
export function orders(engine: 'sqlite' | 'postgres'): Migration {
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db)
      // Promise 2: who was called, and what they said, is never rewritten.
      await refuseChanges(db, engine, ['order_call'])
    },
  }
}

const statements = [
  // The output of the station's player that drives it; null: it cannot be silenced by itself.
  `alter table cluster add column output text`,
  // 1: breaks in as soon as a station has it.
  `alter table plan_block add column urgent bigint not null default 0`,

  // One row for each station or cluster that is to be silent; those of one act share a group.
  `create table stop_order (
    id text primary key,
    order_group text not null,
    station_id text not null references station (id),
    cluster_id text references cluster (id),
    output text,
    unit_id text not null references unit (id),
    reason text not null,
    ordered_by text not null references staff (id),
    ordered_at bigint not null,
    ended_by text references staff (id),
    ended_at bigint
  )`,
  `create index stop_order_group on stop_order (order_group)`,
  `create index stop_order_ended on stop_order (ended_at)`,

  `create table emergency_order (
    id text primary key,
    version_id text not null references bulletin_version (id),
    repeats bigint not null,
    reason text not null,
    ordered_by text not null references staff (id),
    ordered_at bigint not null,
    confirmed_by text references staff (id),
    confirmed_at bigint,
    read_back text,
    ended_by text references staff (id),
    ended_at bigint,
    check (confirmed_by is null or confirmed_by <> ordered_by)
  )`,
  `create index emergency_order_at on emergency_order (ordered_at)`,
  // A null block: not published there, be it that a second person is waited for or that nothing pulls.
  `create table emergency_station (
    order_id text not null references emergency_order (id),
    station_id text not null references station (id),
    needs_second bigint not null,
    block_id text,
    primary key (order_id, station_id)
  )`,
  `create index emergency_station_block on emergency_station (block_id)`,

  // Somebody was called about a stop's group or an emergency; the newest word about a station holds.
  `create table order_call (
    id text primary key,
    order_id text not null,
    station_id text not null references station (id),
    result text not null,
    called_by text not null references staff (id),
    called_at bigint not null
  )`,
  `create index order_call_order on order_call (order_id)`,
]
