import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tellProgress } from '../../server/ingest-progress.ts'

describe('the progress of tiep-am ingest', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('is said every few seconds of each file that is being taken in, until it is done', () => {
    const said: string[] = []
    const teller = tellProgress((line) => said.push(line))
    teller.went('dài.wav', { step: 'measuring', fraction: null })
    teller.went('ngắn.mp3', { step: 'encoding', fraction: 0.5 })
    expect(said).toEqual([])

    vi.advanceTimersByTime(5000)
    expect(said.splice(0)).toEqual(['… dài.wav 0 %', '… ngắn.mp3 80 %'])
    teller.finished('ngắn.mp3')
    teller.went('dài.wav', { step: 'measuring', fraction: 0.5 })
    vi.advanceTimersByTime(5000)
    expect(said.splice(0)).toEqual(['… dài.wav 20 %', '… dài.wav 20 %'])

    teller.stop()
    vi.advanceTimersByTime(60_000)
    expect(said).toEqual([])
  })
})
