import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bytesOf, type Pcm, parseWav } from '../../../media/speech/pcm.ts'
import { type SpeakOptions, speak, usualPauses } from '../../../media/speech/speak.ts'
import { utter } from '../../../media/speech/utter.ts'
import { temporaryFolder } from '../sounds.ts'
import { espeakVoice, hasEspeak } from './espeak.ts'

const text =
  'Từ ngày 16/9/2024, các nhà mạng dừng cung cấp dịch vụ. Bà con hãy đổi máy!\n\nXin cảm ơn bà con.'

async function spoken(words: string, options: Partial<SpeakOptions> = {}) {
  const folder = await temporaryFolder()
  const file = join(folder, 'speech.wav')
  const voice = await espeakVoice('vi')
  const result = await speak(
    words,
    { voice, speed: 100, pauses: usualPauses, readings: [], ...options },
    { file, folder, signal: new AbortController().signal },
  )
  const bytes = await readFile(file)
  return { ...result, bytes, sound: parseWav(bytes) }
}

/** Loudest sample between two instants, 0…1. */
function peak({ rate, samples }: Pcm, fromMs: number, toMs: number): number {
  const part = samples.subarray(Math.ceil((fromMs * rate) / 1000), Math.floor((toMs * rate) / 1000))
  return part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) / 32_768
}

describe.runIf(hasEspeak)('a text that espeak-ng speaks', () => {
  it('is one file of sentences, each where the map says, with exact silence between', async () => {
    const pauses = { sentenceMs: 700, paragraphMs: 1500 }
    const { sentences, sound, durationMs } = await spoken(text, { pauses })
    expect(sentences).toHaveLength(3)
    const [first, second, third] = sentences
    if (!first || !second || !third) throw new Error('sentences are missing')
    expect(first.startMs).toBe(0)
    expect(second.startMs - first.endMs).toBeCloseTo(700, -1)
    expect(third.startMs - second.endMs).toBeCloseTo(1500, -1)
    expect(third.endMs).toBe(durationMs)
    expect(peak(sound, first.endMs + 2, second.startMs - 2)).toBe(0)
    expect(peak(sound, second.endMs + 2, third.startMs - 2)).toBe(0)
    for (const { startMs, endMs } of sentences) {
      expect(endMs - startMs).toBeGreaterThan(600)
      expect(peak(sound, startMs, endMs)).toBeGreaterThan(0.1)
      expect(peak(sound, startMs, endMs)).toBeLessThan(0.999)
      // It speaks soon after it begins, and until shortly before it ends.
      expect(peak(sound, startMs, startMs + 150)).toBeGreaterThan(0.005)
      expect(peak(sound, endMs - 150, endMs)).toBeGreaterThan(0.005)
    }
    expect(Math.round((sound.samples.length * 1000) / sound.rate)).toBe(durationMs)
  })

  it('is the same file every time', async () => {
    expect((await spoken(text)).bytes.equals((await spoken(text)).bytes)).toBe(true)
  })

  it('takes as long as its speed says', async () => {
    const [slow, usual, fast] = await Promise.all(
      [70, 100, 150].map((speed) => spoken(text, { speed })),
    )
    expect(slow?.durationMs).toBeGreaterThan(1.2 * (usual?.durationMs ?? 0))
    expect(fast?.durationMs).toBeLessThan(0.85 * (usual?.durationMs ?? 0))
  })

  it('says numbers in words: a date takes longer than its figures would', async () => {
    const voice = await espeakVoice('vi')
    const { sentences } = await spoken('Ngày 16/9/2024.', { voice })
    expect(sentences[0]?.spoken).toBe(
      'Ngày mười sáu tháng chín năm hai nghìn không trăm hai mươi tư.',
    )
    expect(sentences[0]?.endMs).toBeGreaterThan(2500)
  })

  it('passes over what has no words in it', async () => {
    const { sentences, durationMs } = await spoken('Xin chào. ភាសាខ្មែរ។ Tạm biệt.')
    expect(sentences.map(({ startMs, endMs }) => endMs > startMs)).toEqual([true, false, true])
    expect(sentences[2]?.endMs).toBe(durationMs)
  })

  it('is refused when nothing of it can be said', async () => {
    await expect(spoken('ភាសាខ្មែរ 😀')).rejects.toMatchObject({ code: 'speech-nothing-to-say' })
    await expect(spoken('… --- !!!')).rejects.toMatchObject({ code: 'speech-nothing-to-say' })
  })

  it('takes no markup, no phoneme and no option from a text: they say what their words say', async () => {
    const folder = await temporaryFolder()
    const voice = await espeakVoice('vi')
    const one = async (words: string) => {
      const { sentences, bytes } = await spoken(words)
      return { words: sentences.map((sentence) => sentence.spoken).join(' '), bytes }
    }
    const plain = await one('Xin chào bà con.')
    for (const hostile of [
      'Xin chào <break/> bà con.',
      'Xin\u0001 chào bà con.',
      '\u0000Xin chào bà con.',
    ]) {
      const said = await one(hostile)
      expect(said.words.replace(/\s*break\s*/, ' ')).toBe(plain.words)
    }
    expect((await one('--pho [[hello]] -w /tmp/x')).words).toBe('pho, hello, w, tê mờ pê, x')
    const asOption = await utter(voice, '-w x.wav', 100, {
      ...{ folder, signal: new AbortController().signal },
    })
    expect(asOption.samples.length).toBeGreaterThan(5000)
  })

  it('speaks English in an English voice', async () => {
    const voice = await espeakVoice('en-gb')
    const { sentences, sound } = await spoken('Change your phone by 16/9/2024.', { voice })
    expect(sentences[0]?.spoken).toBe('Change your phone by 16 September 2024.')
    expect(peak(sound, 0, 3000)).toBeGreaterThan(0.1)
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const folder = await temporaryFolder()
    const speaking = speak(
      `${text} `.repeat(50),
      { voice: await espeakVoice('vi'), speed: 100, pauses: usualPauses, readings: [] },
      {
        ...{ file: join(folder, 'speech.wav'), folder, signal: stop.signal },
        onProgress: (done) => {
          if (done === 2) stop.abort(new Error('told to stop'))
        },
      },
    )
    await expect(speaking).rejects.toThrow('told to stop')
  })
})

describe('samples', () => {
  it('lie in a file as they are in memory', () => {
    const samples = Int16Array.of(0, 1, -1, 32_767, -32_768)
    expect([...bytesOf(samples)]).toEqual([0, 0, 1, 0, 255, 255, 255, 127, 0, 128])
  })
})
