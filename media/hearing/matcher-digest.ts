import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** Where the matcher begins: how files become sound, bulletins references, and recordings findings. */
const ROOTS = ['listen.ts', 'match.ts', 'reference.ts']

/**
 * SHA-256 over the matcher's own source, every number that it decides by included: what judged a
 * recording can be told from anything else, and whoever holds the same files repeats it to the byte.
 * Of what lies outside of this folder (ffmpeg) it says nothing.
 */
export function matcherDigest(): string {
  const sources = new Map<string, string>()
  ROOTS.forEach((root) => {
    follow(root, sources)
  })
  const hash = createHash('sha256')
  for (const [name, source] of [...sources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name} ${source.length}\n${source}`)
  }
  return hash.digest('hex')
}

function follow(name: string, sources: Map<string, string>): void {
  if (sources.has(name)) return
  // A checkout on Windows ends its lines otherwise, and judges the same.
  const source = readFileSync(new URL(name, import.meta.url), 'utf8').replaceAll('\r\n', '\n')
  sources.set(name, source)
  for (const [, next] of source.matchAll(/ from '\.\/([\w-]+\.ts)'/g)) {
    follow(next as string, sources)
  }
}
