import { chmod, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../../media/store/durable.ts'
import { type KeyPair, makeKeyPair } from '../contract/signature.ts'
import { instant, name, parseText } from '../contract/wire.ts'
import { makeFolder } from './state-folder.ts'

/** Who this station is, and whom it trusts; written once, when it is enrolled. */
export const StationCard = z.object({
  station: name,
  stationName: name,
  /** Where the server is, without a slash at the end. */
  url: z.url(),
  /** The pinned root key. */
  rootKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  enrolledAt: instant,
})
export type StationCard = Readonly<z.infer<typeof StationCard>>

const StoredKey = z.object({ privateKey: z.string(), publicKey: z.string() })

/** Makes the folder, closed to others, and clears away what a power cut left half written. */
export async function openStateFolder(folder: string): Promise<void> {
  await makeFolder(folder)
  for (const file of await readdir(folder))
    if (file.endsWith('.part')) await rm(join(folder, file), { force: true })
}

/**
 * The station's own key: made here at the first start, never sent anywhere.
 * @throws Error when the file is there and is not a key: a new one would start a second log
 */
export async function ownKey(folder: string): Promise<KeyPair> {
  const path = join(folder, 'key.json')
  const text = await readIfThere(path)
  if (text === null) {
    const pair = await makeKeyPair()
    await writeDurably(path, [Buffer.from(JSON.stringify(pair))])
    await chmod(path, 0o600)
    return pair
  }
  const parsed = parseText(StoredKey, text)
  if (!parsed.ok) throw new Error(`${path} is not a key; restore it from a copy or enrol anew`)
  return parsed.value
}

export async function readCard(folder: string): Promise<StationCard | null> {
  const path = join(folder, 'station.json')
  const text = await readIfThere(path)
  if (text === null) return null
  const parsed = parseText(StationCard, text)
  if (!parsed.ok) throw new Error(`${path} cannot be read (${parsed.params.problem})`)
  return parsed.value
}

export function writeCard(folder: string, card: StationCard): Promise<void> {
  return writeDurably(join(folder, 'station.json'), [Buffer.from(JSON.stringify(card, null, 2))])
}

export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
