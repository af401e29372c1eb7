import type { Manifest } from '../contract/manifest.ts'
import type { Filler } from './ladder.ts'

/**
 * What may sound where a source fails: what this very day's programme carries anyway, so that
 * nothing outlives its time; bulletins of campaigns first, then tunes and identification.
 */
export function fillersOf(
  manifest: Manifest | null,
  date: string,
  pathOf: (asset: string) => string | null,
): readonly Filler[] {
  if (!manifest) return []
  const recalled = new Set(manifest.recalls.map(({ version }) => version))
  const items = manifest.blocks
    .filter((block) => block.date === date && block.purpose === 'programme' && !block.urgent)
    .flatMap((block) => block.items)
    .filter(({ bulletin }) => !bulletin || !recalled.has(bulletin.version))
  const campaigns = items.filter(({ bulletin }) => bulletin?.campaign)
  const tunes = items.filter(({ kind }) => kind === 'tune')
  const byPath = new Map<string, Filler>()
  for (const { asset, title } of [...campaigns, ...tunes]) {
    const path = pathOf(asset)
    if (path !== null && !byPath.has(path)) byPath.set(path, { name: title, path })
  }
  return [...byPath.values()]
}
