import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
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
  if (!asked) return fail(2, USAGE)
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

function parse(args: readonly string[]): Asked | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        station: { type: 'string' },
        hours: { type: 'string', default: '24' },
        json: { type: 'boolean', default: false },
      },
    })
    const hours = z.coerce.number().int().min(1).max(168).parse(values.hours)
    return { station: z.string().min(1).parse(values.station), hours, json: values.json }
  } catch {
    return null
  }
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
