import { spawn } from 'node:child_process'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../contract/time.ts'
import type { Act } from './amplifier-file.ts'

/** How an act is named in the log. */
export function actText(act: Act): string {
  return 'run' in act ? act.run.join(' ') : `gpio ${act.gpio} = ${act.value}`
}

/**
 * Does it; resolves with what came of it, `ok` or why not, within the limit. Never throws: whatever
 * becomes of an amplifier, the sound goes on.
 *
 * @param gpio folder of sysfs where lines of GPIO are
 */
export async function perform(
  act: Act,
  limitMs: number,
  clock: Clock,
  gpio = '/sys/class/gpio',
): Promise<string> {
  if ('run' in act) return run(act.run, limitMs, clock)
  try {
    await setLine(gpio, act.gpio, act.value)
    return 'ok'
  } catch (error) {
    return (error as Error).message
  }
}

function run(
  [program = '', ...args]: readonly string[],
  limitMs: number,
  clock: Clock,
): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true })
    let complaint = ''
    let isLate = false
    const cancel = clock.after(limitMs, () => {
      isLate = true
      child.kill('SIGKILL')
      // Its children may hold its pipe open for ever.
      child.stderr.destroy()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-200)
    })
    const over = (outcome: string) => {
      cancel()
      resolve(outcome)
    }
    child.once('error', (error) => over(error.message))
    child.once('close', (code, signal) => {
      if (isLate) over(`ended after ${limitMs} ms without an answer`)
      else over(code === 0 ? 'ok' : `exit ${code ?? signal}: ${complaint.trim()}`)
    })
  })
}

async function setLine(folder: string, line: number, value: 0 | 1): Promise<void> {
  const own = join(folder, `gpio${line}`)
  const isExported = await stat(own).then(
    () => true,
    () => false,
  )
  if (!isExported) await writeFile(join(folder, 'export'), String(line))
  // One write sets direction and level, so that nothing flickers.
  await writeFile(join(own, 'direction'), value === 1 ? 'high' : 'low')
}
