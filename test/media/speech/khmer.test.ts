import { expect, it } from 'vitest'
import { readAloud } from '../../../media/speech/read-aloud.ts'

it.each(['ថ្ងៃទី ១៦/៩/២០២៤ ម៉ោង ១៧:៣០', 'តម្លៃ ៥០០.០០០៛, 12,5%', 'ទូរស័ព្ទ 0912 345 678'])(
  'leaves the figures of %s to the voice, which reads them in Khmer',
  (written) => {
    const [sentence] = readAloud(written, { language: 'km' })
    expect(sentence).toMatchObject({ spoken: written, rewrites: [] })
  },
)
