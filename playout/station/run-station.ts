import { resolve } from 'node:path'

import type { BootId } from '../contract/ids.ts'
import { type KeyPair, signerOf } from '../contract/signature.ts'
import { type Clock, sleep } from '../contract/time.ts'
import { findDecoder } from '../engine/find-decoder.ts'
import { renditionDecoder } from '../engine/open-rendition.ts'
import { outputTools } from '../output/output-tools.ts'
import type { OutputWish } from '../output/output-wish.ts'
import { enrol } from '../sync/enrol.ts'
import { parseEnrolmentCode } from '../sync/enrolment-code.ts'
import { type Network, NetworkFault } from '../sync/network.ts'
import {
  openStateFolder,
  ownKey,
  readCard,
  type StationCard,
  writeCard,
} from '../sync/station-files.ts'
import { type StationParts, startStation } from './station.ts'

/** What the command line says of a station. */
export type RunSettings = Readonly<{
  folder: string
  /** One-time code; needed at the first start only. */
  code: string | null
  /** Address to use instead of the one that was enrolled with. */
  url: string | null
  outputs: readonly OutputWish[]
}>

export type RunParts = Readonly<{
  env: Readonly<Record<string, string | undefined>>
  clock: Clock
  network: Network
  boot: BootId
  signal: AbortSignal
}> &
  Pick<StationParts, 'chance' | 'log' | 'fatal' | 'tell' | 'uptimeMs' | 'restartReason'>

/** Enrols when that is still to be done, and runs the station until `signal`. */
export async function runStation(settings: RunSettings, parts: RunParts): Promise<void> {
  const folder = resolve(settings.folder)
  await openStateFolder(folder)
  // What was decoded before the last fall sounds again without waiting for a decoder.
  const found = findDecoder(parts.env)
  const ffmpeg = async () => (await found).path
  const key = await ownKey(folder)
  const card = (await readCard(folder)) ?? (await enrolNow(settings, parts, folder, key))
  if (!card) return
  const url = settings.url?.replace(/\/+$/, '') ?? card.url
  const starting = startStation({
    ...parts,
    folder,
    key,
    card: { ...card, url },
    tools: outputTools(ffmpeg, parts.env),
    decoder: renditionDecoder(ffmpeg),
    outputs: settings.outputs,
  })
  const [station] = await Promise.all([starting, found])
  if (!parts.signal.aborted)
    await new Promise((resolve) => parts.signal.addEventListener('abort', resolve))
  await station.stop()
}

/** Null when it was told to stop before the server answered. */
async function enrolNow(
  { code: text, url }: RunSettings,
  { clock, network, log, signal }: RunParts,
  folder: string,
  key: KeyPair,
): Promise<StationCard | null> {
  if (text === null)
    throw new Error('this station is not enrolled yet: give its one-time code with --enrol')
  const code = parseEnrolmentCode(text)
  if (!code.ok) throw new Error('that is not a one-time code (it begins with "tiep-am:")')
  const address = (url ?? code.value.url).replace(/\/+$/, '')
  const signer = await signerOf(key)
  for (let wait = 500; !signal.aborted; wait = Math.min(10_000, wait * 2)) {
    try {
      const card = await enrol(network, clock, signer, code.value, address)
      if (!card.ok) throw new Error(refusalText(card.reason, card.params))
      await writeCard(folder, card.value)
      log('enrolled', { station: card.value.station, name: card.value.stationName })
      return card.value
    } catch (error) {
      if (!(error instanceof NetworkFault)) throw error
      log('the server cannot be reached', { address, reason: error.message })
      await sleep(clock, wait)
    }
  }
  return null
}

function refusalText(
  reason: 'code-refused' | 'wrong-root',
  params: Readonly<Record<string, string | number>>,
): string {
  if (reason === 'code-refused')
    return `the server refused the one-time code (${params.answer}); ask for a new one`
  return `the server is not the one that the code was made by: its root key is ${params.found}, the code names ${params.expected}`
}
