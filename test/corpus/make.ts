import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CorpusCase } from './case.ts'
import { damageCases } from './damage-cases.ts'
import { disguiseCases } from './disguise-cases.ts'
import { excessCases } from './excess-cases.ts'
import { formatCases } from './format-cases.ts'
import { makeKit } from './kit.ts'
import { signalCases } from './signal-cases.ts'
import { wavCases } from './wav-cases.ts'

/** Every awkward and hostile file that we have thought of, with what must become of it. */
export const corpus: readonly CorpusCase[] = [
  ...formatCases,
  ...wavCases,
  ...signalCases,
  ...damageCases,
  ...disguiseCases,
  ...excessCases,
]

/** Writes all of them into the folder, a few at a time. */
export async function makeCorpus(program: string, folder: string): Promise<void> {
  const tools = join(folder, '.tools')
  await mkdir(tools, { recursive: true })
  const kit = await makeKit(program, tools)
  const waiting = [...corpus]
  const takeTurns = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const path = join(folder, one.file)
      if (typeof one.make === 'function') await one.make(kit, path)
      else await writeFile(path, one.make)
    }
  }
  await Promise.all([takeTurns(), takeTurns(), takeTurns()])
  await rm(tools, { recursive: true })
}
