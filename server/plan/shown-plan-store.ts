import type { z } from 'zod'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { listTitles } from './change-store.ts'
import { listHands } from './hand-store.ts'
import { addDays } from './local-time.ts'
import { listBlocks } from './plan-store.ts'
import { listVersionNumbers } from './plan-version-store.ts'
import type { PlanWeek } from './plan-view.ts'
import { datesFrom, listFirstHeard } from './planning-store.ts'
import { showDay } from './show-plan.ts'

type ShownDay = z.output<typeof PlanWeek>['days'][number]

/** Some days of a station as the screens show them. */
export async function listPlanDays(
  db: Db,
  station: string,
  from: LocalDate,
  days: number,
  now: Instant,
): Promise<ShownDay[]> {
  const dates = datesFrom(from, days)
  const blocks = Map.groupBy(await listBlocks(db, { station, dates }), ({ block }) => block.date)
  const hands = await listHands(db, { station, from, to: addDays(from, days - 1) })
  const numbers = await listVersionNumbers(db, { station, dates })
  const firstHeard = (await listFirstHeard(db, [station])).get(station) ?? new Map()
  const versions = [...hands.pins, ...hands.bars].map(({ version }) => version)
  const titles = await listTitles(db, versions)
  return dates.map((date) => ({
    ...showDay(
      {
        ...{ date, blocks: blocks.get(date) ?? [], titles, firstHeard },
        version: numbers.get(`${station} ${date}`) ?? 0,
        hands: {
          pins: hands.pins.filter((pin) => pin.date === date),
          bars: hands.bars.filter((bar) => bar.date === date),
        },
      },
      now,
    ),
    ...{ names: [], forecast: false },
  }))
}
