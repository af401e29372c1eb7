import type { Instant } from '../../playout/contract/time.ts'
import type { Find } from './find.ts'
import type { Hearable } from './hearable.ts'
import type { Recording } from './recording.ts'

/** A find with the bulletins of which some version has its sound. */
export type KnownFind = Pick<Find, 'number' | 'asset' | 'startMs' | 'coverage'> &
  Readonly<{
    bulletins: readonly string[]
    /** Of the whole bulletin. */
    lengthMs: number
  }>

export type BoundRecording = Pick<
  Recording,
  'startedAt' | 'clock' | 'window' | 'aimAt' | 'receivedAt'
>

/**
 * Which airing a find speaks of. `how`: by the time of the recording; because it was made for it; or
 * because it is the only one that the chosen window leaves.
 */
export type Binding = Readonly<{
  find: number
  target: string | null
  how: 'time' | 'aim' | 'window' | null
  /** Why it speaks of none. */
  note: Unbound | null
}>

/**
 * `other-version`: another version of a bulletin that was due, such as the one that was superseded; it
 * never proves the current one. `not-planned`: nothing with this sound was due that day. `another-time`:
 * the clock was checked, and nothing with this sound was due then. `before-it-sounded`: the file was
 * here before. `which-one`: it was due several times, and nothing tells which. `taken`: another stretch
 * of the recording is that airing already. `overlapped`: more of another bulletin was heard in the same
 * seconds, and a station says one thing at a time; sentences that bulletins share are found in each.
 */
export type Unbound =
  | 'other-version'
  | 'not-planned'
  | 'another-time'
  | 'before-it-sounded'
  | 'which-one'
  | 'taken'
  | 'overlapped'

/** A recording's clock and a station's agree so far, both being checked. */
const NEAR_MS = 120_000

/**
 * Binds what was found in a recording to what was due at its station on its date, never on another: each
 * find to one airing at most, each airing to one find at most. Nothing is bound that sounded after the
 * file was here.
 */
export function bindFinds(
  recording: BoundRecording,
  finds: readonly KnownFind[],
  hearables: readonly Hearable[],
): Binding[] {
  const options = finds.map((find) => ({
    find,
    ...(finds.some((other) => isOverlapped(find, other))
      ? none('overlapped')
      : optionsOf(recording, find, hearables)),
  }))
  const pairs = options
    .flatMap(({ find, fits }) => fits.map((fit) => ({ find, ...fit })))
    .toSorted(
      (a, b) =>
        order.indexOf(a.how) - order.indexOf(b.how) ||
        a.distance - b.distance ||
        a.find.number - b.find.number ||
        a.hearable.dueAt - b.hearable.dueAt ||
        (a.hearable.key < b.hearable.key ? -1 : 1),
    )
  const bound = new Map<number, Binding>()
  const taken = new Set<string>()
  for (const { find, hearable, how } of pairs) {
    if (bound.has(find.number) || taken.has(hearable.key)) continue
    taken.add(hearable.key)
    bound.set(find.number, { find: find.number, target: hearable.key, how, note: null })
  }
  return options.map(
    ({ find, note }) =>
      bound.get(find.number) ?? {
        ...{ find: find.number, target: null, how: null },
        note: note ?? 'taken',
      },
  )
}

const order: readonly Fit['how'][] = ['time', 'aim', 'window']

type Fit = Readonly<{ hearable: Hearable; how: 'time' | 'aim' | 'window'; distance: number }>
type Options = Readonly<{ fits: readonly Fit[]; note: Unbound | null }>

function none(note: Unbound): Options {
  return { fits: [], note }
}

/** Does another find, of which more was heard, lie on most of the same seconds? */
function isOverlapped(find: KnownFind, other: KnownFind): boolean {
  const isMore =
    other.coverage * other.lengthMs > find.coverage * find.lengthMs ||
    (other.coverage * other.lengthMs === find.coverage * find.lengthMs &&
      other.number < find.number)
  const from = Math.max(find.startMs, other.startMs)
  const to = Math.min(find.startMs + find.lengthMs, other.startMs + other.lengthMs)
  return isMore && to - from > Math.min(find.lengthMs, other.lengthMs) / 2
}

function optionsOf(
  recording: BoundRecording,
  { asset, startMs, bulletins }: KnownFind,
  hearables: readonly Hearable[],
): Options {
  const same = hearables.filter((one) => one.asset === asset)
  if (same.length === 0)
    return none(
      hearables.some(({ bulletin }) => bulletins.includes(bulletin))
        ? 'other-version'
        : 'not-planned',
    )
  const { startedAt, clock, window, aimAt, receivedAt } = recording
  const sounded = same.filter(({ dueAt }) => receivedAt === null || dueAt <= receivedAt)
  if (sounded.length === 0) return none('before-it-sounded')
  const near = (how: Fit['how'], at: Instant) =>
    sounded
      .map((hearable) => ({ hearable, how, distance: Math.abs(hearable.dueAt - at) }))
      .filter(({ distance }) => distance <= NEAR_MS)
  if (startedAt !== null && clock !== 'none') {
    const fits = near('time', startedAt + startMs)
    if (fits.length > 0) return { fits, note: null }
    if (clock === 'checked') return none('another-time')
  }
  // A clock that nobody checked is no clock: then counts what the person chose.
  if (aimAt !== null) {
    const fits = near('aim', aimAt)
    if (fits.length > 0) return { fits, note: null }
  }
  const chosen = window === null ? sounded : sounded.filter((one) => one.window === window)
  const [only, ...others] = chosen
  if (!only) return none('another-time')
  if (others.length > 0) return none('which-one')
  return { fits: [{ hearable: only, how: 'window', distance: 0 }], note: null }
}
