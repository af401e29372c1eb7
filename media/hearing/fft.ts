/**
 * Complex Fourier transform of one power-of-two size (Stockham, radix 4 with one radix 2 where the
 * size asks for it), in place on two arrays. Unscaled both ways.
 */
export class Fft {
  readonly size: number
  readonly #cos: Float64Array
  readonly #sin: Float64Array
  readonly #re: Float64Array
  readonly #im: Float64Array

  constructor(size: number) {
    if (size < 4 || (size & (size - 1)) !== 0) throw new RangeError(`not a power of two: ${size}`)
    this.size = size
    this.#cos = Float64Array.from({ length: size }, (_, k) => Math.cos((2 * Math.PI * k) / size))
    this.#sin = Float64Array.from({ length: size }, (_, k) => Math.sin((2 * Math.PI * k) / size))
    this.#re = new Float64Array(size)
    this.#im = new Float64Array(size)
  }

  forward(re: Float64Array, im: Float64Array): void {
    const [spareRe, spareIm] = [this.#re, this.#im]
    let isSpare = false
    let span = this.size
    let stride = 1
    for (; span >= 4; span >>= 2, stride <<= 2) {
      if (isSpare) this.#radix4(span, stride, spareRe, spareIm, re, im)
      else this.#radix4(span, stride, re, im, spareRe, spareIm)
      isSpare = !isSpare
    }
    if (span === 2) {
      if (isSpare) radix2(stride, spareRe, spareIm, re, im)
      else radix2(stride, re, im, spareRe, spareIm)
      isSpare = !isSpare
    }
    if (isSpare) {
      re.set(spareRe)
      im.set(spareIm)
    }
  }

  /** Without the division by the size. */
  inverse(re: Float64Array, im: Float64Array): void {
    this.forward(im, re)
  }

  #radix4(
    span: number,
    stride: number,
    xr: Float64Array,
    xi: Float64Array,
    yr: Float64Array,
    yi: Float64Array,
  ): void {
    const quarter = span >> 2
    const turn = this.size / span
    const leap = stride * quarter
    const cos = this.#cos
    const sin = this.#sin
    for (let p = 0; p < quarter; p++) {
      const w1r = cos[p * turn] as number
      const w1i = -(sin[p * turn] as number)
      const w2r = cos[2 * p * turn] as number
      const w2i = -(sin[2 * p * turn] as number)
      const w3r = cos[3 * p * turn] as number
      const w3i = -(sin[3 * p * turn] as number)
      const from = stride * p
      const to = stride * 4 * p
      for (let q = 0; q < stride; q++) {
        const a = from + q
        const b = a + leap
        const c = b + leap
        const d = c + leap
        const ar = xr[a] as number
        const ai = xi[a] as number
        const br = xr[b] as number
        const bi = xi[b] as number
        const cr = xr[c] as number
        const ci = xi[c] as number
        const dr = xr[d] as number
        const di = xi[d] as number
        const sumR = ar + cr
        const sumI = ai + ci
        const difR = ar - cr
        const difI = ai - ci
        const sum2R = br + dr
        const sum2I = bi + di
        // i·(b − d)
        const dif2R = di - bi
        const dif2I = br - dr
        const o = to + q
        yr[o] = sumR + sum2R
        yi[o] = sumI + sum2I
        const e1r = difR - dif2R
        const e1i = difI - dif2I
        yr[o + stride] = e1r * w1r - e1i * w1i
        yi[o + stride] = e1r * w1i + e1i * w1r
        const e2r = sumR - sum2R
        const e2i = sumI - sum2I
        yr[o + 2 * stride] = e2r * w2r - e2i * w2i
        yi[o + 2 * stride] = e2r * w2i + e2i * w2r
        const e3r = difR + dif2R
        const e3i = difI + dif2I
        yr[o + 3 * stride] = e3r * w3r - e3i * w3i
        yi[o + 3 * stride] = e3r * w3i + e3i * w3r
      }
    }
  }
}

function radix2(
  stride: number,
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
): void {
  for (let q = 0; q < stride; q++) {
    const ar = xr[q] as number
    const ai = xi[q] as number
    const br = xr[q + stride] as number
    const bi = xi[q + stride] as number
    yr[q] = ar + br
    yi[q] = ai + bi
    yr[q + stride] = ar - br
    yi[q + stride] = ai - bi
  }
}
