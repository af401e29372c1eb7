import { canonicalJson } from '../../playout/contract/canonical.ts'
import type { StationStatus } from '../../playout/contract/exchange.ts'
import { type Manifest, SignedManifest } from '../../playout/contract/manifest.ts'
import type { Centre } from './centre.ts'
import type { StationPen } from './station-pen.ts'
import { statusText } from './station-status.ts'

/** Ids that a screen would make, in order. */
export function orderIds(): () => string {
  let count = 0
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
}

export async function manifestOf(centre: Centre, station: string): Promise<Manifest> {
  const reply = await centre.nobody.get(`/stations/${station}/manifest`)
  return JSON.parse(SignedManifest.parse(reply.json()).text) as Manifest
}

/** Has a station say how it is, as its player would. */
export async function sayStatus(
  centre: Centre,
  pen: StationPen,
  changes: Partial<StationStatus>,
): Promise<void> {
  const { station = 'my-huong' } = changes
  const signed = await pen.sign('status', canonicalJson(statusText(pen.key, changes)))
  const reply = await centre.nobody.post(`/stations/${station}/status`, signed)
  if (reply.statusCode !== 200) throw new Error(reply.body)
}
