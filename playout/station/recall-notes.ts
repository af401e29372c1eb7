import { z } from 'zod'
import { type Disk, nodeDisk, writeDurably } from '../../media/store/durable.ts'
import type { StationEvent } from '../contract/event.ts'
import type { Manifest } from '../contract/manifest.ts'
import { name, parseText } from '../contract/wire.ts'
import { readIfThere } from '../sync/station-files.ts'

type Recalls = Manifest['recalls']

/**
 * Which recalls this station has signed to have carried out, so that it says so once. The log is the
 * truth of the last days; what it said earlier is remembered in a file, written after the log.
 */
export type RecallNotes = Readonly<{
  /** Recalls of which nothing was said yet and nothing sounds; from now on they count as said. */
  unsaid(recalls: Recalls, sounding: ReadonlySet<string | null | undefined>): Recalls
  /** Writes down what was said of these; of others nothing needs to be remembered. */
  keep(recalls: Recalls): Promise<void>
}>

const Said = z.object({ versions: z.array(name).max(10_000) })

/** @param recent events of the last days */
export async function openRecallNotes(
  path: string,
  recent: readonly StationEvent[],
  disk: Disk = nodeDisk,
): Promise<RecallNotes> {
  // A file that cannot be read is none: saying it twice does no harm, not starting does.
  const kept = parseText(Said, (await readIfThere(path)) ?? '{"versions":[]}')
  const said = new Set(kept.ok ? kept.value.versions : [])
  for (const event of recent) if (event.type === 'recall-applied') said.add(event.about)
  let writing = Promise.resolve()
  return {
    unsaid: (recalls, sounding) => {
      const due = recalls.filter(({ version }) => !said.has(version) && !sounding.has(version))
      for (const { version } of due) said.add(version)
      return due
    },
    keep: (recalls) => {
      const versions = recalls.map(({ version }) => version).filter((one) => said.has(one))
      const text = JSON.stringify({ versions })
      // One after the other: two writers of one file would trip over each other.
      writing = writing.catch(() => {}).then(() => writeDurably(path, [Buffer.from(text)], disk))
      return writing
    },
  }
}
