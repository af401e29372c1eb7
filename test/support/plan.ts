import type {
  BulletinId,
  CampaignId,
  Digest,
  StationId,
  VersionId,
  WindowId,
} from '../../playout/contract/ids.ts'
import { SAMPLE_RATE } from '../../playout/contract/time.ts'
import type { AiringPlace, Candidate } from '../../server/plan/airworthy.ts'
import { type AirWindow, type Occurrence, occurrencesOn } from '../../server/plan/window.ts'

/** What planner tests are made of: values only, no database. */
export const ZONE = 'Asia/Ho_Chi_Minh'
/** A Monday. */
export const MONDAY = '2024-08-12'
export const DISTRICT = 'district' as StationId

export const noQuiet: AiringPlace = { zone: ZONE, languages: ['vi'], quiet: null }

const campaign2G = {
  id: 'tat-song-2g' as CampaignId,
  periodFrom: '2024-08-01',
  periodTo: '2024-09-30',
  extendedUntil: null,
}

/** An approved campaign bulletin of so many seconds; its id is its title. */
export function candidate(
  title: string,
  seconds: number,
  changes: Partial<Candidate> = {},
): Candidate {
  return {
    bulletin: title as BulletinId,
    version: `${title}/1` as VersionId,
    title,
    class: 'ordinary',
    contentType: 'news',
    language: 'vi',
    state: 'approved',
    approvedAt: 1,
    validFrom: 0,
    validTo: null,
    campaign: campaign2G,
    asset: digestOf(title),
    samples: seconds * SAMPLE_RATE,
    ...changes,
  }
}

export function tune(seconds: number, changes: Partial<Candidate> = {}): Candidate {
  return candidate('nhac-hieu', seconds, { contentType: 'tune', campaign: null, ...changes })
}

/** A district window with this many seconds for the district, the whole of it open to campaigns. */
export function airWindow(
  startsAt: string,
  districtSeconds: number,
  changes: Partial<AirWindow> = {},
): AirWindow {
  const segments = changes.segments ?? [
    { source: 'district' as const, lengthMs: districtSeconds * 1000, campaignShareMs: null },
  ]
  return {
    id: `w-${startsAt}` as WindowId,
    station: DISTRICT,
    name: startsAt,
    startsAt,
    weekdays: 127,
    validFrom: '2024-01-01',
    validTo: null,
    relaysWindow: null,
    ...changes,
    segments,
    lengthMs: segments.reduce((sum, { lengthMs }) => sum + lengthMs, 0),
  }
}

export function on(windows: readonly AirWindow[], date = MONDAY): Occurrence[] {
  return occurrencesOn(windows, date, ZONE)
}

function digestOf(text: string): Digest {
  return Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64) as Digest
}
