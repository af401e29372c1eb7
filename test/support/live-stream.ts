import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** A radio's stream over real HTTP: a tone in MP3, in real time, with faults on demand. */
export type LiveStream = Readonly<{
  url: string
  /** Listeners now. */
  listeners(): number
  /** Keeps connections and sends nothing more, in the midst of a frame. */
  stall(): void
  /** Sends on. */
  go(): void
  close(): Promise<void>
}>

type Kind = 'tone' | 'speech' | 'silence' | 'html' | 'garbage'

/** Sources of ffmpeg. Speech is two seconds of sound and a pause of 0.6 s, again and again. */
const inputs = {
  tone: (hertz: number) => `sine=${hertz}:sample_rate=48000`,
  speech: (hertz: number) =>
    `aevalsrc='if(lt(mod(t,2.6),2),0.2*sin(2*PI*${hertz}*t),0)':s=48000:c=mono`,
  silence: () => 'anullsrc=r=48000:cl=mono',
}

export async function startLiveStream(kind: Kind, hertz = 1_000): Promise<LiveStream> {
  const encoders = new Set<ChildProcess>()
  const listening = new Set<ServerResponse>()
  let stalled = false

  const server = createServer((_request, response) => {
    if (kind === 'html') {
      response.writeHead(200, { 'content-type': 'text/html' })
      return void response.end('<!doctype html><title>Đăng nhập</title><p>Mời đăng nhập mạng.</p>')
    }
    response.writeHead(200, { 'content-type': 'audio/mpeg' })
    listening.add(response)
    response.on('close', () => listening.delete(response))
    if (kind === 'garbage') {
      const timer = setInterval(
        () => response.write(Buffer.alloc(4_000, 'không phải âm thanh')),
        100,
      )
      return void response.on('close', () => clearInterval(timer))
    }
    const input = inputs[kind](hertz)
    const encoder = spawn(
      'ffmpeg',
      [
        '-v',
        'quiet',
        '-re',
        '-f',
        'lavfi',
        '-i',
        input,
        '-ac',
        '1',
        '-b:a',
        '64k',
        '-f',
        'mp3',
        '-',
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    )
    encoders.add(encoder)
    encoder.stdout?.on('data', (bytes: Buffer) => {
      if (!stalled) response.write(bytes)
    })
    response.on('close', () => encoder.kill('SIGKILL'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dai.mp3`,
    listeners: () => listening.size,
    stall: () => {
      stalled = true
    },
    go: () => {
      stalled = false
    },
    close: async () => {
      for (const encoder of encoders) encoder.kill('SIGKILL')
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A radio's HLS over real HTTP: a tone in pieces of so many seconds, as they come to be. */
export async function startHlsRadio(seconds: number, hertz = 1_000): Promise<LiveStream> {
  const folder = mkdtempSync(join(tmpdir(), 'hls-radio-'))
  const encoder = spawn(
    'ffmpeg',
    [
      ...['-v', 'quiet', '-re', '-f', 'lavfi', '-i', `sine=${hertz}:sample_rate=48000`],
      ...['-ac', '1', '-c:a', 'aac', '-f', 'hls', '-hls_time', String(seconds)],
      ...['-hls_list_size', '4', '-hls_flags', 'delete_segments', join(folder, 'dai.m3u8')],
    ],
    { stdio: 'ignore' },
  )
  let stalled = false
  const server = createServer((request, response) => {
    if (stalled) return
    readFile(join(folder, basename(request.url ?? ''))).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dai.m3u8`,
    listeners: () => 0,
    stall: () => {
      stalled = true
    },
    go: () => {
      stalled = false
    },
    close: async () => {
      encoder.kill('SIGKILL')
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
