import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Instant } from '../playout/contract/time.ts'
import { readConfig } from './config.ts'
import { openDatabase } from './db/database.ts'
import { openOfficeFolder } from './office/office-folder.ts'
import { localDateOf, localTimeOf } from './plan/local-time.ts'
import { findNext, findStation } from './plan/next-store.ts'

const USAGE = 'tiep-am next --station X [--hours 24] [--json]\n'
const HOUR_MS = 3_600_000

/**
 * `tiep-am next`: what will sound at a station in the next hours, read from the office's database,
 * also while the server runs. Exit code 2 for a wrong call, 1 when there is no such office or station.
 */
export async function nextCommand(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
  now: Instant,
  print: (text: string) => void,
): Promise<void> {
  const asked = parse(args)
  if (typeof asked === 'string') return fail(2, `${asked}${USAGE}`)
  const config = readConfig(env)
  const { database } = openOfficeFolder(config.data, config.preset)
  if (!existsSync(database))
    return fail(
      1,
      'Chưa có dữ liệu: hãy chạy npm start trước.\nThere is no data yet: run npm start first.\n',
    )
  const db = openDatabase(database)
  try {
    const station = await findStation(db, asked.station)
    if (!station)
      return fail(1, `Không có trạm "${asked.station}".\nThere is no station "${asked.station}".\n`)
    const next = await findNext(db, station, now, now + asked.hours * HOUR_MS)
    print(asked.json ? `${JSON.stringify(next, null, 2)}\n` : asText(next))
  } finally {
    await db.destroy()
  }
}

type Asked = Readonly<{ station: string; hours: number; json: boolean }>

const MOST_HOURS = 168

/** What is asked for, or what is wrong with it, in both languages. */
function parse(args: readonly string[]): Asked | string {
  let values: { station?: string; hours: string; json: boolean }
  try {
    ;({ values } = parseArgs({
      args: [...args],
      options: {
        station: { type: 'string' },
        hours: { type: 'string', default: '24' },
        json: { type: 'boolean', default: false },
      },
    }))
  } catch (error) {
    const { message } = error as Error
    return `Không hiểu lời gọi: ${message}\nThe call was not understood: ${message}\n`
  }
  const { station, hours, json } = values
  if (!station)
    return 'Thiếu trạm: hãy thêm --station, ví dụ --station district.\nNo station: add --station, such as --station district.\n'
  if (!/^\d{1,9}$/.test(hours) || Number(hours) < 1 || Number(hours) > MOST_HOURS)
    return `--hours phải là số nguyên từ 1 đến ${MOST_HOURS}, không phải "${hours}".\n--hours must be a whole number from 1 to ${MOST_HOURS}, not "${hours}".\n`
  return { station, hours: Number(hours), json }
}

/** Who airs it, as the screens say. */
const airedBy = {
  player: 'máy phát',
  'district-signal': 'tín hiệu huyện',
  live: 'tiếp sóng',
} as const
const sources = { vov: 'VOV', province: 'đài tỉnh', district: 'đài huyện', commune: 'xã' } as const

function asText({ name, zone, sounding }: Awaited<ReturnType<typeof findNext>>): string {
  const clock = (at: Instant) => localTimeOf(at, zone)
  let date = ''
  const lines = sounding.flatMap((sound) => {
    const { startsAt, endsAt, title, by, source, repeat, quiet } = sound
    const day = localDateOf(startsAt, zone)
    const heading = day === date ? [] : [day]
    date = day
    const marks = [repeat ? 'PL' : '', quiet ? 'GIỜ YÊN TĨNH' : ''].filter(Boolean).join(' ')
    const who = source === null ? airedBy[by] : `tiếp sóng ${sources[source]}`
    const line = `  ${clock(startsAt)}–${clock(endsAt)}  ${title}  (${who})  ${marks}`.trimEnd()
    return [...heading, line]
  })
  if (lines.length === 0) lines.push('  Không có gì phát. / Nothing will sound.')
  return `${[`${name} (${zone})`, ...lines].join('\n')}\n`
}

function fail(code: number, text: string): void {
  process.stderr.write(text)
  process.exitCode = code
}
