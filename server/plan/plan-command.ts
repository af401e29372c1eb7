import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { World } from './world.ts'
import { readWorld } from './world-check.ts'
import { planWorld, type WorldPlan } from './world-plan.ts'
import { planningOf } from './world-planning.ts'

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
  if (!asked) {
    process.stderr.write(usage)
    process.exitCode = 2
    return
  }
  if (asked.schema) {
    print(z.toJSONSchema(World, { io: 'input' }))
    return
  }
  const read = await readFile(asked.world, 'utf8').then(JSON.parse).then(readWorld, unreadable)
  if (!read.ok) {
    for (const { path, vi, en } of read.faults) process.stderr.write(`${path}: ${vi} / ${en}\n`)
    process.exitCode = 1
    return
  }
  const plan = planWorld(planningOf(read.value), asked.from, asked.days)
  if (asked.json) print(plan)
  else process.stdout.write(asText(plan))
}

type Asked = Readonly<
  { schema: true } | { schema: false; world: string; from: string; days: number; json: boolean }
>

function parse(args: readonly string[]): Asked | null {
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
    const days = z.coerce.number().int().min(1).max(MOST_DAYS).parse(values.days)
    const from = z.iso.date().parse(values.from)
    const world = z.string().parse(values.world)
    return { schema: false, world, from, days, json: values.json }
  } catch {
    return null
  }
}

function unreadable(error: unknown) {
  const en = error instanceof Error ? error.message : String(error)
  return { ok: false, faults: [{ path: '(file)', vi: 'không đọc được tệp', en }] } as const
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

function asText({ playlists, obligations }: WorldPlan): string {
  const lines = playlists.flatMap(({ station, date, blocks }) => [
    `${station}  ${date}`,
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
