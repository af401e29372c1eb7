/** PCM of the house: mono, 48 kHz, 16 bit. */
type Pcm = Int16Array

/**
 * Opens stored sound at an exact sample and hands it out piece by piece until its end; no piece is
 * read before it is asked for, so a slow taker holds the decoder back. Ends early when
 * the file does, and throws when it is not sound.
 */
export type OpenSound = (
  path: string,
  fromSample: number,
  /** Nothing from here on is needed; Infinity wants all. */
  untilSample: number,
  signal: AbortSignal,
) => AsyncIterable<Pcm>
