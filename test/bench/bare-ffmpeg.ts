import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'

/** As low as ingest runs its own, so that other work on the machine slows both alike. */
const NICENESS = 10
const TARGET = 'loudnorm=I=-16:TP=-1.5:LRA=11'

/**
 * What somebody writes without us: measure by loudnorm, then level by loudnorm's second pass and
 * write the same three renditions. No check, no measurement for people, no waveform.
 */
export async function takeInByBareFfmpeg(
  program: string,
  path: string,
  folder: string,
): Promise<void> {
  const measure = ['-af', `${TARGET}:print_format=json`, '-f', 'null', '-']
  const said = await run(program, ['-i', path, '-map', '0:a:0', ...measure])
  const json = JSON.parse(said.slice(said.lastIndexOf('{'), said.lastIndexOf('}') + 1))
  const measured = [
    ...[`measured_I=${json.input_i}`, `measured_TP=${json.input_tp}`],
    ...[`measured_LRA=${json.input_lra}`, `measured_thresh=${json.input_thresh}`],
    `offset=${json.target_offset}`,
  ].join(':')
  const house = 'aresample=48000,aformat=sample_fmts=s16:channel_layouts=mono,asplit=3[a][b][c]'
  await run(program, [
    ...['-i', path, '-filter_complex', `[0:a:0]${TARGET}:${measured}:linear=true,${house}`],
    ...['-map', '[a]', '-c:a', 'flac', join(folder, 'bare.flac')],
    ...['-map', '[b]', '-c:a', 'libopus', '-b:a', '48k', join(folder, 'bare.opus')],
    ...['-map', '[c]', '-c:a', 'libmp3lame', '-b:a', '80k', join(folder, 'bare.mp3')],
  ])
}

function run(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, ['-nostdin', '-hide_banner', '-nostats', '-y', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (child.pid !== undefined) setPriority(child.pid, NICENESS)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(said))))
  })
}
