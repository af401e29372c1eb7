import type { FileHandle } from 'node:fs/promises'

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

/**
 * Decodes all of a stored sound, as plain PCM, into an open file. Throws DiskFault when the disk does
 * not take it, another error when the file is not sound or breaks off; what was written before is good.
 */
export type DecodeInto = (path: string, file: FileHandle, signal: AbortSignal) => Promise<void>

/** Both ways to a sound: from some sample on, now; and all of it, for later. */
export type Decoder = Readonly<{ open: OpenSound; decodeInto: DecodeInto }>
