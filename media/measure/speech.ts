import type { SpeechVerdict } from '../sound.ts'
export class SpeechDetector {
  add(_block: Float32Array): void {}
  verdict(): SpeechVerdict {
    return 'unsure'
  }
}
