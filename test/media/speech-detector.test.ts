import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { SpeechDetector } from '../../media/measure/speech.ts'
import { sampleBulletins, samplePath } from '../../media/samples/samples.ts'
import { signatureTune } from '../../media/samples/signals.ts'
import { anyProgram } from './sounds.ts'

/** 48 kHz mono of a file, or of a lavfi source when the input says so. */
function listen(
  input: readonly string[],
  filter = 'anull',
  codec: readonly string[] = [],
): Float32Array {
  const out = ['-ac', '1', '-ar', '48000', '-f', 'f32le', 'pipe:1']
  const limits = { maxBuffer: 1 << 28 }
  const args = ['-v', 'error', '-t', '12', ...input, '-af', filter]
  if (codec.length === 0) return floats(execFileSync(anyProgram, [...args, ...out], limits))
  const coded = execFileSync(anyProgram, [...args, ...codec, 'pipe:1'], limits)
  return floats(
    execFileSync(anyProgram, ['-v', 'error', '-i', 'pipe:0', ...out], { ...limits, input: coded }),
  )
}

function floats(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer)
}

function verdict(sound: Float32Array): string {
  const detector = new SpeechDetector()
  for (let at = 0; at < sound.length; at += 10_000) detector.add(sound.slice(at, at + 10_000))
  return detector.verdict()
}

const voices = sampleBulletins.slice(0, 3).map(({ file }) => ['-i', samplePath(file)])
const lavfi = (source: string) => ['-f', 'lavfi', '-i', source]

/** Notes of a plucked string, another every fifth of a second. */
const MELODY =
  'aevalsrc=0.5*exp(-6*mod(t\\,0.2))*(sin(2*PI*t*220*pow(2\\,mod(floor(t*5)*7\\,12)/12))+0.5*sin(4*PI*t*220*pow(2\\,mod(floor(t*5)*7\\,12)/12))):s=48000'
const CHORDS =
  'aevalsrc=0.2*(sin(2*PI*262*t)+sin(2*PI*330*t)+sin(2*PI*392*t))*(0.6+0.4*sin(2*PI*1.5*t)):s=48000'

describe('the ear for speech', () => {
  it.each([
    ['as it was recorded', 'anull', []],
    ['far away', 'volume=-35dB', []],
    [
      'over an old telephone',
      'highpass=300,lowpass=3400',
      ['-ar', '8000', '-c:a', 'pcm_mulaw', '-f', 'wav'],
    ],
    ['through a poor codec', 'anull', ['-ac', '1', '-c:a', 'libopus', '-b:a', '8k', '-f', 'ogg']],
  ])('hears a voice %s', (_name, filter, codec) => {
    for (const voice of voices) expect(verdict(listen(voice, filter, codec))).toBe('present')
  })

  it('hears a voice over noise, and one that says something in a long silence', () => {
    const voice = listen(voices[0] ?? [])
    const noise = listen(lavfi('anoisesrc=c=pink:a=0.08:r=48000:seed=4'))
    expect(verdict(voice.map((value, at) => value + (noise[at] ?? 0)))).toBe('present')

    const lonely = new Float32Array(60 * 48_000)
    lonely.set(voice.subarray(0, 6 * 48_000), 30 * 48_000)
    expect(verdict(lonely)).toBe('present')
  })

  it.each([
    ['a tone', 'sine=1000:r=48000'],
    ['hum', 'sine=50:r=48000'],
    ['white noise', 'anoisesrc=c=white:a=0.3:r=48000:seed=1'],
    ['pink noise', 'anoisesrc=c=pink:a=0.3:r=48000:seed=1'],
    [
      'noise that swells four times a second',
      'anoisesrc=c=pink:a=0.5:r=48000:seed=1,tremolo=f=4:d=0.9',
    ],
    ['a siren', 'aevalsrc=0.4*sin(2*PI*700*t+190*sin(PI*t)):s=48000'],
    ['a melody', MELODY],
    ['chords', CHORDS],
    ['silence', 'anullsrc=r=48000:cl=mono'],
  ])('hears nobody in %s', (_name, source) => {
    expect(verdict(listen(lavfi(source)))).toBe('absent')
  })

  it('hears nobody in the signature tune', () => {
    expect(verdict(signatureTune())).toBe('absent')
  })

  it('says nothing of what is too short to tell', () => {
    expect(verdict(listen(voices[0] ?? []).subarray(20_000, 50_000))).toBe('unsure')
  })
})
