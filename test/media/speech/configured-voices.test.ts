import { spawnSync } from 'node:child_process'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { speak, usualPauses } from '../../../media/speech/speak.ts'
import { utter } from '../../../media/speech/utter.ts'
import type { Voice } from '../../../media/speech/voice.ts'
import { findVoices } from '../../../media/speech/voices.ts'
import { toneWav } from '../../support/wav.ts'
import { temporaryFolder } from '../sounds.ts'

/** A voice that is a small shell script, as somebody would configure one. */
async function scripted(script: string, entry: Record<string, unknown> = {}): Promise<Voice> {
  const folder = await temporaryFolder()
  const command = join(folder, 'voice.sh')
  await writeFile(command, `#!/bin/sh\n${script}\n`)
  await chmod(command, 0o755)
  await writeFile(join(folder, 'tone.wav'), toneWav(0.5))
  const file = join(folder, 'voices.json')
  const voice = { id: 'rieng', name: 'Giọng riêng', language: 'km', command, ...entry }
  await writeFile(file, JSON.stringify([voice]))
  const { voices } = await findVoices({}, file)
  const [first] = voices
  if (!first) throw new Error('the voice was not taken')
  return first
}

const say = async (voice: Voice, words = 'xin chào') => {
  const folder = await temporaryFolder()
  return utter(voice, words, 80, { folder, signal: new AbortController().signal })
}

/** A script that answers with a tone, from beside itself. */
const TONE = 'cat "$(dirname "$0")/tone.wav"'

describe('a configured voice', () => {
  it('gets the text on standard input and gives a WAV file on standard output', async () => {
    const { rate, samples } = await say(await scripted(`grep -q 'xin chào' && ${TONE}`))
    expect(rate).toBe(48_000)
    expect(samples).toHaveLength(24_000)
  })

  it('may write the file that {out} names, and is told the speed', async () => {
    const script = `[ "$1" = 0.80 ] && [ "$2" = 1.25 ] && cat > /dev/null && ${TONE} > "$3"`
    const voice = await scripted(script, { args: ['{speed}', '{length}', '{out}'] })
    expect((await say(voice)).samples).toHaveLength(24_000)
  })

  it('gets no word of the text as an argument, through no shell', async () => {
    const voice = await scripted(`[ "$#" = 1 ] && [ "$1" = '$(id); rm -rf' ] && ${TONE}`, {
      args: ['$(id); rm -rf'],
    })
    expect((await say(voice, '$(touch x) --help; `id`')).samples).toHaveLength(24_000)
  })

  it('sees nothing of our environment', async () => {
    process.env.TIEP_AM_TEST_SECRET = 'kept'
    const voice = await scripted(`[ -z "$TIEP_AM_TEST_SECRET" ] && ${TONE}`)
    expect((await say(voice)).samples).toHaveLength(24_000)
    delete process.env.TIEP_AM_TEST_SECRET
  })

  it.each([
    ['fails', 'echo "không có mô hình" >&2; exit 3', 'không có mô hình'],
    ['says nothing', 'exit 0', 'no WAV file'],
    ['gives something else', 'echo "RIFF, perhaps"', 'no WAV file'],
    ['never stops giving', 'yes', 'bytes of sound'],
  ])('that %s is refused with its reason', async (_what, script, reason) => {
    await expect(say(await scripted(script))).rejects.toMatchObject({
      code: 'speech-voice-failed',
      params: { voice: 'rieng', detail: expect.stringContaining(reason) },
    })
  })

  it('that is not there is refused with its reason', async () => {
    const voice = await scripted('', { command: '/khong/co/giong', confined: false })
    await expect(say(voice)).rejects.toMatchObject({ code: 'speech-voice-failed' })
  })

  it('that hangs is ended with all that it started', async () => {
    const folder = await temporaryFolder()
    const voice = await scripted(`sleep 300 & echo $! > ${folder}/child; wait`, {
      timeLimitSeconds: 1,
    })
    await expect(say(voice)).rejects.toMatchObject({
      code: 'speech-took-too-long',
      params: { limitSeconds: 1 },
    })
    const child = Number(await readFile(join(folder, 'child'), 'utf8'))
    await expect.poll(() => isAlive(child)).toBe(false)
  })

  it('speaks Khmer, which no voice out of the box does', async () => {
    const folder = await temporaryFolder()
    const deps = { folder, file: join(folder, 'x.wav'), signal: new AbortController().signal }
    const voice = await scripted(`grep -q 'ជំរាបសួរ' && ${TONE}`)
    const { sentences } = await speak(
      'ជំរាបសួរ។ ជំរាបសួរ។',
      { voice, speed: 100, pauses: usualPauses, readings: [] },
      deps,
    )
    expect(sentences.map(({ startMs, endMs }) => endMs - startMs)).toEqual([
      expect.closeTo(500, -2),
      expect.closeTo(500, -2),
    ])
  })
})

describe('the voices of this machine', () => {
  it('are none without a program, and the sentence says how to install one, in both languages', async () => {
    const { voices, faults } = await findVoices({ PATH: '/khong/co' }, null)
    expect(voices).toEqual([])
    expect(faults.map(({ code }) => code)).toEqual(['speech-no-program'])
    expect(faults[0]?.message).toContain('apt-get install espeak-ng')
  })

  it('never fall back from a path that somebody chose', async () => {
    const { voices, faults } = await findVoices({ ...process.env, ESPEAK_PATH: '/bin/true' }, null)
    expect(voices).toEqual([])
    expect(faults.map(({ code }) => code)).toEqual(['speech-path-broken'])
  })

  it.each([
    ['no JSON', '[{', 'JSON'],
    ['no list', '{"id":"a"}', 'array'],
    [
      'an option that does not exist',
      '[{"id":"a","name":"A","language":"vi","command":"a","shell":true}]',
      'shell',
    ],
    [
      'a language that does not exist',
      '[{"id":"a","name":"A","language":"xx","command":"a"}]',
      'language',
    ],
    [
      'the same id twice',
      JSON.stringify(Array(2).fill({ id: 'a', name: 'A', language: 'vi', command: 'a' })),
      'twice',
    ],
  ])('are told apart from a file with %s', async (_what, content, detail) => {
    const file = join(await temporaryFolder(), 'voices.json')
    await writeFile(file, content)
    const { faults } = await findVoices({}, file)
    expect(faults[0]).toMatchObject({
      code: 'speech-voices-file-broken',
      params: { path: file, detail: expect.stringContaining(detail) },
    })
  })
})

/** A process that has ended but that nobody has asked about (state Z) is not alive. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return /^[^Z]/.test(stdout.trim())
}
