import { BINS, type Spectra } from './spectra.ts'

/** The channel is learnt this far around (3.2 s), but not where it is then tested (0.3 s); in hops. */
const FAR = 100
const OWN = 10
/** What is judged together: 0.22 s. */
const TOGETHER = 3

const memory = {
  channel: new Float32Array(0),
  powers: new Float32Array(0),
  rest: new Float32Array(0),
}

function kept(name: keyof typeof memory, size: number): Float32Array {
  if (memory[name].length < size) memory[name] = new Float32Array(size)
  return memory[name]
}

type Shares = Readonly<{
  /** Share of the expected wave that is there, its error, and how loud it should be against what is usual. */
  share: Float64Array
  error: Float64Array
  loud: Float64Array
}>

/** How much of the expected wave is there around each hop, by the channel that the seconds beside it have. */
export function measureShares({ hops, x, y }: Spectra): Shares {
  const size = BINS * 2
  // The channel: sums of conj(x)·y and of |x|² around each hop without its own surroundings.
  const cross = new Float64Array(size)
  const power = new Float64Array(BINS)
  const channel = kept('channel', hops * size)
  const powers = kept('powers', hops * BINS)
  const add = (hop: number, sign: number) => {
    if (hop < 0 || hop >= hops) return
    for (let bin = 0, i = hop * size; bin < BINS; bin++, i += 2) {
      const xr = x[i] as number
      const xi = x[i + 1] as number
      const yr = y[i] as number
      const yi = y[i + 1] as number
      cross[2 * bin] = (cross[2 * bin] as number) + sign * (xr * yr + xi * yi)
      cross[2 * bin + 1] = (cross[2 * bin + 1] as number) + sign * (xr * yi - xi * yr)
      power[bin] = (power[bin] as number) + sign * (xr * xr + xi * xi)
    }
  }
  around(hops, add, (hop) => {
    for (let bin = 0; bin < BINS; bin++) {
      const sum = Math.max(0, power[bin] as number) + 1e-9
      powers[hop * BINS + bin] = sum
      channel[hop * size + 2 * bin] = (cross[2 * bin] as number) / sum
      channel[hop * size + 2 * bin + 1] = (cross[2 * bin + 1] as number) / sum
    }
  })
  const rest = kept('rest', hops * BINS)
  for (let hop = 0; hop < hops; hop++) {
    for (let bin = 0, i = hop * size; bin < BINS; bin++, i += 2) {
      const hr = channel[i] as number
      const hi = channel[i + 1] as number
      const xr = x[i] as number
      const xi = x[i + 1] as number
      const dr = (y[i] as number) - hr * xr + hi * xi
      const di = (y[i + 1] as number) - hr * xi - hi * xr
      rest[hop * BINS + bin] = dr * dr + di * di
    }
  }
  const noise = new Float64Array(BINS)
  let count = 0
  const addNoise = (hop: number, sign: number) => {
    if (hop < 0 || hop >= hops) return
    count += sign
    for (let bin = 0; bin < BINS; bin++)
      noise[bin] = (noise[bin] as number) + sign * (rest[hop * BINS + bin] as number)
  }
  const there = new Float64Array(hops)
  const expected = new Float64Array(hops)
  const all = new Float64Array(hops)
  const level = new Float64Array(hops)
  const squares = new Float64Array(hops)
  around(hops, addNoise, (hop) => {
    for (let bin = 0, i = hop * size; bin < BINS; bin++, i += 2) {
      const floor = Math.max(0, noise[bin] as number) / Math.max(1, count) + 1e-9
      const hr = channel[i] as number
      const hi = channel[i + 1] as number
      const xr = x[i] as number
      const xi = x[i + 1] as number
      const yr = y[i] as number
      const yi = y[i + 1] as number
      const gain = hr * hr + hi * hi
      // What noise alone would have made of the channel is taken off.
      const real = Math.max(0, gain - floor / (powers[hop * BINS + bin] as number))
      const own = xr * xr + xi * xi
      const sr = hr * xr - hi * xi
      const si = hr * xi + hi * xr
      const trust = real / (gain + 1e-12)
      const part = (real * own) / floor
      expected[hop] = (expected[hop] as number) + part
      squares[hop] = (squares[hop] as number) + part * part
      there[hop] = (there[hop] as number) + (trust * (sr * yr + si * yi)) / floor
      all[hop] = (all[hop] as number) + (yr * yr + yi * yi) / floor / BINS
      level[hop] = (level[hop] as number) + real * own
    }
  })
  return sharesOf(hops, there, expected, squares, all, level)
}

/** Calls `add` so that at each `use` everything FAR around but not OWN around is in. */
function around(
  hops: number,
  add: (hop: number, sign: number) => void,
  use: (hop: number) => void,
): void {
  for (let hop = 0; hop < FAR; hop++) add(hop, 1)
  for (let hop = 0; hop < OWN; hop++) add(hop, -1)
  for (let hop = 0; hop < hops; hop++) {
    add(hop + FAR, 1)
    add(hop - FAR - 1, -1)
    add(hop + OWN, -1)
    add(hop - OWN - 1, 1)
    use(hop)
  }
}

function sharesOf(
  hops: number,
  there: Float64Array,
  expected: Float64Array,
  squares: Float64Array,
  all: Float64Array,
  level: Float64Array,
): Shares {
  const share = new Float64Array(hops)
  const error = new Float64Array(hops)
  const loud = new Float64Array(hops)
  const [t, e, q, a, l, usual] = [
    smooth(there, TOGETHER),
    smooth(expected, TOGETHER),
    smooth(squares, TOGETHER),
    smooth(all, TOGETHER),
    smooth(level, TOGETHER),
    smooth(level, FAR),
  ]
  for (let hop = 0; hop < hops; hop++) {
    const sum = (e[hop] as number) * (2 * TOGETHER + 1) + 1e-9
    share[hop] = ((t[hop] as number) * (2 * TOGETHER + 1)) / sum
    // A tone alone proves little: what it loses in the horn, all of it loses.
    const kinds = sum ** 2 / ((q[hop] as number) * (2 * TOGETHER + 1) + 1e-9)
    const chance = Math.sqrt((0.75 * Math.max(0.3, a[hop] as number)) / sum)
    error[hop] = Math.hypot(0.05, chance, ONE_KIND / Math.sqrt(kinds))
    loud[hop] = (l[hop] as number) / ((usual[hop] as number) + 1e-12)
  }
  return { share, error, loud }
}

const ONE_KIND = 0.5

/** Means over so many on either side, as far as there are any. */
export function smooth(values: ArrayLike<number>, reach: number): Float64Array {
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] as number) + (values[i] as number)
  return Float64Array.from({ length: values.length }, (_, i) => {
    const from = Math.max(0, i - reach)
    const to = Math.min(values.length, i + reach + 1)
    return ((sums[to] as number) - (sums[from] as number)) / (to - from)
  })
}
