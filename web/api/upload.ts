import type { DetailedError, Upload as TusUpload } from 'tus-js-client'
import { ProblemError, problemOf } from './problem.ts'

/** Where uploads in parts begin. */
const ENDPOINT = '/api/v1/uploads/tus'

/** One file's way through the wire; broken, it is begun again from where the server has it. */
export type Wire = Readonly<{
  /** Sends, from where the server has it. */
  start(): void
  /** Stops sending; what was received stays there. */
  stop(): void
}>

export type WireNews = Readonly<{
  /** The upload's id, as soon as the server knows it. */
  known(id: string): void
  /** So many bytes are on their way or received. */
  bytes(sent: number): void
  done(): void
  /** The line is gone, or the server is; trying again is worth while. */
  lost(): void
  refused(error: ProblemError): void
}>

/** An upload of which a part was received, as the server knows it. */
export type Half = Readonly<{ id: string; bytes: number }>

/** The file that somebody chose is not the one of which a half was received. */
export class AnotherFile extends Error {}

/**
 * Prepares a file for sending. What was received of it before, in another visit to the page too, is
 * not sent again.
 * @param into the half upload that it goes on with
 * @throws AnotherFile when it is known that this is not the file of that half
 */
export async function openWire(file: File, into: Half | null, news: WireNews): Promise<Wire> {
  const { Upload, defaultOptions } = await import('tus-js-client')
  const wire: TusUpload = new Upload(file, {
    endpoint: ENDPOINT,
    metadata: { filename: file.name },
    // When to try again is decided in one place, by whoever hears that the line is lost.
    retryDelays: null,
    removeFingerprintOnSuccess: true,
    onUploadUrlAvailable: () => news.known(idOf(wire.url)),
    onProgress: (sent) => news.bytes(sent),
    onSuccess: () => news.done(),
    onError: (error) => {
      const answer = answerOf(error as DetailedError)
      if (answer === null) news.lost()
      else news.refused(answer)
    },
  })
  if (into !== null) {
    if (file.size !== into.bytes) throw new AnotherFile()
    const before = await defaultOptions.urlStorage.findAllUploads()
    const mine = await wire.findPreviousUploads()
    const isHalf = ({ uploadUrl }: { uploadUrl: string | null }) => idOf(uploadUrl) === into.id
    if (before.some(isHalf) && !mine.some(isHalf)) throw new AnotherFile()
    wire.options.uploadUrl = `${ENDPOINT}/${into.id}`
  } else {
    const [last] = await wire.findPreviousUploads()
    if (last) wire.resumeFromPreviousUpload(last)
  }
  return {
    start: () => wire.start(),
    stop: () => void wire.abort(),
  }
}

function idOf(url: string | null): string {
  return url?.split('/').at(-1) ?? ''
}

/** A refusal in the server's words; null when there was none, or one that passes. */
function answerOf(error: DetailedError): ProblemError | null {
  const response = error.originalResponse
  const status = response?.getStatus() ?? 0
  // Another connection of the same upload is not quite gone, or the server restarts.
  if (!response || status === 0 || status === 409 || status >= 500) {
    if (status !== 507) return null
  }
  return new ProblemError(problemOf(status, parsed(response?.getBody() ?? '')))
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
