import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAsRun } from '../../playout/play/as-run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'as-run-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const skip = (id: string) => ({ ev: 'skip', id, plan: 5, why: 'over' }) as const

describe('the as-run file', () => {
  it('keeps lines while the disk does not take them, and writes them in order when it does', () => {
    const path = join(folder, 'dia', 'asrun.jsonl')
    const said: string[] = []
    const asRun = openAsRun(path, (message) => said.push(message))
    asRun.note(skip('a'))
    asRun.note(skip('b'))
    expect(said).toEqual(['as-run-waits'])
    mkdirSync(join(folder, 'dia'))
    asRun.flush()
    expect(
      readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(['a', 'b'])
    expect(said).toEqual(['as-run-waits', 'as-run-written'])
  })

  it('goes on below a torn line, and knows what an earlier run has said', () => {
    const path = join(folder, 'asrun.jsonl')
    writeFileSync(path, `${JSON.stringify(skip('a'))}\n{"ev":"sta`)
    const asRun = openAsRun(path, () => {})
    expect([asRun.knows('a', 5), asRun.knows('a', 6), asRun.knows('b', 5)]).toEqual([
      true,
      false,
      false,
    ])
    asRun.note(skip('b'))
    expect(readFileSync(path, 'utf8').split('\n').at(-2)).toBe(JSON.stringify(skip('b')))
  })
})
