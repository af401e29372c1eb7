import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { wavHeader } from '../../media/wav-header.ts'
import { openFileOutput } from '../../playout/output/file-output.ts'
import { parseSchedule } from '../../playout/play/schedule.ts'

it('what a killed run recorded is kept beside the new file, and opens to its end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'aside-'))
  try {
    const wav = join(folder, 'out.wav')
    const sound = Buffer.alloc(2 * 48_000, 7)
    // Killed: the header is that of half a second before.
    writeFileSync(wav, Buffer.concat([Buffer.from(wavHeader(48_000, 24_000)), sound]))
    writeFileSync(`${wav}.json`, '{"firstSampleAtMs":5}')
    const time = { wall: () => 0, wallOf: (at: number) => at / 48, due: () => 0 }
    const output = await openFileOutput('file', wav, time, () => {})
    output.write(new Int16Array(480), 0)
    await output.close()
    const kept = readFileSync(join(folder, 'out-1.wav'))
    expect(kept.readUInt32LE(40)).toBe(sound.length)
    expect(kept.subarray(44).equals(sound)).toBe(true)
    expect(readFileSync(join(folder, 'out-1.wav.json'), 'utf8')).toContain('"firstSampleAtMs":5')
    expect(readFileSync(wav).length).toBe(44 + 960)
    expect(existsSync(join(folder, 'out-2.wav'))).toBe(false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it('an instant that no clock of ours will ever show is refused', () => {
  for (const at of [1e30, -1, 4_102_444_800_000])
    expect(() => parseSchedule(JSON.stringify({ items: [{ path: 'a', at }] }), '/')).toThrow(
      'item 1 of the schedule: "at" is no instant',
    )
})
