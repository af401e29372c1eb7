import type { Block, Item } from '../../playout/contract/manifest.ts'
import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { CampaignOrder } from '../campaign/campaign-order.ts'
import { type AiringPlace, type Candidate, objectionTo } from './airworthy.ts'
import { itemOf } from './block.ts'
import { localTimeOf } from './local-time.ts'
import type { HandPin } from './pins.ts'
import { type Explanation, type ExplanationCode, itemSpan, type PlannedBlock } from './playlist.ts'
import type { Placement } from './rotation.ts'
import { type Occurrence, segmentOf } from './window.ts'

/** What hands are weighed on in a window that is on air. */
export type OnAir = Readonly<{
  occurrence: Occurrence
  source: 'district' | 'commune'
  place: AiringPlace
  /** By version. */
  candidates: ReadonlyMap<string, Candidate>
  orders: ReadonlyMap<string, CampaignOrder>
  /** What sounds at the station in other windows, relays too. */
  around: readonly Placement[]
  /** The first sample at which something else may still sound. */
  from: number
  /** What the window goes back to by hands as they are now. */
  standing: readonly Item[]
  pins: readonly HandPin[]
  bars: ReadonlySet<string>
}>

/**
 * A window that is on air, with what hands wish of the rest of it. The planner leaves it alone: what
 * nobody touches stays at its sample, what has begun stays whatever anybody wishes, and a pin that
 * the rules keep out is explained.
 */
export function withWishes(planned: PlannedBlock, onAir: OnAir): PlannedBlock {
  const { from, standing, pins, bars } = onAir
  const begun = planned.block.items.filter(({ offsetSamples }) => offsetSamples < from)
  let items = [
    ...begun,
    ...standing.filter(
      (item) =>
        item.offsetSamples >= from &&
        begun.every((one) => one.id !== item.id && !overlap(one, item)) &&
        !(isOwn(item) && bars.has(item.bulletin?.version ?? '')),
    ),
  ]
  const lost: Explanation[] = []
  const isHeld =
    ({ version, offsetSamples }: HandPin) =>
    (item: Item) =>
      isOwn(item) &&
      item.bulletin?.version === version &&
      (offsetSamples === null || offsetSamples === item.offsetSamples)
  for (const pin of pins) {
    if (items.some(isHeld(pin))) continue
    const held = new Set(pins.flatMap((one) => items.find(isHeld(one))?.id ?? []))
    const placed = placePin(pin, items, held, onAir)
    if ('items' in placed) items = placed.items
    else lost.push(placed.lost)
  }
  return changed(planned, items, lost)
}

function isOwn({ kind, relayOf }: Item): boolean {
  return kind === 'bulletin' && relayOf === null
}

type PlacedPin = Readonly<{ items: Item[] }> | Readonly<{ lost: Explanation }>

function placePin(
  { version, offsetSamples }: HandPin,
  items: readonly Item[],
  held: ReadonlySet<string>,
  onAir: OnAir,
): PlacedPin {
  const { candidates, occurrence, from, place } = onAir
  const candidate = candidates.get(version)
  if (!candidate) return { lost: { code: 'pin-unknown', params: { version } } }
  // What nobody pinned where it is goes along; otherwise it is heard once more.
  const mover = items.find(
    (item) =>
      isOwn(item) &&
      item.bulletin?.version === version &&
      item.offsetSamples >= from &&
      !held.has(item.id),
  )
  const others = items.filter(({ id }) => id !== mover?.id)
  const offsets =
    offsetSamples === null
      ? [from, ...others.map((one) => one.offsetSamples + one.lengthSamples)].sort((a, b) => a - b)
      : [offsetSamples]
  let because: ExplanationCode = 'on-other'
  for (const at of offsets) {
    const rule = hindrance(candidate, at, others, mover !== undefined, onAir)
    if (rule !== null) {
      because = rule
      continue
    }
    const item = mover
      ? { ...mover, offsetSamples: at }
      : newItem(candidate, at, items, onAir.occurrence, onAir)
    return { items: [...others, item].sort((a, b) => a.offsetSamples - b.offsetSamples) }
  }
  const { title } = candidate
  if (offsetSamples === null) return { lost: { code: 'pin-lost', params: { title, because } } }
  const { startsAt } = itemSpan(occurrence, { offsetSamples, lengthSamples: 0 })
  const at = localTimeOf(startsAt, place.zone)
  return { lost: { code: 'pin-lost-at', params: { title, because, at } } }
}

