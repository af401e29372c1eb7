import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openFileOutput } from '../../playout/output/file-output.ts'

it('a file’s sidecar has a further anchor only where the clock was set', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'file-output-'))
  try {
    const wav = join(folder, 'out.wav')
    let set = 0
    const time = { wall: () => 0, wallOf: (at: number) => 1_000 + at / 48 + set, due: () => 0 }
    const output = await openFileOutput('file', wav, time, () => {})
    for (let step = 0; step < 40; step++) {
      set = step < 20 ? (step % 2) * 0.001 : 250
      output.write(new Int16Array(4_800), step * 4_800)
    }
    await output.close()
    expect(JSON.parse(readFileSync(`${wav}.json`, 'utf8')).anchors).toEqual([
      { sample: 0, at: 1_000 },
      { sample: 96_000, at: 1_250 },
    ])
    expect(existsSync(`${wav}.json.0.part`)).toBe(false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
