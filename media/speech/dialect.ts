/** Which everyday words stand for a gap and for a thousand: `linh, nghìn` or `lẻ, ngàn`. */
export type Dialect = 'north' | 'south'

export const dialectWords: Readonly<Record<Dialect, Readonly<{ gap: string; thousand: string }>>> =
  {
    north: { gap: 'linh', thousand: 'nghìn' },
    south: { gap: 'lẻ', thousand: 'ngàn' },
  }
