import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Frozen once released. The life of a bulletin: class and type belong to a version, languages are
 * variants of one version, somebody checks a language, a successor takes over at an instant, a recall
 * withdraws; uploads outlive the process; sounds say what was measured; campaigns say which words to
 * look at twice.
 */
export function bulletinLife(engine: 'sqlite' | 'postgres'): Migration {
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db)
      for (const table of appendOnly) await refuseChanges(db, engine, table)
    },
  }
}

/** Promise 2: a recall and who confirmed it is never rewritten; `refuse_change` came with step 1. */
const appendOnly = ['recall', 'recall_version', 'recall_drop', 'recall_confirmation']

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
  // What a reviewer (người thẩm định) can read: JSON list of languages, null for other roles.
  `alter table staff_role add column languages text`,

  `alter table bulletin_version add column class text not null default 'ordinary'`,
  `alter table bulletin_version add column content_type text not null default 'news'`,
  `update bulletin_version set
     class = (select bulletin.class from bulletin where bulletin.id = bulletin_version.bulletin_id),
     content_type =
       (select bulletin.content_type from bulletin where bulletin.id = bulletin_version.bulletin_id)`,
  `alter table bulletin drop column class`,
  `alter table bulletin drop column content_type`,

  // The Vietnamese version whose words a variant says in another language.
  `alter table bulletin_version add column translates text references bulletin_version (id)`,
  `update bulletin_version set translates = (
     select original.id from bulletin_version original
     where original.bulletin_id = bulletin_version.bulletin_id and original.language = 'vi'
       and original.number < bulletin_version.number
     order by original.number desc limit 1
   ) where language <> 'vi'`,
  // How its sound was spoken from its text (JSON), null when a person spoke.
  `alter table bulletin_version add column speech text`,
  `alter table bulletin_version add column reviewed_by text references staff (id)`,
  `alter table bulletin_version add column reviewed_at bigint`,
  // From this instant its successor sounds instead; until then it stays on air.
  `alter table bulletin_version add column superseded_at bigint`,
  // Superseded was a state; now it is an instant, after which an approved version sounds no more.
  `update bulletin_version set state = 'approved', superseded_at = coalesce((
     select min(next.approved_at) from bulletin_version next
     where next.bulletin_id = bulletin_version.bulletin_id
       and next.language = bulletin_version.language
       and next.number > bulletin_version.number
       and next.approved_at is not null
   ), approved_at) where state = 'superseded'`,
  `alter table bulletin_version add column recalled_at bigint`,

  // Who listened to what, to its end: the approver's button opens after that.
  `create table listening (
    id text primary key,
    version_id text not null references bulletin_version (id),
    seal text not null,
    staff_id text not null references staff (id),
    started_at bigint not null,
    ended_at bigint
  )`,
  `create index listening_version on listening (version_id, staff_id)`,

  `create table recall (
    id text primary key,
    bulletin_id text not null references bulletin (id),
    version_id text not null references bulletin_version (id),
    at bigint not null,
    reason text not null,
    recalled_by text not null references staff (id),
    leaf_index bigint not null unique references ledger_leaf (leaf_index)
  )`,
  `create index recall_bulletin on recall (bulletin_id)`,
  `create table recall_version (
    recall_id text not null references recall (id),
    version_id text not null references bulletin_version (id),
    primary key (recall_id, version_id)
  )`,
  `create index recall_version_version on recall_version (version_id)`,
  // A station's own signed word that it holds a recalled version no more.
  `create table recall_drop (
    leaf_index bigint primary key references ledger_leaf (leaf_index),
    station_id text not null references station (id),
    version_id text not null,
    at bigint not null,
    received_at bigint not null
  )`,
  `create index recall_drop_version on recall_drop (version_id, station_id)`,
  // A person's word that the copies on desks, sticks and in chats are gone.
  `create table recall_confirmation (
    id text primary key,
    recall_id text not null references recall (id),
    station_id text not null references station (id),
    confirmed_by text not null references staff (id),
    -- 'station': by who is on duty there; 'telephone': by the centre, on their word.
    way text not null,
    -- By the phone on which it was tapped, which may have been without network.
    tapped_at bigint not null,
    at bigint not null,
    note text not null,
    leaf_index bigint not null unique references ledger_leaf (leaf_index)
  )`,
  `create index recall_confirmation_recall on recall_confirmation (recall_id, station_id)`,

  // What ingest measured before approval (JSON), and what was cut off the ends (JSON).
  `alter table asset add column measures text`,
  `alter table asset add column trim text`,
  `create index asset_original on asset (original_digest)`,

  `create table upload (
    id text primary key,
    staff_id text not null references staff (id),
    file_name text not null,
    bytes bigint not null,
    state text not null,
    original_digest text,
    trim text,
    attempts bigint not null,
    asset_id text references asset (id),
    warnings text not null,
    code text,
    params text,
    created_at bigint not null,
    finished_at bigint
  )`,
  `create index upload_staff on upload (staff_id, created_at)`,

  // Words of a campaign to look at twice; advice, never an obstacle.
  `create table wording_rule (
    id text primary key,
    campaign_id text not null references campaign (id),
    language text not null,
    phrase text not null,
    suggestion text,
    note text not null,
    valid_from bigint,
    position bigint not null
  )`,
  `create index wording_rule_campaign on wording_rule (campaign_id, position)`,
]