/** The same rules as in a window that is planned. */
function hindrance(
  candidate: Candidate,
  offsetSamples: number,
  others: readonly Item[],
  isMove: boolean,
  { occurrence, source, place, orders, around, from }: OnAir,
): ExplanationCode | null {
  const span = { offsetSamples, lengthSamples: candidate.samples }
  const part = segmentOf(occurrence.window, source)
  if (!part) return 'outside-own-part'
  const own = [part.offsetMs, part.offsetMs + part.lengthMs].map((ms) => ms * SAMPLES_PER_MS)
  const end = offsetSamples + candidate.samples
  if (offsetSamples < (own[0] ?? 0) || end > (own[1] ?? 0)) return 'outside-own-part'
  if (offsetSamples < from) return 'on-other'
  const met = others.find((item) => overlap(item, span))
  if (met) return met.relayOf === null ? 'on-other' : 'over-obligation'
  const { mostItems } = occurrence.window
  if (mostItems !== undefined && others.filter(isOwn).length >= mostItems) return 'window-full'
  const { startsAt, endsAt } = itemSpan(occurrence, span)
  const rule = objectionTo(candidate, startsAt, endsAt, place)
  if (rule) return rule
  const heard = [
    ...around.filter(({ kind }) => kind === 'bulletin'),
    ...others.flatMap((item) =>
      item.kind === 'bulletin' && item.bulletin
        ? [{ at: itemSpan(occurrence, item).startsAt, ...idsOf(item.bulletin) }]
        : [],
    ),
  ]
  const order = orders.get(candidate.campaign?.id ?? '')
  if (!order) return null
  for (const { at, bulletin, campaign } of heard) {
    const apart = Math.abs(at - startsAt)
    if (apart < order.bulletinGapMs && bulletin === candidate.bulletin) return 'bulletin-gap'
    if (apart < order.campaignGapMs && campaign === order.id) return 'campaign-gap'
  }
  const today = [
    ...around.filter(({ date }) => date === occurrence.date),
    ...others.flatMap(({ bulletin }) => (bulletin ? [idsOf(bulletin)] : [])),
  ].filter(({ campaign }) => campaign === order.id).length
  return !isMove && today >= order.cap ? 'cap-reached' : null
}

function idsOf({ id, campaign }: NonNullable<Item['bulletin']>) {
  return { bulletin: id as string, campaign: campaign as string | null }
}

/** Its identity counts on from all that the window has of the same. */
function newItem(
  candidate: Candidate,
  offsetSamples: number,
  items: readonly Item[],
  occurrence: Occurrence,
  { occurrence: { window } }: OnAir,
): Item {
  const same = items.filter(({ bulletin }) => bulletin?.version === candidate.version)
  return itemOf(window.station, occurrence, candidate, 'bulletin', offsetSamples, same)
}

function overlap(
  a: Pick<Item, 'offsetSamples' | 'lengthSamples'>,
  b: Pick<Item, 'offsetSamples' | 'lengthSamples'>,
): boolean {
  return (
    a.offsetSamples < b.offsetSamples + b.lengthSamples &&
    b.offsetSamples < a.offsetSamples + a.lengthSamples
  )
}

const LOST: readonly ExplanationCode[] = ['pin-unknown', 'pin-lost', 'pin-lost-at']

function changed(planned: PlannedBlock, items: Item[], lost: Explanation[]): PlannedBlock {
  const name = (list: readonly Item[]) =>
    list.map(({ id, offsetSamples }) => `${id} ${offsetSamples}`).join(' ')
  const said = planned.explanations.filter(({ code }) => !LOST.includes(code))
  const isSame = name(items) === name(planned.block.items)
  if (isSame && lost.length === planned.explanations.length - said.length) return planned
  const grown = samplesOf(items) - samplesOf(planned.block.items)
  return {
    ...planned,
    block: { ...planned.block, items },
    explanations: [...said.map((one) => less(one, grown)), ...lost],
  }
}

/** What was said to be free is less, or more. */
function less(one: Explanation, grown: number): Explanation {
  if (one.code !== 'free') return one
  const samples = Number(one.params.samples) - grown
  return {
    code: 'free',
    params: { samples, seconds: Math.floor(samples / SAMPLES_PER_MS / 1_000) },
  }
}

function samplesOf(items: readonly Item[]): number {
  return items.reduce((sum, { lengthSamples }) => sum + lengthSamples, 0)
}

/** The rest of a commune's window with the district's items as they are now: obligations come first. */
export function withRelays(
  planned: PlannedBlock,
  relays: Block,
  from: number,
  begunOf: ReadonlySet<string>,
): PlannedBlock {
  const isFixed = ({ offsetSamples }: Item) => offsetSamples < from
  const fresh = relays.items.filter(
    (item) => !isFixed(item) && !begunOf.has(item.relayOf ?? '') && item.relayOf !== null,
  )
  const stays = planned.block.items.filter(
    (item) => isFixed(item) || (item.relayOf === null && !fresh.some((one) => overlap(one, item))),
  )
  const items = [...stays, ...fresh.filter(({ id }) => !stays.some((one) => one.id === id))].sort(
    (a, b) => a.offsetSamples - b.offsetSamples,
  )
  return changed(
    planned,
    items,
    planned.explanations.filter(({ code }) => LOST.includes(code)),
  )
}
