import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type HearingJob, hear } from '../../media/hear.ts'
import { runMatch, showDetection } from '../../media/match-cli.ts'
import { anyProgram, temporaryFolder } from './sounds.ts'

const run = promisify(execFile)
const never = new AbortController().signal
const bulletin = (name: string) =>
  fileURLToPath(new URL(`../../media/samples/${name}.opus`, import.meta.url))
const TWINS = ['2g-moc-16-9', '2g-da-dung']

/** A file that ffmpeg makes with these options. */
async function make(folder: string, file: string, ...options: string[]): Promise<string> {
  const path = join(folder, file)
  await run(anyProgram, ['-v', 'error', '-y', ...options, path])
  return path
}

async function listenTo(
  folder: string,
  path: string,
  changes: Partial<HearingJob> = {},
  signal = never,
  onProgress: Parameters<typeof hear>[2] = () => {},
) {
  const references = TWINS.map((id) => ({ id, path: bulletin(id), expected: false }))
  const made = { printTo: join(folder, 'print') }
  const job = { program: anyProgram, path, references, ...made }
  return hear({ ...job, ...changes }, signal, onProgress)
}

describe('a process that hears a recording', { timeout: 240_000 }, () => {
  it('says the same to the byte each time, stands back, and tells how far it is', async () => {
    const folder = await temporaryFolder()
    const path = await make(folder, 'a.webm', '-i', bulletin('2g-moc-16-9'), '-ac', '2')
    const niceness: number[] = []
    const once = () =>
      listenTo(folder, path, {}, never, () => niceness.push(...nicenessOfChildren()))
    const [first, again] = [await once(), await once()]
    expect(first).toEqual(again)
    expect(first).toMatchObject({
      ok: true,
      value: { copyNeeded: 'webm', hearings: [{ bulletin: '2g-moc-16-9', verdict: 'proved' }] },
    })
    expect(niceness.length).toBeGreaterThan(0)
    expect(new Set(niceness)).toEqual(new Set([19]))
  })

  it.each([
    ['unplanned', '1', []],
    ['planned, in a loud street', '0.3', ['2g-da-dung']],
  ] as const)('says what `tiep-am match` says, to the byte: %s', async (_, amplitude, planned) => {
    const folder = await temporaryFolder()
    const [bulletins, recordings] = [join(folder, 'bulletins'), join(folder, 'recordings')]
    for (const one of [bulletins, recordings]) await mkdir(one)
    for (const id of TWINS) await copyFile(bulletin(id), join(bulletins, `${id}.opus`))
    const noise = ['-f', 'lavfi', '-i', 'anoisesrc=c=pink:seed=5:a=0.02']
    const mixed = `[1:a]volume=${amplitude}[b];[0:a][b]amix=duration=shortest:normalize=0`
    const graph = ['-i', bulletin('2g-da-dung'), '-filter_complex', mixed, '-ac', '1']
    const path = await make(recordings, 'street.webm', ...noise, ...graph, '-b:a', '24k')
    const expected = planned.flatMap((id) => ['--expected', id])
    const folders = ['--bulletins', bulletins, '--recordings', recordings]
    const printed: string[] = []
    const env = { ...process.env, FFMPEG_PATH: anyProgram }
    await runMatch(env, [...folders, '--json', ...expected], (text) => printed.push(text))
    const [{ detections }] = JSON.parse(printed.join('')).results
    const references = TWINS.toSorted().map((id) => ({
      ...{ id, path: bulletin(id), expected: planned.some((one) => one === id) },
    }))
    const outcome = await listenTo(folder, path, { references })
    if (!outcome.ok) throw new Error(outcome.reason)
    expect(JSON.stringify(outcome.value.hearings.map(showDetection))).toBe(
      JSON.stringify(detections),
    )
    expect(detections.length).toBeGreaterThan(0)
  })

  it('refuses in a word what is no recording', async () => {
    const folder = await temporaryFolder()
    const refusal = async (path: string) => {
      const outcome = await listenTo(folder, path)
      return outcome.ok ? 'heard' : outcome.reason
    }
    const empty = join(folder, 'empty.webm')
    await writeFile(empty, '')
    expect(await refusal(empty)).toBe('empty-file')
    const lavfi = (source: string) => ['-f', 'lavfi', '-i', source]
    expect(await refusal(await make(folder, 'blink.wav', ...lavfi('sine=d=0.2')))).toBe('too-short')
    expect(
      await refusal(await make(folder, 'muted.flac', ...lavfi('anullsrc=d=5'), '-t', '5')),
    ).toBe('no-sound-in-it')
    const film = ['-pix_fmt', 'yuv420p', '-c:v', 'mpeg4', '-t', '1']
    expect(
      await refusal(await make(folder, 'film.mp4', ...lavfi('testsrc=s=64x64'), ...film)),
    ).toBe('no-audio-stream')
    const cut = await make(folder, 'cut.m4a', '-i', bulletin('2g-da-dung'), '-c:a', 'aac')
    await truncate(cut, 20_000)
    expect(await refusal(cut)).toBe('not-sound')
  })

  it('hears what there is of a file that was cut off, and proves nothing by it', async () => {
    const folder = await temporaryFolder()
    const path = await make(folder, 'cut.webm', '-i', bulletin('2g-da-dung'), '-b:a', '24k')
    await truncate(path, 30_000)
    const outcome = await listenTo(folder, path)
    if (!outcome.ok) throw new Error(outcome.reason)
    expect(outcome.value.durationMs).toBeLessThan(20_000)
    expect(outcome.value.hearings.map(({ verdict }) => verdict)).not.toContain('proved')
  })

  it('never proves anything by tones, noise, full scale, nothing to compare, or two of the same', async () => {
    const folder = await temporaryFolder()
    const verdicts = async (path: string, changes: Partial<HearingJob> = {}) => {
      const outcome = await listenTo(folder, path, changes)
      if (!outcome.ok) throw new Error(outcome.reason)
      return outcome.value.hearings.map(({ verdict }) => verdict)
    }
    for (const source of [
      'sine=f=440:d=40',
      'anoisesrc=a=1:d=40',
      'aevalsrc=lt(mod(t\\,0.01)\\,0.005)*2-1:d=40',
    ])
      expect(await verdicts(await make(folder, 'loud.wav', '-f', 'lavfi', '-i', source))).toEqual(
        [],
      )
    const path = await make(folder, 'a.wav', '-i', bulletin('2g-moc-16-9'), '-ar', '16000')
    expect(await verdicts(path, { references: [] })).toEqual([])
    const twice = ['a', 'b'].map((id) => ({
      ...{ id, path: bulletin('2g-moc-16-9'), expected: true },
    }))
    expect(await verdicts(path, { references: twice })).not.toContain('proved')
  })

  it('ends at once when nobody wants its answer', async () => {
    const folder = await temporaryFolder()
    const path = await make(folder, 'long.wav', '-f', 'lavfi', '-i', 'anoisesrc=d=3600:r=8000')
    const stop = new AbortController()
    const listening = listenTo(folder, path, {}, stop.signal, () => stop.abort(new Error('enough')))
    await expect(listening).rejects.toThrow('enough')
    expect(nicenessOfChildren()).toEqual([])
  })
})

/** Of the hearing processes that this process has just now. */
function nicenessOfChildren(): number[] {
  return readdirSync('/proc').flatMap((entry) => {
    try {
      const line = readFileSync(`/proc/${entry}/cmdline`, 'utf8')
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      const isOurs = line.includes('hear-worker.ts') && Number(stat[1]) === process.pid
      return isOurs && stat[0] !== 'Z' ? [Number(stat[16])] : []
    } catch {
      return []
    }
  })
}
