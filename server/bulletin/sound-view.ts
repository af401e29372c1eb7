import { z } from 'zod'

const Rendition = z.object({
  kind: z.enum(['opus', 'mp3', 'master']),
  contentType: z.string(),
  /** Fetch it at `/api/v1/assets/<digest>`. */
  digest: z.string(),
  bytes: z.int(),
  samples: z.int(),
})

/** What the upload was before anything was cut, mixed or levelled. */
const MeasuresView = z.object({
  /** Decoded length of the upload at 48 kHz. */
  samples: z.int(),
  lengthMs: z.int(),
  /** 0.01 LUFS. */
  integratedLufs: z.int(),
  /** 0.01 dBTP; above 0 when it passes full scale. */
  truePeakDbtp: z.int(),
  /** Samples in runs at full scale. */
  clippedSamples: z.int(),
  /** Their share of all samples, in parts per million. */
  clippedPpm: z.int(),
  /** Largest mean of a channel, in parts per million of full scale; it was taken out. */
  dcOffsetPpm: z.int(),
  mixdown: z.enum(['mono', 'mean', 'left', 'right']),
  leadingSilenceMs: z.int(),
  trailingSilenceMs: z.int(),
  /** Pauses of 2 s and more, counted from the beginning of the upload. */
  silencesInside: z.array(z.object({ fromMs: z.int(), toMs: z.int() })),
  speech: z.enum(['present', 'absent', 'unsure']),
})

/** Sound that has passed ingest. */
export const SoundView = z
  .object({
    asset: z.string(),
    samples: z.int(),
    lengthMs: z.int(),
    /** 0.01 LUFS of the house-format master. */
    loudness: z.int(),
    /** 0.01 dBTP. */
    truePeak: z.int(),
    originalName: z.string(),
    /** Waveform, min and max pairs, −128…127. */
    peaks: z.array(z.int()),
    renditions: z.array(Rendition),
    /** Null for what was taken in before anything was measured. */
    measures: MeasuresView.nullable(),
    /** What was cut off the upload's ends; null when nothing was. */
    trim: z.object({ startMs: z.int(), endMs: z.int() }).nullable(),
  })
  .meta({ id: 'Sound' })
