import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { isAfterRecall } from '../airing/after-recall.ts'
import { countAirings } from '../airing/count.ts'
import { type CampaignOrder, MOST_AIRINGS } from '../campaign/campaign-order.ts'
import { localDateOf } from '../plan/local-time.ts'
import type { PlannedBlock } from '../plan/playlist.ts'
import { type AirWindow, occurrencesOn, segmentOf } from '../plan/window.ts'
import { buildMatrix, type MatrixSource } from './matrix.ts'

/** How figures of a campaign's progress come about, as it stands under them. */
export const progressFormula = {
  vi: 'Tự phát: số mục của đợt mà đài, trạm tự xếp và tự phát, so với số lượt tối thiểu mỗi ngày (kể cả phát bù), tính từ khi đợt được lập và chỉ những ngày đài, trạm có khung giờ với phần riêng; "thiếu" chỉ tính khi ngày đã hết. Tiếp âm: số lượt xã phải tiếp âm của đợt, và số lượt có minh chứng đã tiếp âm, theo loại minh chứng; không có minh chứng không phải là đã tiếp âm, cũng không phải là không tiếp âm. Mỗi lượt đếm một lần cho trạm của nó, không nhân với số cụm loa hay số xã.',
  en: 'Own: items of the campaign that a station planned and aired by itself, against the least a day (make-good included), from when the campaign was put in and on days with a window that has a part of its own; what is short counts once the day is over. Relays: what a commune had to carry of the campaign, and what it is shown to have carried, by grade of evidence; no evidence is neither a relay nor a miss. Each counts once, for its own station, never times loudspeakers or communes.',
} as const

/** What a station aired by itself of a campaign on a day. */
export type OwnProgress = Readonly<{
  floor: number
  cap: number | null
  planned: number
  aired: number
  partial: number
  missed: number
  /** Airings that the floor lacks; null while the day is not over. */
  short: number | null
  /** Why nothing is asked on a day of the campaign: nobody had put it in, or no window was there. */
  unasked: Unasked | null
}>

export type Unasked = 'before' | 'no-window'

/** What a campaign asks of a station on a day; no order when it does not run. */
export type DayAsk = Readonly<{ order: CampaignOrder | undefined; unasked: Unasked | null }>

/**
 * A floor is owed from when the office put the campaign in, and where the station could air: with a
 * window that begins on that day, after that instant, and has a part of its own.
 *
 * @param windows the station's
 */
export function unaskedOn(
  putInAt: Instant,
  station: Readonly<{ role: 'district' | 'commune'; zone: string }>,
  windows: readonly AirWindow[],
  date: LocalDate,
): Unasked | null {
  if (date < localDateOf(putInAt, station.zone)) return 'before'
  const last = lastOwnStart(station, windows, date)
  if (last === null) return 'no-window'
  return last < putInAt ? 'before' : null
}

/** When the last window of the day with a part of the station's own begins; null when there is none. */
export function lastOwnStart(
  { role, zone }: Readonly<{ role: 'district' | 'commune'; zone: string }>,
  windows: readonly AirWindow[],
  date: LocalDate,
): Instant | null {
  const own = occurrencesOn(windows, date, zone).filter(({ window }) => segmentOf(window, role))
  return own.at(-1)?.startsAt ?? null
}

/** What a commune relayed of it. */
export type RelayProgress = Readonly<{
  owed: number
  relayed: number
  proof: Readonly<{ heard: number; logged: number; imported: number; declared: number }>
  partly: number
  missed: number
  noEvidence: number
  upcoming: number
}>

/** One station on one day. */
export type DayProgress = Readonly<{ own: OwnProgress; relay: RelayProgress }>

/**
 * A campaign's day at each station, by its id.
 *
 * @param source the day as the matrix takes it; what is not of the campaign is left out here
 * @param askOf what the campaign asks of a station on that day
 */
export function progressOfDay(
  campaign: string,
  whole: MatrixSource,
  today: LocalDate,
  askOf: (station: string) => DayAsk,
): Map<string, DayProgress> {
  const source = {
    ...whole,
    blocks: whole.blocks.map((planned) => ofCampaign(planned, campaign)),
    airings: whole.airings.filter((airing) => airing.campaign === campaign),
    windows: whole.windows.filter(({ emergency }) => !emergency || emergency.campaign === campaign),
  }
  const relays = new Map(
    buildMatrix(source).communes.map((row) => [
      row.station,
      relayOf(row.cells.flatMap(({ obligations }) => obligations)),
    ]),
  )
  const isOver = source.date < today
  return new Map(
    [source.district, ...source.communes].map(({ id }) => [
      id,
      { own: ownOf(id, source, askOf(id), isOver), relay: relays.get(id) ?? relayOf([]) },
    ]),
  )
}

