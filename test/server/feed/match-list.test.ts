import { describe, expect, it } from 'vitest'
import {
  type ListGround,
  matchSound,
  type PlaceableVersion,
} from '../../../server/feed/match-list.ts'
import type { ReadSound } from '../../../server/feed/playlist-file.ts'

const digest = (letter: string) => letter.repeat(64)

function version(id: string, changes: Partial<PlaceableVersion> = {}): PlaceableVersion {
  return {
    ...{ version: `${id}/1`, bulletin: id, title: id, language: 'vi', contentType: 'news' },
    ...{ lengthMs: 60_000, asset: digest('0'), files: [] },
    ...changes,
  }
}

const ground: ListGround = {
  versions: [
    version('Lịch cắt điện', { asset: digest('a'), files: [digest('b')] }),
    version('Đổi máy 2G', { language: 'vi' }),
    version('Đổi máy 2G', { version: 'Đổi máy 2G/2', language: 'km' }),
    version('x', { title: 'Trùng tên' }),
    version('y', { title: 'Trùng tên' }),
    version('nhac', { title: 'Nhạc hiệu', contentType: 'tune' }),
  ],
  unapproved: new Map([['cu/1', 'Mốc 16/9']]),
  languages: ['vi', 'km'],
}

function match(changes: Partial<ReadSound>, known: Partial<ListGround> = {}) {
  const sound = {
    ...{ line: 1, title: '', durationMs: null, locations: ['a.mp3'], identifiers: [] },
    ...{ startsAt: null, ...changes },
  }
  const outcome = matchSound(sound, { ...ground, ...known })
  return outcome.ok ? [outcome.value.version.version, outcome.value.by] : outcome.reason
}

describe('an entry of a list', () => {
  it.each([
    [
      'its name of ours',
      { identifiers: ['urn:x', 'urn:tiep-am:version:x/1'] },
      ['x/1', 'identifier'],
    ],
    [
      'its sound',
      { identifiers: [`urn:tiep-am:asset:${digest('a')}`] },
      ['Lịch cắt điện/1', 'sound'],
    ],
    [
      'the address of its file, of whichever office',
      { locations: [`https://khac/api/v1/assets/${digest('b')}`] },
      ['Lịch cắt điện/1', 'address'],
    ],
    ['its exact title', { title: 'Lịch cắt điện' }, ['Lịch cắt điện/1', 'title']],
    [
      'its title in letters composed otherwise',
      { title: 'LỊCH  cắt điện'.normalize('NFD') },
      ['Lịch cắt điện/1', 'title'],
    ],
    [
      'the name of its file',
      { locations: ['D:\\Nhạc\\Lịch cắt điện.mp3'] },
      ['Lịch cắt điện/1', 'title'],
    ],
    [
      'the name of its file in an address',
      { locations: ['http://a/L%E1%BB%8Bch%20c%E1%BA%AFt%20%C4%91i%E1%BB%87n.mp3?x'] },
      ['Lịch cắt điện/1', 'title'],
    ],
  ])('is known by %s', (_what, changes, expected) => {
    expect(match(changes)).toEqual(expected)
  })

  it('is the edition that the station mostly speaks', () => {
    expect(match({ title: 'Đổi máy 2G' })).toEqual(['Đổi máy 2G/1', 'title'])
    expect(match({ title: 'Đổi máy 2G' }, { languages: ['km', 'vi'] })).toEqual([
      ...['Đổi máy 2G/2', 'title'],
    ])
  })

  it.each([
    ['nothing like it is approved', { title: 'Lịch cắt' }, 'import-unknown'],
    ['two bulletins have its title', { title: 'Trùng tên' }, 'import-ambiguous'],
    [
      'the version that it names holds no more',
      { title: 'Trùng tên', identifiers: ['urn:tiep-am:version:cu/1'] },
      'import-not-approved',
    ],
    ['windows place it by themselves', { title: 'Nhạc hiệu' }, 'import-fixed-part'],
    ['it has neither title nor file', { locations: [] }, 'import-unknown'],
    ['its address is broken', { locations: ['http://a/%E1%BB'] }, 'import-unknown'],
  ])('is left out when %s', (_what, changes, reason) => {
    expect(match(changes)).toBe(reason)
  })
})
