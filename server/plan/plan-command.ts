import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { plannedDate } from '../calendar-date.ts'
import { World } from './world.ts'
import { readWorld } from './world-check.ts'
import type { WorldFault } from './world-fault.ts'
import { planWorld, type WorldPlan } from './world-plan.ts'
import { planningOf } from './world-planning.ts'
import { spanFaults } from './world-span.ts'

const MOST_DAYS = 400

const usage = `tiep-am plan --world FILE.json --from YYYY-MM-DD [--days N] [--json]
tiep-am plan --schema    prints the JSON schema of a world
`

/**
 * Plans a world that is given as a file: no server, no database, no clock. Exit code 2 for a wrong
 * call, 1 for a world that cannot be planned; everything that is wrong with it is said at once.
 */
export async function planCommand(args: readonly string[]): Promise<void> {
  const asked = parse(args)
  if ('wrong' in asked) {
    process.stderr.write(`${asked.wrong}${usage}`)
    process.exitCode = 2
    return
  }
  if (asked.schema) {
    print(z.toJSONSchema(World, { io: 'input' }))
    return
  }
  const read = await readFile(asked.world, 'utf8').then(parsed).then(readWorld, unreadable)
  if (!read.ok) {
    sayFaults(read.faults)
    return
  }
  const planning = planningOf(read.value)
  const tooMuch = spanFaults(read.value, planning, asked.from, asked.days)
  if (tooMuch.length > 0) {
    sayFaults(tooMuch)
    return
  }
  const plan = planWorld(planning, asked.from, asked.days)
  if (asked.json) printPlan(plan)
  else process.stdout.write(asText(plan))
}

type Asked = Readonly<
  { schema: true } | { schema: false; world: string; from: string; days: number; json: boolean }
>

function parse(args: readonly string[]): Asked | Readonly<{ wrong: string }> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        world: { type: 'string' },
        from: { type: 'string' },
        days: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        schema: { type: 'boolean', default: false },
      },
    })
    if (values.schema) return { schema: true }
    const days = /^\d{1,3}$/.test(values.days) ? Number(values.days) : 0
    if (days < 1 || days > MOST_DAYS) return { wrong: wrongDays }
    if (values.world === undefined || values.from === undefined) return { wrong: '' }
    const from = plannedDate.safeParse(values.from)
    if (!from.success) return { wrong: wrongFrom }
    return { schema: false, world: values.world, from: from.data, days, json: values.json }
  } catch {
    return { wrong: '' }
  }
}

const wrongDays = `--days: cần số ngày từ 1 đến ${MOST_DAYS} / it must be a number of days from 1 to ${MOST_DAYS}\n`
const wrongFrom = `--from: cần ngày dương lịch từ năm 2000 đến 2099, viết như 2024-08-15 / it must be a date of the common calendar between 2000 and 2099, such as 2024-08-15\n`

/** Editors of some systems put a mark of the byte order first. */
function parsed(text: string): unknown {
  return JSON.parse(text.replace(/^\ufeff/, ''))
}

function sayFaults(faults: readonly WorldFault[]): void {
  for (const { path, vi, en } of faults) process.stderr.write(`${path}: ${vi} / ${en}\n`)
  process.exitCode = 1
}

function unreadable(error: unknown) {
  const en = error instanceof Error ? error.message : String(error)
  return { ok: false, faults: [{ path: '(file)', vi: 'không đọc được tệp', en }] } as const
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** List by list: a season of a province is longer than one text may be. */
function printPlan({ playlists, obligations, ...head }: WorldPlan): void {
  const begins = JSON.stringify(head, null, 2).slice(0, -2)
  process.stdout.write(`${begins},\n`)
  printList('playlists', playlists)
  process.stdout.write(',\n')
  printList('obligations', obligations)
  process.stdout.write('\n}\n')
}

function printList(name: string, list: readonly unknown[]): void {
  process.stdout.write(`  "${name}": [`)
  for (const [at, one] of list.entries()) {
    const text = JSON.stringify(one, null, 2).replaceAll('\n', '\n    ')
    process.stdout.write(`${at > 0 ? ',' : ''}\n    ${text}`)
  }
  process.stdout.write(list.length > 0 ? '\n  ]' : ']')
}

function asText({ playlists, obligations }: WorldPlan): string {
  const lines = playlists.flatMap(({ station, date, blocks, explanations: said }) => [
    `${station}  ${date}`,
    ...said.map(({ vi }) => `  – ${vi}`),
    ...blocks.flatMap(({ title, startsAtLocal, items, explanations }) => [
      `  ${startsAtLocal}  ${title}`,
      ...items.map(
        (item) =>
          `    ${item.startsAtLocal}  ${item.title}${item.repeat ? ' (PL)' : ''}${item.relayOf ? '  (tiếp âm)' : ''}`,
      ),
      ...explanations.map(({ vi }) => `    – ${vi}`),
    ]),
  ])
  return `${[...lines, `${obligations.length} lượt phải tiếp âm`].join('\n')}\n`
}
