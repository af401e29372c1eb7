import type { Instant } from '../../playout/contract/time.ts'
import { sleep } from '../../playout/contract/time.ts'
import type { Deps } from '../deps.ts'
import { MY_TU, MY_TU_COMMUNES } from '../office/my-tu.ts'
import { addDays, instantOf, localDateOf } from '../plan/local-time.ts'
import { sampleWindows, WINDOW_EVERY_MS, WINDOW_LENGTH_MS } from './sample-windows.ts'

/** Long enough for the players to have fetched the first sounds, short enough to be worth waiting. */
const FIRST_SOUND_AFTER_MS = 9_000
/** Players that are not there by then are not waited for. */
const WAIT_FOR_PLAYERS_MS = 10_000
const LAID_AHEAD_MS = 2 * 3_600_000
const EXTEND_EVERY_MS = 5 * 60_000

type SampleDay = Readonly<{
  /** When the first window of this run begins. */
  firstSoundAt: Instant
  stop(): void
}>

/**
 * Runs the sample's day: waits until the players are there, lays down windows from a few seconds
 * later on, and keeps laying them down as time goes by.
 *
 * @param again after a fall of the server: what is laid down stays as it is
 * @param players stations whose contact is waited for
 */
export async function runSampleDay(
  deps: Deps,
  players: readonly string[],
  again: boolean,
): Promise<SampleDay> {
  const startedAt = deps.clock.now()
  if (!again) await playersInContact(deps, players, startedAt)
  const firstSoundAt = again ? await continueDay(deps) : await beginDay(deps)
  let cancel = () => {}
  const extend = () => {
    cancel = deps.clock.after(EXTEND_EVERY_MS, () => {
      continueDay(deps).catch((error: unknown) => {
        deps.log.error({ err: error }, 'the sample day could not be continued')
      })
      extend()
    })
  }
  extend()
  return { firstSoundAt, stop: () => cancel() }
}

async function playersInContact(
  deps: Deps,
  players: readonly string[],
  since: Instant,
): Promise<void> {
  const until = deps.clock.monotonic() + WAIT_FOR_PLAYERS_MS
  while (deps.clock.monotonic() < until) {
    const there = await deps.db
      .selectFrom('station_contact')
      .select('station_id')
      .where('received_at', '>=', since)
      .execute()
    if (players.every((player) => there.some(({ station_id }) => station_id === player))) return
    await sleep(deps.clock, 100)
  }
}

/** Windows of an earlier run that have not begun are withdrawn, and new ones begin in a moment. */
async function beginDay(deps: Deps): Promise<Instant> {
  const now = deps.clock.now()
  const laid = await laidWindows(deps)
  const onAir = laid.find(({ startsAt }) => startsAt <= now && now < startsAt + WINDOW_LENGTH_MS)
  const soonest = Math.max(
    now + FIRST_SOUND_AFTER_MS,
    onAir ? onAir.startsAt + WINDOW_LENGTH_MS + 1_000 : 0,
  )
  const firstAt = Math.ceil(soonest / 1_000) * 1_000
  const withdrawn = laid.filter(({ startsAt }) => startsAt > now).map(({ id }) => id)
  await deps.db.transaction().execute(async (tx) => {
    if (withdrawn.length > 0) {
      const yesterday = addDays(localDateOf(now, MY_TU.zone), -1)
      await tx
        .updateTable('window')
        .set({ valid_to: yesterday })
        .where((where) =>
          where.or([where('id', 'in', withdrawn), where('relays_window_id', 'in', withdrawn)]),
        )
        .execute()
    }
    await layDown(tx, firstAt, now + LAID_AHEAD_MS)
  })
  deps.live.tell({ topic: 'plan', station: 'district' })
  return onAir ? now : firstAt
}

/** Lays down what is missing of the coming hours, in the rhythm of what is there. */
async function continueDay(deps: Deps): Promise<Instant> {
  const now = deps.clock.now()
  const laid = await laidWindows(deps)
  const last = Math.max(0, ...laid.map(({ startsAt }) => startsAt))
  const next = Math.max(
    last + WINDOW_EVERY_MS,
    Math.ceil((now + FIRST_SOUND_AFTER_MS) / 1_000) * 1_000,
  )
  if (next < now + LAID_AHEAD_MS) {
    await deps.db.transaction().execute((tx) => layDown(tx, next, now + LAID_AHEAD_MS))
    deps.live.tell({ topic: 'plan', station: 'district' })
  }
  return laid.find(({ startsAt }) => startsAt >= now)?.startsAt ?? next
}

async function layDown(db: Deps['db'], from: Instant, until: Instant): Promise<void> {
  const communes = MY_TU_COMMUNES.map(({ key }) => key)
  const rows = sampleWindows(from, until, MY_TU.zone, communes)
  // SQLite takes a limited number of values in one statement.
  for (let row = 0; row < rows.length; row += 500)
    await db
      .insertInto('window')
      .values(rows.slice(row, row + 500))
      // One that was withdrawn and falls on the same second holds again.
      .onConflict((on) =>
        on.column('id').doUpdateSet((row) => ({ valid_to: row.ref('excluded.valid_to') })),
      )
      .execute()
}

/** The district's sample windows that hold today or later, in order. */
async function laidWindows(deps: Deps): Promise<{ id: string; startsAt: Instant }[]> {
  const today = localDateOf(deps.clock.now(), MY_TU.zone)
  const rows = await deps.db
    .selectFrom('window')
    .select(['id', 'valid_from', 'starts_at'])
    .where('station_id', '=', 'district')
    .where('valid_to', '>=', addDays(today, -1))
    .where((where) => where('valid_to', '>=', where.ref('valid_from')))
    .execute()
  return rows
    .map(({ id, valid_from, starts_at }) => ({
      id,
      startsAt: instantOf(valid_from, starts_at, MY_TU.zone),
    }))
    .sort((a, b) => a.startsAt - b.startsAt)
}
