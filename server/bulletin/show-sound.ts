import type { z } from 'zod'
import type { Measures, Trim } from '../../media/sound.ts'
import { samplesToMs } from '../../playout/contract/time.ts'
import type { Sound } from './sound.ts'
import type { SoundView } from './sound-view.ts'

export function showSound(sound: Sound): z.infer<typeof SoundView> {
  const measures: Measures | null = sound.measures === null ? null : JSON.parse(sound.measures)
  const trim: Trim | null = sound.trim === null ? null : JSON.parse(sound.trim)
  return {
    ...{ asset: sound.id, samples: sound.samples, lengthMs: samplesToMs(sound.samples) },
    ...{ loudness: sound.loudness, truePeak: sound.true_peak, originalName: sound.original_name },
    peaks: JSON.parse(sound.peaks),
    renditions: sound.renditions.map(
      ({ kind, content_type: contentType, digest, bytes, samples }) => ({
        ...{ kind, contentType, digest, bytes, samples },
      }),
    ),
    measures: measures && {
      ...measures,
      lengthMs: samplesToMs(measures.samples),
      silencesInside: measures.silencesInside.map(({ fromMs, toMs }) => ({ fromMs, toMs })),
    },
    trim:
      trim && trim.startSamples + trim.endSamples > 0
        ? { startMs: samplesToMs(trim.startSamples), endMs: samplesToMs(trim.endSamples) }
        : null,
  }
}
