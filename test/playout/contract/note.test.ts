import { describe, expect, it } from 'vitest'
import type { Digest } from '../../../playout/contract/ids.ts'
import { EMPTY_ROOT, leafHash } from '../../../playout/contract/merkle.ts'
import {
  checkpointText,
  openNote,
  parseCheckpoint,
  signNote,
  verifierKey,
} from '../../../playout/contract/note.ts'
import { makeKeyPair, type PublicKey, signerOf } from '../../../playout/contract/signature.ts'

/** The published example of golang.org/x/mod/sumdb/note. */
const PETER = 'PeterNeumann'
const PETERS_KEY: PublicKey = 'GlzZBxQ8OExB6DDFvOEqqIF-xWSaqr8sMTiLNbLXRNY'
const PETERS_NOTE =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'

describe('a signed note', () => {
  it('opens when it is the published example', async () => {
    expect(verifierKey(PETER, PETERS_KEY)).toBe(
      'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    )
    const opened = await openNote(PETERS_NOTE, PETER, PETERS_KEY)
    expect(opened).toEqual({ ok: true, value: `${PETERS_NOTE.split('\n\n')[0]}\n` })
  })

  it('is refused when a letter of it was changed, or the name of who signed', async () => {
    const altered = PETERS_NOTE.replace('answer', 'Answer')
    expect(await openNote(altered, PETER, PETERS_KEY)).toMatchObject({ reason: 'signature-wrong' })
    expect(await openNote(PETERS_NOTE, 'Peter', PETERS_KEY)).toMatchObject({
      reason: 'signature-wrong',
    })
    expect(await openNote('no signature\n', PETER, PETERS_KEY)).toMatchObject({
      reason: 'malformed',
    })
  })
})

describe('a checkpoint', () => {
  it('is three lines: origin, size and root', () => {
    expect(checkpointText({ origin: 'tiep-am/abcd', size: 0, root: EMPTY_ROOT })).toBe(
      'tiep-am/abcd\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    )
  })

  it('comes back from its note as it was, beside the signature of a witness', async () => {
    const checkpoint = { origin: 'tiep-am/abcd', size: 7, root: leafHash('x') as Digest }
    const signer = await signerOf(await makeKeyPair())
    const witness = await signerOf(await makeKeyPair())
    const note = await signNote(checkpointText(checkpoint), 'tiep-am/abcd', signer)
    const cosigned = await signNote(checkpointText(checkpoint), 'so-tttt', witness)
    const both = note + cosigned.slice(cosigned.indexOf('\n\n') + 2)
    const opened = await openNote(both, 'tiep-am/abcd', signer.publicKey)
    expect(opened.ok && parseCheckpoint(opened.value)).toEqual({ ok: true, value: checkpoint })
    expect(await openNote(both, 'tiep-am/abcd', witness.publicKey)).toMatchObject({ ok: false })
  })
})
