import { chmodSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../../media/store/durable.ts'
import {
  type KeyPair,
  makeKeyPair,
  type Signed,
  signerOf,
} from '../../playout/contract/signature.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { type KeyPurpose, nameKey, trustedKey } from '../../playout/contract/trust.ts'
import type { OfficeKeys } from '../deps.ts'

const Pair = z.object({ privateKey: z.string(), publicKey: z.string() })
const Named = Pair.extend({ document: z.object({ text: z.string(), signature: z.string() }) })

/** A named key works this long; it is made anew when a third of that is left. */
const NAMED_FOR_MS = 3 * 365 * 86_400_000

/**
 * The office's keys, made at its first start: a root that only names others, one that signs
 * manifests, one that signs ledger checkpoints. Files of 0600 in the office's folder.
 */
export async function openOfficeKeys(folder: string, now: Instant): Promise<OfficeKeys> {
  const rootPair = await openRoot(folder)
  const root = await signerOf(rootPair)
  const named = async (purpose: KeyPurpose) => {
    const file = path.join(folder, `${purpose}.json`)
    const held = existsSync(file) ? Named.parse(JSON.parse(readFileSync(file, 'utf8'))) : null
    const good =
      held && (await trustedKey(root.publicKey, purpose, held.document, now + NAMED_FOR_MS / 3)).ok
    if (held && good) return held
    const pair = held ?? (await makeKeyPair())
    const document = await nameKey(root, purpose, pair.publicKey, now, now + NAMED_FOR_MS)
    const { privateKey, publicKey } = pair
    await keep(file, { privateKey, publicKey, document })
    return { privateKey, publicKey, document }
  }
  const [publish, ledger] = [await named('publish'), await named('ledger')]
  return {
    root: root.publicKey,
    publish: await signerOf(publish),
    publishDocument: publish.document,
    ledger: await signerOf(ledger),
    ledgerDocument: ledger.document,
  }
}

/** The root pair of an office's key folder, made if there is none. */
export async function openRoot(folder: string): Promise<KeyPair> {
  const file = path.join(folder, 'root.json')
  if (existsSync(file)) return Pair.parse(JSON.parse(readFileSync(file, 'utf8')))
  const pair = await makeKeyPair()
  await keep(file, pair)
  return pair
}

async function keep(file: string, value: KeyPair & { document?: Signed }): Promise<void> {
  await writeDurably(file, [Buffer.from(`${JSON.stringify(value)}\n`)])
  chmodSync(file, 0o600)
}
