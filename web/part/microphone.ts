import { peakDb } from '../data/level.ts'

export type MicrophoneRefusal = 'unsafe' | 'unsupported' | 'denied' | 'noDevice' | 'busy' | 'failed'

/** Why there is no recording. */
export class NoMicrophone extends Error {
  readonly reason: MicrophoneRefusal

  constructor(reason: MicrophoneRefusal, detail = '') {
    super(detail)
    this.reason = reason
  }
}

/** An open microphone; nothing is kept of it until somebody records. */
export type Microphone = Readonly<{
  /** Highest level since it was asked last, in dB below full scale. */
  levelDb(): number
  devices: readonly Readonly<{ id: string; label: string }>[]
  /** As the system names the one that is open; empty when it does not say. */
  deviceId: string
  /** @param bitsPerSecond of a lossy codec; a studio's unless said otherwise */
  record(chunk: (part: Blob) => void, bitsPerSecond?: number): Recording
  close(): void
}>

export type Recording = Readonly<{
  /** `audio/webm;codecs=opus`, or what this browser has. */
  type: string
  pause(): void
  resume(): void
  /** Resolves when the last part was handed over. */
  stop(): Promise<void>
}>

/** Parts come this often, so that a crash costs no more than that. */
const PART_MS = 1_000
const BITS_PER_SECOND = 128_000
const types = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus', '']

/** Whether this page could record at all, before anybody is asked for leave. */
export function microphoneObstacle(): MicrophoneRefusal | null {
  if (!window.isSecureContext) return 'unsafe'
  return 'mediaDevices' in navigator && 'MediaRecorder' in window ? null : 'unsupported'
}

/**
 * Opens a microphone as it is, without the changes that browsers make for calls.
 * @param device null for the system's own choice
 * @throws NoMicrophone
 */
export async function openMicrophone(device: string | null): Promise<Microphone> {
  const obstacle = microphoneObstacle()
  if (obstacle) throw new NoMicrophone(obstacle)
  const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
  const chosen = device === null ? {} : { deviceId: { exact: device } }
  const stream = await navigator.mediaDevices
    .getUserMedia({ audio: { ...raw, ...chosen, channelCount: 1 } })
    .catch((error: unknown) => {
      throw refusalOf(error)
    })
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 4_096
  context.createMediaStreamSource(stream).connect(analyser)
  await context.resume()
  const samples = new Float32Array(analyser.fftSize)
  const all = await navigator.mediaDevices.enumerateDevices()
  return {
    levelDb: () => {
      analyser.getFloatTimeDomainData(samples)
      return peakDb(samples)
    },
    devices: all
      .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '')
      .map(({ deviceId: id, label }) => ({ id, label })),
    deviceId: stream.getAudioTracks()[0]?.getSettings().deviceId ?? '',
    record: (chunk, bitsPerSecond = BITS_PER_SECOND) =>
      startRecording(stream, chunk, bitsPerSecond),
    close: () => {
      for (const track of stream.getTracks()) track.stop()
      void context.close()
    },
  }
}

function startRecording(
  stream: MediaStream,
  chunk: (part: Blob) => void,
  audioBitsPerSecond: number,
): Recording {
  const mimeType = types.find((type) => type === '' || MediaRecorder.isTypeSupported(type)) ?? ''
  const recorder = new MediaRecorder(stream, {
    ...(mimeType ? { mimeType } : {}),
    audioBitsPerSecond,
  })
  recorder.ondataavailable = ({ data }) => {
    if (data.size > 0) chunk(data)
  }
  recorder.start(PART_MS)
  return {
    type: recorder.mimeType || mimeType,
    pause: () => recorder.pause(),
    resume: () => recorder.resume(),
    stop: () =>
      new Promise((resolve) => {
        if (recorder.state === 'inactive') return resolve()
        recorder.onstop = () => resolve()
        recorder.stop()
      }),
  }
}

/** How files of such a recording are named. */
export function suffixOf(type: string): string {
  if (type.startsWith('audio/mp4')) return '.m4a'
  return type.startsWith('audio/ogg') ? '.ogg' : '.webm'
}

function refusalOf(error: unknown): NoMicrophone {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return new NoMicrophone('denied')
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return new NoMicrophone('noDevice')
  if (name === 'NotReadableError' || name === 'AbortError') return new NoMicrophone('busy')
  return new NoMicrophone('failed', error instanceof Error ? error.message : String(error))
}
