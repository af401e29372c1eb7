import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'

/** A stream or line-in that a window may carry. */
export type LiveSource = Readonly<{
  id: string
  unit: string
  source: 'vov' | 'province' | 'district' | 'commune'
  kind: 'stream' | 'line-in'
  name: string
  /** `http(s)://…` for a stream; for a line-in the name of the input at the player. */
  address: string
  /** Where the same programme is to be had when the first does not answer. */
  backupAddress: string | null
}>

export type LiveSourceRefusal =
  | 'live-address-wrong'
  | 'live-address-secret'
  | 'live-line-in-wrong'
  | 'live-backup-line-in'

const LONGEST_ADDRESS = 450

/**
 * The source as it is kept, its addresses in their plain form. Manifests are public, so an address
 * must not hold a password; `icecast://` is HTTP to whoever listens.
 */
export function checkLiveSource<Wanted extends Omit<LiveSource, 'id' | 'unit'>>(
  wanted: Wanted,
): Outcome<Wanted, LiveSourceRefusal> {
  const { kind, address, backupAddress } = wanted
  if (kind === 'line-in') {
    if (backupAddress !== null) return refuse('live-backup-line-in')
    if (!/^[\p{L}\p{N}][\p{L}\p{N} ._:,-]{0,99}$/u.test(address))
      return refuse('live-line-in-wrong', { name: address })
    return ok(wanted)
  }
  const first = streamAddress(address)
  if (!first.ok) return first
  const second = backupAddress === null ? ok(null) : streamAddress(backupAddress)
  if (!second.ok) return second
  return ok({ ...wanted, address: first.value, backupAddress: second.value })
}

function streamAddress(
  given: string,
): Outcome<string, 'live-address-wrong' | 'live-address-secret'> {
  const plain = given.trim().replace(/^icecast:\/\//i, 'http://')
  const url = URL.canParse(plain) ? new URL(plain) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
    return refuse('live-address-wrong', { address: withoutSecret(given) })
  if (url.username !== '' || url.password !== '') return refuse('live-address-secret')
  url.hash = ''
  if (url.href.length > LONGEST_ADDRESS)
    return refuse('live-address-wrong', { address: `${given.slice(0, 60)}…` })
  return ok(url.href)
}

/** What was typed, without what stands before an `@`: refusals are shown and logged. */
function withoutSecret(address: string): string {
  return address.slice(0, 200).replace(/\/\/[^/@]*@/, '//…@')
}

/** As the contract names it: a URL in both cases. */
export function airAddress({ kind, address }: Pick<LiveSource, 'kind' | 'address'>): string {
  return kind === 'stream' ? address : `line-in:${encodeURIComponent(address)}`
}
