import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { playJoined } from '../support/joined-items.ts'

/**
 * A thousand items of all formats back to back, found again sample by sample in what the player put
 * out; prints how far beginnings and ends are from their places, and decides nothing.
 *
 *   node test/bench/joins.ts [COUNT]
 */
const count = Number(process.argv[2] ?? 1_000)
const folder = mkdtempSync(join(tmpdir(), 'bench-joins-'))
try {
  const joined = await playJoined(folder, count)
  const names = [...new Set(joined.map(({ name }) => name))]
  for (const name of names) {
    const own = joined.filter((one) => one.name === name)
    const off = own.flatMap(({ start, end }) => [start, end])
    const least = Math.min(...own.map(({ likeness }) => likeness))
    const range = `${Math.min(...off)} … ${Math.max(...off)} samples`
    console.log(
      `${name.padEnd(14)} ${String(own.length).padStart(3)} ×  ${range}, likeness ${least.toFixed(3)}`,
    )
  }
  const gaps = joined.slice(1).map(({ start }, i) => start - (joined[i]?.end ?? 0))
  const beyond = gaps.filter((gap) => Math.abs(gap) > 1).length
  console.log(`${joined.length} items; ${beyond} joins off by more than a sample`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
