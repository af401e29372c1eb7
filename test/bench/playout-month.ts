import { runDays } from '../support/long-air.ts'

/**
 * A month of the engine under a virtual clock, three windows a day, on a card 300 ppm off: memory and
 * start error at the end of each day. Some minutes; decides nothing.
 *
 *   node test/bench/playout-month.ts [DAYS]
 */
await runDays(Number(process.argv[2] ?? 30), ({ day, heapMb, ended, worstStartMs }) =>
  console.log(
    `day ${String(day).padStart(2)}: heap ${heapMb.toFixed(2)} MB, ${ended} items, worst start ${worstStartMs.toFixed(3)} ms`,
  ),
)
