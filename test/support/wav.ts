/** A WAV file with a tone that swells and fades, 48 kHz mono 16 bit; the pitch tells sounds apart. */
export function toneWav(seconds: number, hertz = 440): Buffer {
  const samples = Math.round(seconds * 48_000)
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(48_000, 24)
  wav.writeUInt32LE(96_000, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  for (let n = 0; n < samples; n++) {
    const t = n / 48_000
    const level = 0.2 + 0.15 * Math.sin(2 * Math.PI * 2 * t)
    wav.writeInt16LE(Math.round(32_767 * level * Math.sin(2 * Math.PI * hertz * t)), 44 + n * 2)
  }
  return wav
}

/** A tone between silences, ms. */
export function paddedTone(beforeMs: number, seconds: number, afterMs: number): Buffer {
  const tone = toneWav(seconds, 430)
  const silence = (ms: number) => Buffer.alloc(ms * 96)
  const samples = Buffer.concat([silence(beforeMs), tone.subarray(44), silence(afterMs)])
  const head = Buffer.from(tone.subarray(0, 44))
  head.writeUInt32LE(36 + samples.length, 4)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}
