import { canonicalJson } from '../../playout/contract/canonical.ts'
import { itemIdOf, type StationId, type WindowId } from '../../playout/contract/ids.ts'
import type { Block, Item, Manifest, SignedManifest } from '../../playout/contract/manifest.ts'
import { makeKeyPair, type Signer, signerOf } from '../../playout/contract/signature.ts'
import { fingerprintOf, nameKey } from '../../playout/contract/trust.ts'
import type { TestSound } from './playout-sounds.ts'

/** Keys of an office, and manifests signed with them. */
export type Office = Readonly<{
  root: Signer
  publisher: Signer
  fingerprint: string
  sign(manifest: Manifest): Promise<string>
}>

const FAR = 4_000_000_000_000

export async function makeOffice(): Promise<Office> {
  const root = await signerOf(await makeKeyPair())
  const publisher = await signerOf(await makeKeyPair())
  const key = await nameKey(root, 'publish', publisher.publicKey, 0, FAR)
  return {
    root,
    publisher,
    fingerprint: fingerprintOf(root.publicKey),
    sign: async (manifest) => {
      const { text, signature } = await publisher.sign('manifest', canonicalJson(manifest))
      return JSON.stringify({ text, signature, key } satisfies SignedManifest)
    },
  }
}

export const STATION = 'xa-my-huong' as StationId
const WINDOW = 'sang' as WindowId

/** One item of a block, as tests write it. */
export type ItemWish = Readonly<{
  sound: Readonly<{ digest: string; name: string; pcm: Int16Array }>
  offsetSamples: number
  lengthSamples?: number
  version?: string
  occurrence?: number
  kind?: 'bulletin' | 'test'
}>

export function makeItem(wish: ItemWish): Item {
  const version = wish.version ?? `${wish.sound.name}/1`
  const kind = wish.kind ?? 'bulletin'
  return {
    id: itemIdOf({
      station: STATION,
      date: '2026-11-22',
      window: WINDOW,
      subject: version,
      occurrence: wish.occurrence ?? 1,
    }),
    kind,
    title: `Bản tin ${wish.sound.name}`,
    asset: assetId(wish.sound.digest),
    offsetSamples: wish.offsetSamples,
    lengthSamples: wish.lengthSamples ?? wish.sound.pcm.length,
    gainMillibels: 0,
    bulletin:
      kind === 'test'
        ? null
        : {
            id: wish.sound.name,
            version,
            title: `Bản tin ${wish.sound.name}`,
            language: 'vi',
            class: 'ordinary',
            campaign: 'tat-song-2g',
          },
    relayOf: null,
  }
}

/** The master's digest; in tests the file's own, turned round, so that the two are told apart. */
function assetId(digest: string): string {
  return [...digest].reverse().join('')
}

export function makeBlock(
  startsAt: number,
  items: readonly Item[],
  more: Partial<Block> = {},
): Block {
  const last = items.at(-1)
  return {
    id: `b${startsAt}`,
    purpose: 'programme',
    date: '2026-11-22',
    window: WINDOW,
    title: 'Buổi sáng',
    startsAt,
    lengthSamples: (last?.offsetSamples ?? 0) + (last?.lengthSamples ?? 1),
    items: [...items],
    relayTime: [],
    outputs: null,
    ...more,
  }
}

export function makeManifest(
  version: number,
  blocks: readonly Block[],
  sounds: readonly TestSound[],
  more: Partial<Manifest> = {},
): Manifest {
  return {
    format: 'tiep-am/manifest/1',
    station: STATION,
    stationName: 'Xã Mỹ Hương',
    version,
    issuedAt: 0,
    expiresAt: FAR,
    offlineAllowanceMs: 0,
    zone: 'Asia/Ho_Chi_Minh',
    sample: true,
    volumeMillibels: 0,
    quietHours: null,
    blocks: [...blocks],
    assets: sounds.map((sound) => ({
      id: assetId(sound.digest),
      title: sound.name,
      samples: sound.pcm.length,
      renditions: [
        {
          contentType: 'audio/flac',
          digest: sound.digest,
          bytes: sound.bytes.length,
          samples: sound.pcm.length,
        },
      ],
    })),
    liveSources: [],
    recalls: [],
    limits: { cacheBytes: 1_000_000_000, maxItemSamples: 48_000 * 7_200 },
    checkpoint: null,
    ...more,
  }
}
