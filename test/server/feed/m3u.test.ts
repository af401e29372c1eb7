import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feedErrors } from '../../../server/feed/feed-errors.ts'
import { readM3u } from '../../../server/feed/m3u-read.ts'
import { writeM3u } from '../../../server/feed/m3u-write.ts'
import { anyList } from './lists.ts'

const read = (text: string) => {
  const outcome = readM3u(text)
  if (!outcome.ok) throw new Error(`${outcome.reason} ${JSON.stringify(outcome.params)}`)
  return outcome.value
}

describe('an M3U of ours', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const back = read(writeM3u(list))
        expect(back.title).toBe(list.title)
        expect(back.sounds.map(({ line, ...sound }) => sound)).toEqual(list.sounds)
      }),
    )
  })

  it('keeps a title with a line break in one line', () => {
    const sound = {
      ...{ title: 'Một\r\n#EXTM3U\nhttp://x/', durationMs: 1_500, locations: ['http://a/b'] },
      ...{ identifiers: [], startsAt: Date.parse('2024-08-12T05:00:00+07:00') },
    }
    expect(writeM3u({ title: null, sounds: [sound] }).split('\r\n')).toEqual([
      '#EXTM3U',
      '#EXTENC:UTF-8',
      '#EXT-X-PROGRAM-DATE-TIME:2024-08-11T22:00:00.000Z',
      '#EXTINF:1.500,Một #EXTM3U http://x/',
      'http://a/b',
      '',
    ])
  })
})

describe('an M3U of another program', () => {
  const titles = (text: string) =>
    read(text).sounds.map(({ title, locations, durationMs }) => [title, locations[0], durationMs])

  it.each([
    [
      'without a head',
      'a.mp3\nb.mp3\n',
      [
        ['', 'a.mp3', null],
        ['', 'b.mp3', null],
      ],
    ],
    [
      'with a byte order mark and CRLF',
      '\ufeff#EXTM3U\r\n#EXTINF:12,Một\r\na.mp3\r\n',
      [['Một', 'a.mp3', 12_000]],
    ],
    [
      'with ends of lines of an old Mac',
      '#EXTM3U\r#EXTINF:12,Một\ra.mp3\r',
      [['Một', 'a.mp3', 12_000]],
    ],
    ['whose last line does not end', '#EXTINF:1,A\na.mp3', [['A', 'a.mp3', 1_000]]],
    [
      'with commas and quotes in titles',
      '#EXTINF:3,"Anh, chị" và bác\na.mp3',
      [['"Anh, chị" và bác', 'a.mp3', 3_000]],
    ],
    [
      'with attributes',
      '#EXTINF:-1 tvg-id="x" tvg-name="a, b" group=c,Đài A\nhttp://x/',
      [['Đài A', 'http://x/', null]],
    ],
    ['without a title', '#EXTINF:30.5\na.mp3', [['', 'a.mp3', 30_500]]],
    ['with an empty title', '#EXTINF:30,\na.mp3', [['', 'a.mp3', 30_000]]],
    [
      'with comments and blank lines',
      '#EXTM3U\n\n# của tôi\n#EXTINF:5, A \n#EXTVLCOPT:x=1\n\na.mp3\n',
      [['A', 'a.mp3', 5_000]],
    ],
    [
      'with a path of Windows',
      '#EXTINF:5,A\nD:\\Nhạc\\bản tin.mp3',
      [['A', 'D:\\Nhạc\\bản tin.mp3', 5_000]],
    ],
    ['in capital letters or small ones', '#extm3u\n#extinf:5,A\na.mp3', [['A', 'a.mp3', 5_000]]],
  ])('is read %s', (_what, text, expected) => {
    expect(titles(text)).toEqual(expected)
  })

  it.each([
    ['nothing at all', '', 'playlist-empty', undefined],
    ['only its head', '#EXTM3U\n', 'playlist-empty', undefined],
    ['a length that is no number', '#EXTM3U\n#EXTINF:lâu,A\na.mp3', 'm3u-length', 2],
    ['no length', '#EXTINF:,A\na.mp3', 'm3u-length', 1],
    ['a length of a month', '#EXTINF:2592000,A\na.mp3', 'm3u-length', 1],
    ['no address at its end', '#EXTINF:1,A\na.mp3\n#EXTINF:1,B\n', 'm3u-no-address', 3],
    ['no address in its middle', '#EXTINF:1,A\n#EXTINF:1,B\nb.mp3', 'm3u-no-address', 1],
    ['an instant that is none', '#EXT-X-PROGRAM-DATE-TIME:hôm nay\na.mp3', 'm3u-time', 1],
    [
      'pieces of a live stream',
      '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\na.ts',
      'm3u-stream',
      2,
    ],
    ['streams to choose from', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8', 'm3u-stream', 2],
    ['a web page', '<!doctype html>\n<p>a.mp3', 'playlist-other-format', 1],
    ['JSON', '{"a":1}', 'playlist-other-format', 1],
    ['a sound', 'ID3\0\0\0', 'playlist-not-text', 1],
    [
      'letters of another encoding',
      '#EXTM3U\n#EXTINF:1,B\ufffdn tin\na.mp3',
      'playlist-not-utf8',
      2,
    ],
    ['a line without end', `#EXTM3U\n${'a'.repeat(9_000)}`, 'm3u-line-too-long', 2],
    ['too many entries', 'a.mp3\n'.repeat(2_001), 'playlist-too-many', undefined],
    ['too much', 'a.mp3\n'.repeat(300_000), 'playlist-too-large', undefined],
  ])('is refused when it holds %s', (_what, text, reason, line) => {
    const outcome = readM3u(text)
    expect(outcome).toMatchObject({ ok: false, reason, params: line === undefined ? {} : { line } })
    expect(Object.keys(feedErrors)).toContain(reason)
  })

  it('is read or refused, never a fault, whatever it holds', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('#EXTM3U', '#EXTINF:1,A', '#EXTINF:', 'a.mp3', '#PLAYLIST:', '\ufeff'),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const outcome = readM3u(lines.join('\n'))
        if (outcome.ok) expect(outcome.value.sounds.length).toBeGreaterThan(0)
        else expect(Object.keys(feedErrors)).toContain(outcome.reason)
      }),
    )
  })
})
