import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join as path } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ListenError } from '../../../media/hearing/listen.ts'
import { anyProgram, temporaryFolder } from '../sounds.ts'
import { hear, RATE, tones } from './street.ts'

const run = promisify(execFile)

/** A plain WAV file; `dataBytes` is what its header promises. */
function wav(channels: readonly Float32Array[], rate: number, dataBytes?: number): Buffer {
  const frames = channels[0]?.length ?? 0
  const data = Buffer.alloc(frames * channels.length * 2)
  channels.forEach((samples, channel) => {
    samples.forEach((value, i) => {
      data.writeInt16LE(Math.round(value * 32767), (i * channels.length + channel) * 2)
    })
  })
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(channels.length, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * channels.length * 2, 28)
  head.writeUInt16LE(channels.length * 2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(dataBytes ?? data.length, 40)
  return Buffer.concat([head, data])
}

async function save(name: string, bytes: Buffer): Promise<string> {
  const file = path(await temporaryFolder(), name)
  await writeFile(file, bytes)
  return file
}

const tone = tones(2, 700)
const level = (sound: Float32Array) =>
  Math.sqrt(sound.reduce((sum, v) => sum + v * v, 0) / sound.length)

describe('listening to a recording', () => {
  it('hears a plain WAV as ffmpeg hears the same sound in another container', async () => {
    const file = await save('tone.wav', wav([tone], 2 * RATE))
    const flac = `${file}.flac`
    await run(anyProgram, ['-v', 'error', '-i', file, flac])

    const [plain, decoded] = [await hear(file), await hear(flac)]

    expect(Math.abs(plain.length - decoded.length)).toBeLessThan(3)
    const product = plain.reduce((sum, v, i) => sum + v * (decoded[i] ?? 0), 0)
    const likeness = product / plain.length / level(plain) / level(decoded)
    expect(likeness).toBeGreaterThan(0.98)
  })

  it('uses the channel that lives when the other is dead', async () => {
    const dead = await hear(
      await save('dead.wav', wav([new Float32Array(tone.length), tone], RATE)),
    )
    const both = await hear(await save('both.wav', wav([tone, tone], RATE)))

    expect(level(dead)).toBeCloseTo(level(tone), 3)
    expect(level(both)).toBeCloseTo(level(tone), 3)
  })

  it('does not let a channel that is wired the wrong way round silence the other', async () => {
    const against = await hear(await save('against.wav', wav([tone, tone.map((v) => -v)], RATE)))

    expect(level(against)).toBeCloseTo(level(tone), 3)
  })

  it.each([0, 0xffffffff, 500])(
    'hears what is there, whatever the header promises: %i',
    async (says) => {
      const sound = await hear(await save('cut.wav', wav([tone], RATE, says)))

      expect(sound.length).toBe(says === 500 ? 250 : tone.length)
    },
  )

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text that is called a recording', Buffer.from('ffconcat version 1.0\nfile /etc/passwd\n')],
    ['a header and no more', wav([tone], RATE).subarray(0, 30)],
    ['a format that says it has no channels', wav([], RATE)],
  ])('refuses what is no sound: %s', async (_, bytes) => {
    await expect(hear(await save('hostile.wav', bytes))).rejects.toThrow(ListenError)
  })
})
