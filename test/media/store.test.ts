import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Disk, nodeDisk, writeDurably } from '../../media/store/durable.ts'
import { openStore } from '../../media/store/store.ts'
import { temporaryFolder } from './sounds.ts'

const bytes = Buffer.from('tiếp âm')
const digest = createHash('sha256').update(bytes).digest('hex')

async function files(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

function failWith(code: string): Error {
  return Object.assign(new Error(code), { code })
}

/** A disk on which writing stops after the first bytes. */
function fullDisk(): Disk {
  return {
    ...nodeDisk,
    open: async (...args) => {
      const handle = await nodeDisk.open(...args)
      handle.writeFile = async () => {
        await handle.write(bytes.subarray(0, 3))
        throw failWith('ENOSPC')
      }
      return handle
    },
  }
}

describe('the store', () => {
  it('names bytes by their hash, in two levels of folders', async () => {
    const root = await temporaryFolder()
    const store = openStore(root)

    expect(await store.putBytes(bytes)).toEqual({ digest, bytes: bytes.length })

    const path = join(root, digest.slice(0, 2), digest.slice(2, 4), digest)
    expect(await readFile(path)).toEqual(bytes)
    expect(store.pathOf(digest)).toBe(path)
    expect(await store.stat(digest)).toEqual({ digest, bytes: bytes.length })
    expect(await files(root)).toEqual([digest])
  })

  it('takes a file, and hands out all of it or a range', async () => {
    const folder = await temporaryFolder()
    const store = openStore(join(folder, 'store'))
    const path = join(folder, 'upload')
    await writeFile(path, bytes)

    await store.putFile(path)

    expect(Buffer.concat(await store.open(digest).toArray())).toEqual(bytes)
    const range = await store.open(digest, { start: 2, end: 4 }).toArray()
    expect(Buffer.concat(range)).toEqual(bytes.subarray(2, 5))
    expect(await files(folder)).toHaveLength(2)
  })

  it('takes the same bytes twice at once', async () => {
    const root = await temporaryFolder()
    const store = openStore(root)
    const puts = await Promise.all([store.putBytes(bytes), store.putBytes(bytes)])

    expect(puts.map((put) => put.digest)).toEqual([digest, digest])
    expect(await files(root)).toEqual([digest])
  })

  it('notices that a file was altered, and mends it when the bytes come again', async () => {
    const store = openStore(await temporaryFolder())
    expect(await store.verify(digest)).toBe('missing')
    await store.putBytes(bytes)
    expect(await store.verify(digest)).toBe('whole')

    await writeFile(store.pathOf(digest), 'tiếp ẩm')
    expect(await store.verify(digest)).toBe('altered')

    await store.putBytes(bytes)
    expect(await store.verify(digest)).toBe('whole')
  })

  it('makes no path out of what is not a digest', async () => {
    const store = openStore(await temporaryFolder())
    for (const name of ['../../etc/passwd', digest.toUpperCase(), `${digest}/x`, '']) {
      expect(() => store.pathOf(name)).toThrow('not a digest')
    }
  })

  it('shows nothing when the rename fails, and works when it is tried again', async () => {
    const root = await temporaryFolder()
    const broken = { ...nodeDisk, rename: () => Promise.reject(failWith('EIO')) }

    await expect(openStore(root, broken).putBytes(bytes)).rejects.toThrow('EIO')

    expect(await files(root)).toEqual([])
    expect(await openStore(root).stat(digest)).toBeNull()
    await openStore(root).putBytes(bytes)
    expect(await openStore(root).verify(digest)).toBe('whole')
  })

  it('shows nothing when the power fails before the rename', async () => {
    const root = await temporaryFolder()
    const off = () => Promise.reject(failWith('power'))
    const broken: Disk = { ...nodeDisk, rename: off, rm: off }

    await expect(openStore(root, broken).putBytes(bytes)).rejects.toThrow('power')

    expect(await files(root)).toEqual(['put.0.part'])
    expect(await openStore(root).stat(digest)).toBeNull()
    await openStore(root).putBytes(bytes)
    expect(await openStore(root).verify(digest)).toBe('whole')
  })

  it('says that the disk is full, and leaves no half file', async () => {
    const root = await temporaryFolder()
    await expect(openStore(root, fullDisk()).putBytes(bytes)).rejects.toMatchObject({
      name: 'MediaFault',
      code: 'disk-full',
    })
    expect(await files(root)).toEqual([])
  })
})

describe('the durable writer', () => {
  it('syncs the bytes before they are renamed, and the folder after', async () => {
    const folder = await temporaryFolder()
    const steps: string[] = []
    const watched: Disk = {
      ...nodeDisk,
      open: async (path, flags) => {
        const handle = await nodeDisk.open(path, flags)
        const sync = handle.sync.bind(handle)
        handle.sync = () => {
          steps.push(flags === 'r' ? 'sync folder' : 'sync file')
          return sync()
        }
        return handle
      },
      rename: (from, to) => {
        steps.push('rename')
        return nodeDisk.rename(from, to)
      },
    }

    await writeDurably(join(folder, 'state.json'), [bytes], watched)

    expect(steps).toEqual(['sync file', 'rename', 'sync folder'])
  })

  it('leaves the old file whole when the new one cannot be written', async () => {
    const path = join(await temporaryFolder(), 'state.json')
    await writeDurably(path, [Buffer.from('old')])

    await expect(writeDurably(path, [bytes], fullDisk())).rejects.toMatchObject({
      code: 'disk-full',
    })

    expect(await readFile(path, 'utf8')).toBe('old')
  })
})
