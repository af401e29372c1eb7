import { watch } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../../media/store/durable.ts'
import type { Happening, StationEvent } from '../contract/event.ts'
import type { Manifest } from '../contract/manifest.ts'
import { parseText } from '../contract/wire.ts'
import { readIfThere } from '../sync/station-files.ts'

/**
 * A person's orders to be silent (dừng phát): from the office in the manifest, or from somebody at
 * the station, who leaves a file. Either holds over restarts until a person takes it back.
 */
export type Stop = NonNullable<Manifest['stops']>[number]

const FILE = 'stopped.json'
const LocalStop = z.object({ at: z.int(), reason: z.string().max(300) })

export type Stops = Readonly<{
  /** What holds now. */
  current(): readonly Stop[]
  /** True when nothing at all may sound. */
  isSilent(): boolean
  /** Names of outputs that must be silent, where not all are. */
  outputs(): ReadonlySet<string>
  /** Takes the manifest's orders; returns log lines for what has begun and ended. */
  take(ordered: readonly Stop[]): readonly Happening[]
  /** Looks for the order of somebody at the station; at the start, with the manifest's. */
  look(ordered?: readonly Stop[]): Promise<readonly Happening[]>
  /** Calls when the file may have changed. */
  watchFile(changed: () => void): () => void
}>

/** Leaves the order to be silent for a player that runs or will run on this folder. */
export function orderStop(folder: string, at: number, reason: string): Promise<void> {
  return writeDurably(join(folder, FILE), [Buffer.from(JSON.stringify({ at, reason }))])
}

/** Takes the order of somebody at the station back. */
export function orderRestart(folder: string): Promise<void> {
  return rm(join(folder, FILE), { force: true })
}

/**
 * @param recent events of the last days: what they say to hold is not said again
 * @param all names of the outputs that there are: with all of them stopped, nothing may sound
 */
export function createStops(
  folder: string,
  recent: readonly StationEvent[],
  all: readonly string[] = [],
): Stops {
  let ordered: readonly Stop[] = []
  let local: readonly Stop[] = []
  const said = new Set<string>()
  for (const event of recent) {
    if (event.type === 'stopped') said.add(event.about)
    if (event.type === 'restarted') said.delete(event.about)
  }

  const current = () => [...ordered, ...local]
  const stoppedOutputs = () => new Set(current().flatMap(({ outputs }) => outputs ?? []))

  function changes(): readonly Happening[] {
    const holds = new Map(current().map((stop) => [stop.id, stop]))
    const begun = [...holds.values()].filter(({ id }) => !said.has(id))
    const over = [...said].filter((id) => !holds.has(id))
    for (const { id } of begun) said.add(id)
    for (const id of over) said.delete(id)
    return [
      ...begun.map(({ id, reason, outputs }): Happening => {
        const what = outputs === null ? reason : `${outputs.join(', ')}: ${reason}`
        return { type: 'stopped', about: id, reason: what.slice(0, 300), amountMs: 0 }
      }),
      ...over.map((id): Happening => ({ type: 'restarted', about: id, reason: '', amountMs: 0 })),
    ]
  }

  return {
    current,
    isSilent: () =>
      current().some(({ outputs }) => outputs === null) ||
      (all.length > 0 && all.every((name) => stoppedOutputs().has(name))),
    outputs: stoppedOutputs,
    take: (stops) => {
      ordered = stops
      return changes()
    },
    look: async (known = ordered) => {
      const text = await readIfThere(join(folder, FILE))
      const parsed = text === null ? null : parseText(LocalStop, text)
      // A file that cannot be read was meant to stop it all the same.
      const { at, reason } = parsed?.ok ? parsed.value : { at: 0, reason: 'unreadable order' }
      ordered = known
      local = parsed === null ? [] : [{ id: `local-${at}`, at, outputs: null, reason }]
      return changes()
    },
    watchFile: (changed) => {
      const watcher = watch(folder, (_, name) => {
        if (name === FILE) changed()
      })
      // Without it the file is still looked for every second.
      watcher.on('error', () => watcher.close())
      return () => watcher.close()
    },
  }
}
