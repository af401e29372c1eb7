import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { bundledFfmpeg, findFfmpeg } from '../../media/ffmpeg/find.ts'
import { streetGraph } from './horns.ts'
import { eventually, type Person } from './office.ts'

const run = promisify(execFile)
const { path: system } = await findFfmpeg(process.env)
/** The one that writes AMR. */
const encoder = bundledFfmpeg() ?? system

/** Options of the recorders of phones: Android's old one, a browser, an iPhone. */
const recorders = {
  '3gp': ['-c:a', 'libopencore_amrnb', '-ar', '8000', '-b:a', '12.2k'],
  webm: ['-c:a', 'libopus', '-ar', '48000', '-b:a', '24k', '-application', 'voip'],
  m4a: ['-c:a', 'aac', '-ar', '44100', '-b:a', '64k'],
} as const

/** Samples at 48 kHz as a phone's recorder writes them. */
export async function recordedAs(
  kind: keyof typeof recorders,
  pcm: Int16Array,
): Promise<Uint8Array> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-phone-'))
  try {
    const [raw, out] = [path.join(folder, 'raw'), path.join(folder, `a.${kind}`)]
    await writeFile(raw, new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength))
    const input = ['-f', 's16le', '-ar', '48000', '-ac', '1', '-i', raw]
    await run(encoder, ['-v', 'error', '-y', ...input, ...recorders[kind], out])
    return await readFile(out)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What came over the air, as it was sent; from when on, ms. */
export type OnAir = Readonly<{ startedAt: number; end(): Promise<Int16Array> }>

/**
 * Receives live sound until the result is ended, which gives it as it comes out of a village’s horns:
 * narrow, driven into clipping, with the echo of the next horn, in wind.
 */
export async function receive(stream: string): Promise<OnAir> {
  await eventually('the stream is there', 60_000, async () => (await fetch(stream)).ok)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-receiver-'))
  const file = path.join(folder, 'air.ts')
  const args = ['-live_start_index', '-1', '-i', stream, '-c', 'copy', '-f', 'mpegts', file]
  const receiver = spawn(system, ['-v', 'error', '-nostdin', '-y', ...args], { stdio: 'ignore' })
  const closed = new Promise((resolve) => receiver.once('close', resolve))
  return {
    startedAt: Date.now(),
    end: async () => {
      receiver.kill('SIGTERM')
      await closed
      try {
        return await throughHorns(file)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

async function throughHorns(file: string): Promise<Int16Array> {
  const out = ['-map', '[street]', '-ac', '1', '-ar', '48000', '-f', 's16le', 'pipe:1']
  const { stdout } = await run(
    encoder,
    ['-v', 'error', '-i', file, '-filter_complex', streetGraph, ...out],
    { encoding: 'buffer', maxBuffer: 200_000_000 },
  )
  return new Int16Array(new Uint8Array(stdout).buffer)
}

type Sent = Readonly<{
  id: string
  state: string
  refusal: Readonly<{ code: string }> | null
  finds: readonly Readonly<{
    verdict: string
    bound: Readonly<{ target: string; title: string }> | null
    startMs: number
    /** In ten-thousandths. */
    coverage: number
  }>[]
}>

/** Announces and sends a recording over the wire as a page would, and waits until it was heard. */
export async function sendFromPhone(
  person: Person,
  bytes: Uint8Array,
  about: Readonly<Record<string, unknown>>,
): Promise<Sent> {
  const { id, upload } = await person.post<{ id: string; upload: string }>('/recordings', {
    ...{ id: randomUUID(), fileName: 'ghi-am', bytes: bytes.length, ...about },
  })
  const half = Math.floor(bytes.length / 2)
  for (const [from, to] of [
    [0, half],
    [half, bytes.length],
  ] as const) {
    const sent = await person.send(upload.replace('/api/v1', ''), {
      method: 'PATCH',
      headers: {
        ...{ 'tus-resumable': '1.0.0', 'upload-offset': String(from) },
        'content-type': 'application/offset+octet-stream',
      },
      body: Buffer.from(bytes.subarray(from, to)),
    })
    if (sent.status !== 204) throw new Error(`${sent.status} ${await sent.text()}`)
  }
  return eventually('the recording is heard', 240_000, async () => {
    const one = await person.get<Sent>(`/recordings/${id}`)
    return (one.state === 'done' || one.state === 'failed') && one
  })
}
