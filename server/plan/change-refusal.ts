import { SAMPLE_RATE } from '../../playout/contract/time.ts'
import type { Attempt, Wanted } from './change-attempt.ts'
import { blockAt, type Draft, msToSamples, ownSource } from './change-ground.ts'
import type { Piece } from './change-obstacle.ts'
import { type ChangeReason, sayWhy } from './change-text.ts'
import { explain } from './explanation-text.ts'
import type { PlanStation } from './plan-station.ts'
import type { Explanation } from './playlist.ts'
import { type Occurrence, segmentOf } from './window.ts'

/** What the planner says of a title in a window of a draft; null when it says nothing against it. */
export function saidOf(
  draft: Draft,
  { window, date }: Readonly<{ window: string; date: string }>,
  title: string,
): Explanation | null {
  const said = blockAt(draft, window, date)?.explanations ?? []
  return (
    said.find(({ code, params }) => params.title === title && !/^placed|^pinned/.test(code)) ?? null
  )
}

/** Why a wish does not come true in a draft that was tried. */
export function whyFailed(tried: Attempt, { wish, candidate }: Wanted): ChangeReason {
  const title = candidate?.title ?? wish.version
  const said = tried.held === null ? saidOf(tried.draft, wish, title) : null
  return said ? explain(said) : sayWhy(tried.held === null ? 'not-fitting' : 'pins-lost', { title })
}

/** Why what is in the way cannot be told to go. */
export function whyStays({ title, source }: Piece): ChangeReason {
  return source === null ? sayWhy('stays', { other: title }) : sayWhy('relay-time')
}

/** Why nothing can follow, when there is no room behind; null when room is not what is lacking. */
export function whyNotBehind(
  { wish, candidate, occurrence }: Wanted,
  start: number,
  inTheWay: readonly Piece[],
): ChangeReason | null {
  const part = occurrence && segmentOf(occurrence.window, ownSource(wish.station) as 'district')
  const last = inTheWay.at(-1)
  if (!part || !candidate || !last) return null
  const over = start + candidate.samples - msToSamples(part.offsetMs + part.lengthMs)
  if (over <= 0) return null
  return sayWhy('short-behind', { other: last.title, seconds: Math.ceil(over / SAMPLE_RATE) })
}

/** A window that was tried and did not take it. */
export type Untaken = Readonly<{
  occurrence: Occurrence
  said: Explanation | null
  pushes: boolean
}>

/** Why no window of the day takes it, each with its reason in few words. */
export function whyNowhere(station: PlanStation, untaken: readonly Untaken[]): ChangeReason {
  if (untaken.length === 0) return sayWhy('no-later-window')
  const reasons = untaken.map((one) => ({ at: one.occurrence.window.startsAt, ...shortly(one) }))
  const [first] = reasons
  if (first && reasons.every(({ vi }) => vi === first.vi))
    return sayWhy('nowhere-alike', { becauseVi: first.vi, because: first.en })
  const list = (language: 'vi' | 'en') =>
    reasons
      .slice(0, MOST_NAMED)
      .map((one) => `${one.at.slice(0, 5)} ${one[language]}`)
      .join('; ') + (reasons.length > MOST_NAMED ? '; …' : '')
  return sayWhy('nowhere', { listVi: list('vi'), list: list('en'), station: station.name })
}

const MOST_NAMED = 5

/** A rule as a predicate of the window: "đã đủ 2 bản tin". */
function shortly({ occurrence, said, pushes }: Untaken): Readonly<{ vi: string; en: string }> {
  if (pushes) return noRoom
  const code = String(said?.params.because ?? said?.code ?? '')
  const most = occurrence.window.mostItems
  if (code === 'window-full' && most !== undefined)
    return { vi: `đã đủ ${most} bản tin`, en: `holds its ${most} bulletins` }
  return rules[code] ?? { vi: 'không hợp quy tắc', en: 'is against a rule' }
}

const noRoom = { vi: 'không còn đủ chỗ', en: 'has too little room left' }
const tooSoon = { vi: 'chưa đủ giãn cách', en: 'is too soon after the last airing' }
const rules: Readonly<Record<string, Readonly<{ vi: string; en: string }>>> = {
  ...{ 'too-long': noRoom, 'beyond-share': noRoom, 'window-full': noRoom, 'on-other': noRoom },
  ...{ 'bulletin-gap': tooSoon, 'campaign-gap': tooSoon },
  'same-twice': { vi: 'đã có bản tin này', en: 'has this bulletin already' },
  'cap-reached': {
    vi: 'đợt đã đủ số lượt trong ngày',
    en: 'is beyond the campaign’s most airings',
  },
  quiet: { vi: 'nằm trong giờ yên tĩnh', en: 'lies in quiet hours' },
  'quiet-unconfirmed': { vi: 'nằm trong giờ yên tĩnh', en: 'lies in quiet hours' },
  'not-valid-then': { vi: 'ngoài hạn của bản tin', en: 'is outside the bulletin’s validity' },
  barred: { vi: 'đã bỏ bằng tay', en: 'was barred by hand' },
}
