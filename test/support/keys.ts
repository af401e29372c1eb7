import { type KeyPair, type Signer, signerOf } from '../../playout/contract/signature.ts'
import { nameKey } from '../../playout/contract/trust.ts'
import type { OfficeKeys } from '../../server/deps.ts'

/** Key pairs that are the same in every run; they guard nothing. */
export const testPairs = {
  root: {
    privateKey: 'MC4CAQAwBQYDK2VwBCIEIIqKisE3Rnrda0UvWGVygw8ewIhvEUfdkQElrnBNVnDj',
    publicKey: 'umjxWTw5XJAwFJlVF-U_PX3-fXckpvkQ1FGPTkn3t78',
  },
  publish: {
    privateKey: 'MC4CAQAwBQYDK2VwBCIEIMdVYZGNaVULbt7bdEut4tXOBEoGCLXGkZhNQqqIx1BR',
    publicKey: '8IZz4dMarlOAsrKbfdYDEXUDZ9RoElCAwKPkOeXyoLY',
  },
  ledger: {
    privateKey: 'MC4CAQAwBQYDK2VwBCIEIP6m26kT2uZE_hsSc9AoTgqLAENU4K3VGRXisIuM7umE',
    publicKey: 'zETvYfZno_5ohJLo0Ne3lEEvrcB_UfCaiInsuWVCGRA',
  },
  stationOne: {
    privateKey: 'MC4CAQAwBQYDK2VwBCIEIJg8oZv7tkjoNNmLmvNCzJo5Pkw1G__CWqydmQQYfOle',
    publicKey: 'p_LMo_ztrH_0rmdjc8mCkyiszlipWMsGQT6tKzCM1ZY',
  },
  stationTwo: {
    privateKey: 'MC4CAQAwBQYDK2VwBCIEIKiYW4KXf7B1Q7_wsYfrC0Firk1CXUm-RLZrf6FQKbvG',
    publicKey: 'Jf8CYij1u-C8CMIMfnzbAQzo6C7dgKTmGDnRojEquAc',
  },
} as const satisfies Record<string, KeyPair>

/** An office's keys, issued at the epoch and good until 2100. */
export async function makeTestKeys(): Promise<OfficeKeys> {
  const root = await signerOf(testPairs.root)
  const publish = await signerOf(testPairs.publish)
  return {
    root: root.publicKey,
    publish,
    publishDocument: await nameKey(root, 'publish', publish.publicKey, 0, Date.UTC(2100, 0)),
    ledger: await signerOf(testPairs.ledger),
    ledgerDocument: await nameKey(root, 'ledger', testPairs.ledger.publicKey, 0, Date.UTC(2100, 0)),
  }
}

/** The key of a test station: `stationOne` or `stationTwo`. */
export function stationSigner(which: 'stationOne' | 'stationTwo'): Promise<Signer> {
  return signerOf(testPairs[which])
}
