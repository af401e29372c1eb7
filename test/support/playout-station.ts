import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BootId } from '../../playout/contract/ids.ts'
import { signerOf } from '../../playout/contract/signature.ts'
import { type Clock, systemClock } from '../../playout/contract/time.ts'
import { renditionDecoder } from '../../playout/engine/open-rendition.ts'
import { outputTools } from '../../playout/output/output-tools.ts'
import { type OutputWish, parseOutputWish } from '../../playout/output/output-wish.ts'
import { startStation } from '../../playout/station/station.ts'
import { enrol } from '../../playout/sync/enrol.ts'
import { parseEnrolmentCode } from '../../playout/sync/enrolment-code.ts'
import { openStateFolder, ownKey, writeCard } from '../../playout/sync/station-files.ts'
import type { TestServer } from './playout-server.ts'

/** A station inside the test's own process: real clock, files, decoder and HTTP. */
export type TestStation = Readonly<{
  folder: string
  wav: string
  log(): readonly string[]
  /** Ends it and removes its folder. */
  stop(): Promise<void>
  /** Ends it; what it wrote stays for the next start. */
  pause(): Promise<void>
}>

export async function startTestStation(
  server: TestServer,
  /** `folder` is that of one that was paused. */
  {
    folder: kept,
    clock = systemClock,
    wav: elsewhere,
    env = {},
    more = [],
  }: Readonly<{
    folder?: string
    clock?: Clock
    /** Where its sound is written, when not in its folder. */
    wav?: string
    /** Where it finds other servers. */
    env?: Readonly<Record<string, string>>
    /** Outputs beside the file, which is called `file`. */
    more?: readonly OutputWish[]
  }> = {},
): Promise<TestStation> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'station-'))
  const wav = elsewhere ?? join(folder, 'out.wav')
  await openStateFolder(folder)
  const key = await ownKey(folder)
  const code = parseEnrolmentCode(server.code())
  if (!code.ok) throw new Error(code.reason)
  const card = await enrol(fetch, systemClock, await signerOf(key), code.value, server.url)
  if (!card.ok) throw new Error(card.reason)
  await writeCard(folder, card.value)
  const log: string[] = []
  const station = await startStation({
    folder,
    key,
    card: card.value,
    boot: 'boot-1' as BootId,
    clock,
    chance: () => 0.5,
    uptimeMs: () => performance.now(),
    network: fetch,
    tools: outputTools(async () => 'ffmpeg', env),
    decoder: renditionDecoder(async () => 'ffmpeg'),
    outputs: [parseOutputWish('file', wav), ...more],
    log: (message, facts) => log.push(`${message} ${JSON.stringify(facts ?? {})}`),
    fatal: (error) => {
      throw error
    },
    tell: (what) => log.push(what),
  })
  return {
    folder,
    wav,
    log: () => log,
    pause: () => station.stop(),
    stop: async () => {
      await station.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
