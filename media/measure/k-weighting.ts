/** Hz. Below it, where the shelf lies, there is no sound left to be weighted. */
export const LOWEST_RATE = 4000

/**
 * The ear's weighting of ITU-R BS.1770: a shelf for the head, then a high-pass, as two biquads whose
 * coefficients are computed for any rate (the standard prints those for 48 kHz only).
 */
export class KWeighting {
  private readonly shelf: Biquad
  private readonly highPass: Biquad
  private s1 = 0
  private s2 = 0
  private h1 = 0
  private h2 = 0

  /** @param rate Hz */
  constructor(rate: number) {
    this.shelf = shelfAt(rate)
    this.highPass = highPassAt(rate)
  }

  /** Sum of squares of the weighted samples `from` to `to`; the filter goes on where it was. */
  energy(samples: Float32Array, from: number, to: number): number {
    const { b0, b1, b2, a1, a2 } = this.shelf
    const { b0: c0, b1: c1, b2: c2, a1: d1, a2: d2 } = this.highPass
    let { s1, s2, h1, h2 } = this
    let sum = 0
    for (let at = from; at < to; at++) {
      const x = samples[at] ?? 0
      const y = b0 * x + s1
      s1 = b1 * x - a1 * y + s2
      s2 = b2 * x - a2 * y
      const z = c0 * y + h1
      h1 = c1 * y - d1 * z + h2
      h2 = c2 * y - d2 * z
      sum += z * z
    }
    this.s1 = settled(s1)
    this.s2 = settled(s2)
    this.h1 = settled(h1)
    this.h2 = settled(h2)
    return sum
  }
}

type Biquad = Readonly<{ b0: number; b1: number; b2: number; a1: number; a2: number }>

function shelfAt(rate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / rate)
  const q = 0.7071752369554196
  const high = 10 ** (3.999843853973347 / 20)
  const band = high ** 0.4996667741545416
  const a0 = 1 + k / q + k * k
  return {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  }
}

function highPassAt(rate: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / rate)
  const q = 0.5003270373238773
  const a0 = 1 + k / q + k * k
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 }
}

/** In silence a filter's memory fades into numbers that processors are slow with. */
function settled(state: number): number {
  return Math.abs(state) < 1e-30 ? 0 : state
}
