import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feedErrors } from '../../../server/feed/feed-errors.ts'
import { readXspf } from '../../../server/feed/xspf-read.ts'
import { writeXspf } from '../../../server/feed/xspf-write.ts'
import { anyList } from './lists.ts'

const NS = 'http://xspf.org/ns/0/'
const playlist = (inside: string, attributes = `version="1" xmlns="${NS}"`) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<playlist ${attributes}>${inside}</playlist>`
const list = (tracks: string) => playlist(`<trackList>${tracks}</trackList>`)
const track = (inside: string) => list(`<track>${inside}</track>`)

const read = (text: string) => {
  const outcome = readXspf(text)
  if (!outcome.ok) throw new Error(`${outcome.reason} ${JSON.stringify(outcome.params)}`)
  return outcome.value
}

describe('an XSPF of ours', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(anyList, (wanted) => {
        const back = read(writeXspf(wanted))
        expect(back.title).toBe(wanted.title)
        expect(back.sounds.map(({ line, ...sound }) => sound)).toEqual(wanted.sounds)
      }),
    )
  })

  it('writes lengths in ms, and what XML cannot hold not at all', () => {
    const sound = {
      ...{ title: 'A & B < "C" >\u0001]]>', durationMs: 43_250, startsAt: null },
      ...{ locations: ['http://a/?x=1&y=2'], identifiers: ['urn:a:b'] },
    }
    const text = writeXspf({ title: null, sounds: [sound] })
    expect(text).toContain('<duration>43250</duration>')
    expect(text).toContain('<title>A &amp; B &lt; &quot;C&quot; &gt; ]]&gt;</title>')
    expect(text).toContain('<location>http://a/?x=1&amp;y=2</location>')
  })
})

describe('an XSPF of another program', () => {
  it('is read with everything that the format has', () => {
    const text = playlist(`
      <title> Chương trình sáng </title><creator>Đài</creator><annotation/>
      <info>http://a/</info><location>http://a/l.xspf</location><identifier>urn:x:1</identifier>
      <image>http://a/i.png</image><date>2024-08-12T05:00:00</date><license>http://l/</license>
      <attribution><location>http://b/</location><identifier>urn:b:1</identifier></attribution>
      <link rel="http://a/rel">http://a/</link><meta rel="http://a/rel">x</meta>
      <extension application="http://a/"><any xmlns="http://a/">thing <i>else</i></any></extension>
      <trackList><track>
        <location>a.mp3</location><location>b.mp3</location><identifier>urn:x:2</identifier>
        <title><![CDATA[Dừng <2G>]]></title><creator>c</creator><annotation>n</annotation>
        <info>http://a/</info><image>http://a/</image><album>m</album><trackNum>1</trackNum>
        <duration>43250</duration><link rel="http://a/">http://a/</link><meta rel="http://a/"/>
        <extension application="http://a/"/>
      </track></trackList>`)
    expect(read(text)).toEqual({
      title: 'Chương trình sáng',
      sounds: [
        {
          ...{ line: 9, title: 'Dừng <2G>', durationMs: 43_250, startsAt: null },
          ...{ locations: ['a.mp3', 'b.mp3'], identifiers: ['urn:x:2'] },
        },
      ],
    })
  })

  it.each([
    [
      'its namespace under a prefix',
      `<x:playlist version="1" xmlns:x="${NS}"><x:trackList><x:track><x:title>A</x:title></x:track></x:trackList></x:playlist>`,
    ],
    [
      'version 0',
      playlist(
        '<trackList><track><title>A</title></track></trackList>',
        `version="0" xmlns="${NS}"`,
      ),
    ],
    [
      'single quotes, comments and instructions',
      `<?xml version='1.0'?><!-- x --><playlist version='1' xmlns='${NS}'><?x y?><trackList><!-- y --><track><title>A</title></track></trackList></playlist>`,
    ],
    ['references of characters', track('<title>&#65;</title>')],
    [
      'its list before its title',
      playlist('<trackList><track><title>A</title></track></trackList><title>T</title>'),
    ],
    [
      'white space around everything',
      track('\n <title>\n A \n</title> <duration> 5 </duration>\n'),
    ],
    ['a byte order mark', `\ufeff${track('<title>A</title>')}`],
  ])('is read with %s', (_what, text) => {
    expect(read(text).sounds[0]?.title).toBe('A')
  })

  it('has relative addresses seen from their base', () => {
    const text = `<playlist version="1" xmlns="${NS}" xml:base="http://a/b/"><trackList xml:base="c/"><track><location>d.mp3</location></track></trackList></playlist>`
    expect(read(text).sounds[0]?.locations).toEqual(['http://a/b/c/d.mp3'])
  })

  it.each([
    ['no element', '', 'xspf-not-xml'],
    ['text', 'chỉ là chữ', 'xspf-not-xml'],
    ['an element without end', `<playlist version="1" xmlns="${NS}"><trackList>`, 'xspf-not-xml'],
    ['elements that cross', track('<title>A</track></title>'), 'xspf-not-xml'],
    [
      'an attribute twice',
      playlist('<trackList/>', `version="1" version="1" xmlns="${NS}"`),
      'xspf-not-xml',
    ],
    ['a reference to nothing', track('<title>&nbsp;</title>'), 'xspf-not-xml'],
    ['a bare ampersand', track('<title>A & B</title>'), 'xspf-not-xml'],
    ['a forbidden character', track('<title>\u0001</title>'), 'xspf-not-xml'],
    ['a prefix of nobody', track('<y:title>A</y:title>'), 'xspf-not-xml'],
    ['two roots', `${track('<title>A</title>')}<playlist/>`, 'xspf-not-xml'],
    ['letters of another encoding', track('<title>B\ufffdn</title>'), 'playlist-not-utf8'],
    ['another root', `<list version="1" xmlns="${NS}"/>`, 'xspf-root'],
    ['no namespace', playlist('<trackList/>', 'version="1"'), 'xspf-root'],
    [
      'the namespace misspelt',
      playlist('<trackList/>', 'version="1" xmlns="http://xspf.org/ns/0"'),
      'xspf-root',
    ],
    [
      'the namespace in capitals',
      playlist('<trackList/>', 'version="1" xmlns="http://XSPF.org/ns/0/"'),
      'xspf-root',
    ],
    ['no version', playlist('<trackList/>', `xmlns="${NS}"`), 'xspf-version'],
    ['version 2', playlist('<trackList/>', `version="2" xmlns="${NS}"`), 'xspf-version'],
    ['a version in words', playlist('<trackList/>', `version="one" xmlns="${NS}"`), 'xspf-version'],
    [
      'another attribute',
      playlist('<trackList/>', `version="1" lang="vi" xmlns="${NS}"`),
      'xspf-attribute',
    ],
    ['no list', playlist('<title>A</title>'), 'xspf-missing'],
    ['an empty list', playlist('<trackList/>'), 'playlist-empty'],
    ['two lists', playlist('<trackList/><trackList/>'), 'xspf-twice'],
    ['two titles', playlist('<title/><title/><trackList/>'), 'xspf-twice'],
    ['two titles of a track', track('<title/><title/>'), 'xspf-twice'],
    ['two lengths', track('<duration>1</duration><duration>1</duration>'), 'xspf-twice'],
    ['an element of its own making', playlist('<trackList/><mood>x</mood>'), 'xspf-element'],
    ['an element of another namespace', track('<a xmlns="http://a/"/>'), 'xspf-element'],
    ['an element named like what objects inherit', track('<constructor/>'), 'xspf-element'],
    ['markup in a title', track('<title>A <b>B</b></title>'), 'xspf-element'],
    ['markup in a note', playlist('<annotation><p>A</p></annotation><trackList/>'), 'xspf-element'],
    ['a track outside of the list', playlist('<track/><trackList/>'), 'xspf-element'],
    ['an album of the list', playlist('<album>A</album><trackList/>'), 'xspf-element'],
    ['text between tracks', list('A<track/>'), 'xspf-text'],
    ['text in the root', playlist('A<trackList/>'), 'xspf-text'],
    ['text in a track', track('A'), 'xspf-text'],
    ['an attribute of a track', list('<track id="1"/>'), 'xspf-attribute'],
    ['an attribute of a title', track('<title lang="vi">A</title>'), 'xspf-attribute'],
    ['a link to nothing in particular', track('<link>http://a/</link>'), 'xspf-missing'],
    ['a note of nothing in particular', playlist('<meta>x</meta><trackList/>'), 'xspf-missing'],
    ['an extension of nobody', track('<extension/>'), 'xspf-missing'],
    ['an extension of no address', track('<extension application="a b"/>'), 'xspf-attribute'],
    ['a length in words', track('<duration>lâu</duration>'), 'xspf-number'],
    ['a length below nought', track('<duration>-1</duration>'), 'xspf-number'],
    ['a length with a point', track('<duration>1.5</duration>'), 'xspf-number'],
    ['a length of a year', track('<duration>31536000000</duration>'), 'xspf-number'],
    ['no length in its length', track('<duration/>'), 'xspf-number'],
    ['a number in words', track('<trackNum>một</trackNum>'), 'xspf-number'],
    ['a space in an address', track('<location>a b.mp3</location>'), 'xspf-address'],
    ['half an escape', track('<location>http://a/%2</location>'), 'xspf-address'],
    ['an address of no scheme', track('<location>:a</location>'), 'xspf-address'],
    ['brackets in an identifier', track('<identifier>&lt;a></identifier>'), 'xspf-address'],
    ['a date in words', playlist('<date>hôm nay</date><trackList/>'), 'xspf-time'],
  ])('is refused when it holds %s', (_what, text, reason) => {
    expect(readXspf(text)).toMatchObject({ ok: false, reason })
    expect(Object.keys(feedErrors)).toContain(reason)
  })

  it('is refused with the line on which it goes wrong', () => {
    const text = `${playlist('\n<trackList>\n<track>\n<duration>lâu</duration></track></trackList>')}`
    expect(readXspf(text)).toMatchObject({ params: { line: 5, element: 'duration', text: 'lâu' } })
  })
})

describe('a hostile XSPF', () => {
  it.each([
    ['entities that grow', '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'],
    ['a file of this machine', '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
    ['a definition from elsewhere', '<!DOCTYPE p SYSTEM "http://a/p.dtd">'],
  ])('is refused for %s', (_what, doctype) => {
    const text = `<?xml version="1.0"?>${doctype}<playlist version="1" xmlns="${NS}"><trackList><track><title>&a;</title></track></trackList></playlist>`
    expect(readXspf(text)).toMatchObject({ ok: false, reason: 'xspf-doctype' })
  })

  it('is refused at the depth and number that nobody needs', () => {
    const deep = `${'<a>'.repeat(100_000)}`
    const within = `<extension application="http://a/">${deep}`
    expect(readXspf(track(within).slice(0, 400_000))).toMatchObject({ reason: 'xspf-too-deep' })
    expect(readXspf(list('<track/>'.repeat(2_001)))).toMatchObject({ reason: 'playlist-too-many' })
    expect(readXspf(' '.repeat(1_500_001))).toMatchObject({ reason: 'playlist-too-large' })
  })

  it('is read or refused, never a fault, whatever was changed in it', () => {
    const good = writeXspf({
      title: 'T',
      sounds: [
        {
          title: 'A',
          durationMs: 1,
          locations: ['http://a/'],
          identifiers: ['urn:a:b'],
          startsAt: 0,
        },
      ],
    })
    fc.assert(
      fc.property(
        ...[fc.nat(good.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 12 })],
        (at, cut, put) => {
          const outcome = readXspf(good.slice(0, at) + put + good.slice(at + cut))
          if (!outcome.ok) expect(Object.keys(feedErrors)).toContain(outcome.reason)
        },
      ),
    )
  })
})
