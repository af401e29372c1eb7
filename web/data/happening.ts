import type { Happening } from '../api/orders.ts'

/** The sentence for what a station says of itself: a key below `happening.type`. */
export function happeningKey({
  type,
  reason,
  about,
}: Pick<Happening, 'type' | 'reason' | 'about'>) {
  if (type === 'clock-step' && reason === 'suspended') return 'suspended'
  if (type === 'stopped' && about.startsWith('local-')) return 'stopped-local'
  return (known as readonly string[]).includes(type) ? (type as Known) : 'other'
}

const known = [
  ...([
    'boot',
    'shutdown',
    'clock-step',
    'output-lost',
    'output-back',
    'manifest-refused',
  ] as const),
  ...(['asset-refused', 'log-repaired', 'recall-applied', 'stopped', 'restarted'] as const),
  ...(['relay-began', 'relay-changed', 'relay-ended', 'stalled'] as const),
  ...(['clock-distrusted', 'clock-trusted', 'amplifier'] as const),
] as const
type Known = (typeof known)[number]

/** What of it people read: the technical word of a digest or an order's number says nothing to them. */
export function saysWhy({ type, reason }: Pick<Happening, 'type' | 'reason'>): boolean {
  return reason !== '' && reason !== 'suspended' && type !== 'boot' && type !== 'shutdown'
}
