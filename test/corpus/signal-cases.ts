import { writeFile } from 'node:fs/promises'
import { type CorpusCase, refused, sound } from './case.ts'
import type { Kit } from './kit.ts'

function drawn(source: string, seconds: number, ...options: readonly string[]) {
  return (kit: Kit, path: string) => kit.draw(path, source, seconds, ...options)
}

/** 192 kHz float with what no recorder means to write. */
async function notNumbers(kit: Kit, path: string): Promise<void> {
  const options = ['-ar', '192000', '-c:a', 'pcm_f32le', '-fflags', '+bitexact']
  const wav = Buffer.from(await kit.bytes('wav', ...options))
  const strange = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e38]
  for (let at = wav.length - 400_000, turn = 0; at < wav.length - 4; at += 4000, turn++) {
    wav.writeFloatLE(strange[turn % strange.length] ?? 0, at)
  }
  await writeFile(path, wav)
}

const VOICED = 'aevalsrc=0.3*sin(2*PI*300*t)*(0.2+pow(sin(2*PI*t)\\,2))'

export const signalCases: readonly CorpusCase[] = [
  { file: 's-silence.wav', make: drawn('anullsrc', 3), expect: refused('no-sound-in-it') },
  {
    file: 's-hiss.flac',
    make: drawn('anoisesrc=a=0.0003:seed=1', 3),
    expect: refused('no-sound-in-it'),
  },
  {
    file: 's-one-sample.wav',
    make: drawn('sine', 0.00003),
    expect: refused('too-short', 'not-sound'),
  },
  { file: 's-200-ms.wav', make: drawn('sine', 0.2), expect: refused('too-short') },
  { file: 's-no-samples.wav', make: drawn('sine', 0), expect: refused('too-short') },
  {
    file: 's-whisper.flac',
    make: drawn('aevalsrc=0.001*sin(2*PI*300*t)', 3),
    expect: sound(3000, 5, 'very-quiet'),
  },
  {
    file: 's-clipped.wav',
    make: drawn(`${VOICED}:s=48000`, 3, '-af', 'volume=24dB'),
    expect: sound(3000, 5, 'clipped'),
  },
  {
    file: 's-full-square.wav',
    make: drawn('aevalsrc=if(lt(mod(n\\,96)\\,48)\\,1\\,-1):s=48000', 3),
    expect: sound(3000, 5, 'clipped'),
  },
  {
    file: 's-offset-only.wav',
    make: drawn('aevalsrc=0.4:s=48000', 3),
    expect: refused('no-sound-in-it'),
  },
  {
    file: 's-offset.wav',
    make: drawn(`${VOICED}+0.2:s=48000`, 3),
    expect: sound(3000, 5, 'dc-offset'),
  },
  {
    file: 's-one-channel.wav',
    make: drawn(`${VOICED}|0:s=48000`, 3),
    expect: sound(3000, 5, 'dead-channel'),
  },
  {
    file: 's-out-of-phase.wav',
    make: drawn(`${VOICED}|-(${VOICED.slice(9)}):s=48000`, 3),
    expect: sound(3000, 5, 'out-of-phase'),
  },
  {
    file: 's-over-full.wav',
    make: drawn(`${VOICED}:s=48000`, 3, '-af', 'volume=30dB', '-c:a', 'pcm_f32le'),
    expect: sound(3000, 5),
  },
  { file: 's-not-numbers.wav', make: notNumbers, expect: sound(3000, 5, 'clipped') },
]
