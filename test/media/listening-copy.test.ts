import { execFile } from 'node:child_process'
import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { bundledFfmpeg } from '../../media/ffmpeg/find.ts'
import { recogniseFile } from '../../media/ffmpeg/recognise.ts'
import { type CopyKind, copyNeeded, copyToListen } from '../../media/listening-copy.ts'
import { probe } from '../../media/probe.ts'
import { anyProgram, temporaryFolder } from './sounds.ts'

const run = promisify(execFile)
/** The one that writes AMR. */
const encoder = bundledFfmpeg() ?? anyProgram
const bulletin = fileURLToPath(new URL('../../media/samples/2g-moc-16-9.opus', import.meta.url))
const CUES = Buffer.from('1c53bb6b', 'hex')
const CLUSTER = Buffer.from('1f43b675', 'hex')

/** As browsers, phones and recorders write a recording: file, options, and the copy that it needs. */
const files: readonly (readonly [string, readonly string[], CopyKind | null])[] = [
  ['chrome.webm', ['-c:a', 'libopus', '-live', '1'], 'webm'],
  ['firefox.ogg', ['-c:a', 'libopus'], 'webm'],
  ['radio.aac', ['-c:a', 'aac'], 'mp4'],
  ['iphone.m4a', ['-c:a', 'aac'], null],
  ['recorder.mp3', ['-c:a', 'libmp3lame'], null],
  ['recorder.wav', ['-c:a', 'pcm_s16le'], null],
  ['android.3gp', ['-c:a', 'libopencore_amrnb', '-ar', '8000', '-b:a', '12.2k'], 'mp3'],
  ['recorder.wma', ['-c:a', 'wmav2'], 'mp3'],
]

async function make(folder: string, file: string, options: readonly string[]): Promise<string> {
  const path = join(folder, file)
  await run(encoder, ['-v', 'error', '-y', '-i', bulletin, '-ac', '1', ...options, path])
  return path
}

async function needOf(path: string) {
  const recognised = await recogniseFile(path)
  if (recognised === null) throw new Error(path)
  return copyNeeded(recognised, await probe(path, recognised))
}

function copy(folder: string, path: string, kind: CopyKind, onProgress = (_: number) => {}) {
  const signal = new AbortController().signal
  return copyToListen({
    ...{ program: anyProgram, path, kind, copyTo: join(folder, 'copy') },
    ...{ signal, onProgress },
  })
}

/** Digest of what a file decodes to. */
async function soundOf(path: string): Promise<string> {
  const { stdout } = await run(anyProgram, ['-v', 'error', '-i', path, '-f', 'md5', '-'])
  return stdout
}

describe('what browsers play of a recording', { timeout: 120_000 }, () => {
  it.each(files)('of %s is a copy only where it must be', async (name, options, kind) => {
    const folder = await temporaryFolder()
    const path = await make(folder, name, options)
    expect(await needOf(path)).toBe(kind)
    if (kind === null) return
    const types = { webm: 'audio/webm', mp4: 'audio/mp4', mp3: 'audio/mpeg' }
    expect(await copy(folder, path, kind)).toBe(types[kind])
    const made = join(folder, 'copy')
    if (kind !== 'mp3') expect(await soundOf(made)).toBe(await soundOf(path))
    if (kind !== 'webm') return
    // The index stands before the sound, so that a browser jumps without having read it all.
    const bytes = await readFile(made)
    expect(bytes.indexOf(CUES)).toBeGreaterThan(0)
    expect(bytes.indexOf(CUES)).toBeLessThan(bytes.indexOf(CLUSTER))
    expect(await needOf(made)).toBe('webm')
  })

  it('is there also of one that was cut off, and of no letter', async () => {
    const folder = await temporaryFolder()
    const path = await make(folder, 'chrome.webm', ['-c:a', 'libopus', '-live', '1'])
    await truncate(path, 40_000)
    const heard: number[] = []
    expect(await copy(folder, path, 'webm', (ms) => heard.push(ms))).toBe('audio/webm')
    expect(heard.length).toBeGreaterThan(0)
    await writeFile(join(folder, 'letter'), 'Kính gửi Uỷ ban nhân dân xã')
    expect(await copy(folder, join(folder, 'letter'), 'webm')).toBeNull()
  })
})