function ofCampaign(planned: PlannedBlock, campaign: string): PlannedBlock {
  const items = planned.block.items.filter(({ bulletin }) => bulletin?.campaign === campaign)
  return { ...planned, block: { ...planned.block, items } }
}

/** The same counting as under /counts, of what is no relay. */
function ownOf(
  station: string,
  { blocks, airings, recalls }: Pick<MatrixSource, 'blocks' | 'airings' | 'recalls'>,
  { order, unasked }: DayAsk,
  isOver: boolean,
): OwnProgress {
  const planned = blocks
    .filter((one) => one.station === station && one.block.purpose === 'programme')
    .flatMap(({ block }) =>
      block.items.flatMap(({ id, kind, title, bulletin, relayOf }) =>
        kind === 'bulletin' && bulletin && relayOf === null
          ? [{ ...{ date: block.date, station, item: id, title, ...idsOf(bulletin) } }]
          : [],
      ),
    )
  const { rows } = countAirings(
    airings
      .filter((one) => one.station === station && one.relayOf === null)
      .map((one) => ({ ...one, afterRecall: isAfterRecall(one, recalls) })),
    planned,
  )
  const sum = (figure: 'planned' | 'aired' | 'partial' | 'missed') =>
    rows.reduce((total, row) => total + row[figure], 0)
  const floor = order?.floor ?? 0
  const aired = sum('aired')
  return {
    ...{ floor, cap: order && order.cap < MOST_AIRINGS ? order.cap : null },
    ...{ planned: sum('planned'), aired, partial: sum('partial'), missed: sum('missed') },
    ...{ short: isOver ? Math.max(0, floor - aired) : null, unasked },
  }
}

function idsOf({ id, version }: Readonly<{ id: string; version: string }>) {
  return { bulletin: id, version }
}

type Shown = ReturnType<typeof buildMatrix>['communes'][number]['cells'][number]['obligations']

function relayOf(obligations: Shown): RelayProgress {
  const owed = obligations.filter(({ standing }) => standing !== 'nothing-owed')
  const count = (...standings: readonly Shown[number]['standing'][]) =>
    owed.filter(({ standing }) => standings.includes(standing)).length
  const relayed = owed.filter(({ standing }) => standing === 'relayed' || standing === 'late')
  const proof = { heard: 0, logged: 0, imported: 0, declared: 0 }
  for (const { grade } of relayed) if (grade !== 'none') proof[grade] += 1
  return {
    ...{ owed: owed.length, relayed: relayed.length, proof, partly: count('partly') },
    ...{ missed: count('missed'), noEvidence: count('no-evidence'), upcoming: count('upcoming') },
  }
}

/** Sums of days: a cap is no sum, and what is short counts for days that are over. */
export function sumProgress(days: readonly DayProgress[]): DayProgress {
  const own = (figure: 'floor' | 'planned' | 'aired' | 'partial' | 'missed') =>
    days.reduce((sum, day) => sum + day.own[figure], 0)
  const relay = (figure: Exclude<keyof RelayProgress, 'proof'>) =>
    days.reduce((sum, day) => sum + day.relay[figure], 0)
  const proof = (grade: keyof RelayProgress['proof']) =>
    days.reduce((sum, day) => sum + day.relay.proof[grade], 0)
  const over = days.flatMap(({ own: { short } }) => (short === null ? [] : [short]))
  return {
    own: {
      ...{ floor: own('floor'), cap: null, planned: own('planned'), aired: own('aired') },
      ...{ partial: own('partial'), missed: own('missed') },
      short: over.length === 0 ? null : over.reduce((sum, short) => sum + short, 0),
      unasked: null,
    },
    relay: {
      ...{ owed: relay('owed'), relayed: relay('relayed'), partly: relay('partly') },
      ...{ missed: relay('missed'), noEvidence: relay('noEvidence'), upcoming: relay('upcoming') },
      proof: {
        ...{ heard: proof('heard'), logged: proof('logged') },
        ...{ imported: proof('imported'), declared: proof('declared') },
      },
    },
  }
}
