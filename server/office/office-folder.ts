import { accessSync, constants, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { writeDurably } from '../../media/store/durable.ts'

/**
 * The data folder holds up to two offices that share nothing: the sample district, and the real one.
 * Which of them runs is one word in the file `active`; starting for real writes that word and leaves
 * the sample where it is, so nothing of the sample can count there.
 *
 *     data/active            "sample" or "office"
 *     data/<office>/         tiep-am.sqlite, keys/, media/, live/, players/, work/
 *     data/log/              what the processes wrote
 */
export type OfficeName = 'sample' | 'office'

export type OfficeFolder = Readonly<{
  name: OfficeName
  root: string
  database: string
  keys: string
  media: string
  live: string
  players: string
  /** Emptied at every start, but for the files that are being received. */
  work: string
}>

/** The folder of the named office, or else of the active one, made if it is not there. */
export function openOfficeFolder(
  data: string,
  preset: 'sample' | 'none',
  name = activeOffice(data) ?? (preset === 'sample' ? 'sample' : 'office'),
): OfficeFolder {
  const folder = officeFolder(data, name)
  for (const part of [folder.keys, folder.media, folder.live, folder.players, folder.work])
    mkdirSync(part, { recursive: true, mode: 0o700 })
  accessSync(folder.root, constants.W_OK)
  return folder
}

/** Where files from people arrive: sounds of bulletins, and recordings. */
const RECEIVED = ['uploads', 'recordings']

/**
 * Clears away what an earlier process was making when it ended: only for whoever holds the office's
 * lock. Files on their way in stay; they know themselves what of them is left.
 */
export function emptyWork({ work, media }: OfficeFolder): void {
  for (const part of readdirSync(work))
    if (!RECEIVED.includes(part)) rmSync(path.join(work, part), { recursive: true, force: true })
  rmSync(path.join(media, 'incoming'), { recursive: true, force: true })
}

/** Which office runs from the next start on. */
export async function activateOffice(data: string, name: OfficeName): Promise<void> {
  await writeDurably(path.join(data, 'active'), [Buffer.from(`${name}\n`)])
}

export function officeFolder(data: string, name: OfficeName): OfficeFolder {
  const root = path.join(data, name)
  const at = (part: string) => path.join(root, part)
  return {
    name,
    root,
    database: at('tiep-am.sqlite'),
    keys: at('keys'),
    media: at('media'),
    live: at('live'),
    players: at('players'),
    work: at('work'),
  }
}

function activeOffice(data: string): OfficeName | null {
  try {
    const word = readFileSync(path.join(data, 'active'), 'utf8').trim()
    return word === 'sample' || word === 'office' ? word : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
