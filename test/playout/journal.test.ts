import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Disk, nodeDisk } from '../../media/store/durable.ts'
import { eventHash, type Happening, StationEvent } from '../../playout/contract/event.ts'
import type { BootId } from '../../playout/contract/ids.ts'
import { isSignedBy, makeKeyPair, type Signer, signerOf } from '../../playout/contract/signature.ts'
import { systemClock } from '../../playout/contract/time.ts'
import { type Journal, openJournal } from '../../playout/journal/journal.ts'
import { STATION } from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'

let folder: string
let signer: Signer
const opened: Journal[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  signer = await signerOf(await makeKeyPair())
})

afterEach(async () => {
  for (const journal of opened.splice(0)) await journal.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(at = folder, disk: Disk = nodeDisk): Promise<Journal> {
  const reading = {
    at: 1_795_000_000_000,
    offsetMs: null,
    source: 'none',
    boot: 'boot-1' as BootId,
    monotonicMs: 1,
  } as const
  const journal = await openJournal({
    folder: at,
    station: STATION,
    signer,
    clock: systemClock,
    reading: () => reading,
    checkpoint: () => null,
    disk,
  })
  opened.push(journal)
  return journal
}

const happening = (about: string): Happening => ({ type: 'boot', about, reason: '', amountMs: 0 })

/** Every line is signed and follows on the one before. */
async function expectWhole(journal: Journal): Promise<StationEvent[]> {
  const lines = await journal.read(0, 10_000, Number.POSITIVE_INFINITY)
  let prev = '0'.repeat(64)
  const events = lines.map(({ text }) => StationEvent.parse(JSON.parse(text)))
  for (const [index, line] of lines.entries()) {
    expect(await isSignedBy(signer.publicKey, 'event', line)).toBe(true)
    expect(events[index]).toMatchObject({ seq: index + 1, prev })
    prev = eventHash(line.text)
  }
  return events
}

describe('the log of a station', () => {
  it('chains and signs what happens, and goes on after a restart', async () => {
    const first = await open()
    await first.append(happening('một'))
    await first.append(happening('hai'))
    await first.close()
    const second = await open()
    await second.append(happening('ba'))
    const events = await expectWhole(second)
    expect(events.map((event) => ('about' in event ? event.about : ''))).toEqual([
      'một',
      'hai',
      'ba',
    ])
  })

  it('survives a power cut at any byte of its last line, and says so', async () => {
    const journal = await open()
    await journal.append(happening('một'))
    await journal.append(happening('hai'))
    await journal.close()
    const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.jsonl'))
    const bytes = readFileSync(join(folder, name))
    const lastLine = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1
    for (let cut = lastLine; cut < bytes.length; cut++) {
      const torn = join(folder, `cut-${cut}`)
      mkdirSync(torn)
      copyFileSync(join(folder, name), join(torn, name))
      truncateSync(join(torn, name), cut)
      const again = await open(torn)
      await again.append(happening('ba'))
      const lines = await again.read(0, 9, Number.POSITIVE_INFINITY)
      const types = lines.map(({ text }) => JSON.parse(text).type)
      expect(types).toEqual(cut === lastLine ? ['boot', 'boot'] : ['boot', 'log-repaired', 'boot'])
      if (cut % 50 === 0) await expectWhole(again)
      await again.close()
      opened.pop()
    }
  })

  it('waits in memory while the disk is full, and loses nothing', async () => {
    let isFull = false
    const disk: Disk = {
      ...nodeDisk,
      open: async (...args) => {
        const file = await nodeDisk.open(...args)
        const datasync = file.datasync.bind(file)
        file.datasync = async () => {
          if (isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
          await datasync()
        }
        return file
      },
    }
    const journal = await open(folder, disk)
    await journal.append(happening('một'))
    isFull = true
    const late = journal.append(happening('hai'))
    await until('the fault shows', () => journal.fault() !== null)
    expect(journal.waiting()).toBe(1)
    isFull = false
    await late
    expect(journal.fault()).toBeNull()
    expect(await expectWhole(journal)).toHaveLength(2)
  })

  it('goes on after what the server keeps when the disk has lost it', async () => {
    const journal = await open()
    for (const about of ['một', 'hai', 'ba']) await journal.append(happening(about))
    await journal.setKept(3)
    const { hash } = journal.head()
    await journal.close()
    const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.jsonl'))
    truncateSync(join(folder, name), 10)
    const again = await open()
    await again.append(happening('bốn'))
    expect(again.keptSeq()).toBe(3)
    const [repaired] = await again.read(3, 1, Number.POSITIVE_INFINITY)
    expect(JSON.parse(repaired?.text ?? '{}')).toMatchObject({
      seq: 4,
      prev: hash,
      type: 'log-repaired',
    })
    expect(again.head().seq).toBe(5)
  })

  it('hands out what the server has not, from memory and from the disk alike', async () => {
    const journal = await open()
    await Promise.all(Array.from({ length: 700 }, (_, i) => journal.append(happening(`${i + 1}`))))
    const read = async (after: number) =>
      (await journal.read(after, 3, Number.POSITIVE_INFINITY)).map(
        ({ text }) => JSON.parse(text).seq,
      )
    expect(await read(10)).toEqual([11, 12, 13])
    expect(await read(650)).toEqual([651, 652, 653])
    expect(await read(699)).toEqual([700])
  })
})
