import type { SamplePhase } from '../../media/samples/samples.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { openCampaign } from '../db/plain-rows.ts'
import type { CampaignRow } from '../db/plan-rows.ts'
import { MY_TU } from '../office/my-tu.ts'
import { instantOf } from '../plan/local-time.ts'

const at = (date: LocalDate, time: string): Instant => instantOf(date, time, MY_TU.zone)

/** The afternoon on which the ministry moved the date, and every bulletin on air became wrong. */
const RECALLED_AT = at('2024-09-13', '17:00')
const STOPPED_AT = at('2024-10-16', '00:00')

/** From when to when the words of a phase are true. */
export const phaseValidity: Readonly<Record<SamplePhase, { from: Instant; to: Instant | null }>> = {
  1: { from: at('2024-07-05', '00:00'), to: RECALLED_AT },
  2: { from: RECALLED_AT, to: STOPPED_AT },
  3: { from: STOPPED_AT, to: null },
}

/**
 * The campaign of the dispatch, with its period and report dates. In the sample the office has
 * prolonged it, since what may be heard today is what is true today: the third phase.
 */
export function sampleCampaign(today: LocalDate): CampaignRow {
  return {
    id: 'dung-2g',
    unit_id: 'mytu-district',
    name: 'Dừng công nghệ di động 2G',
    dispatch:
      'Công văn tháng 7/2024 của Phòng Văn hóa và Thông tin huyện Mỹ Tú, V/v triển khai thực hiện truyền thông về dừng công nghệ di động 2G',
    period_from: '2024-07-05',
    period_to: '2024-09-30',
    extended_until: `${Number(today.slice(0, 4)) + 1}${today.slice(4, 7)}-28`,
    report_dates: JSON.stringify(['2024-08-15', '2024-09-15']),
    created_at: at('2024-07-08', '08:00'),
    ...openCampaign,
  }
}
