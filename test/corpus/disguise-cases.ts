import { symlink } from 'node:fs/promises'
import { type CorpusCase, refused } from './case.ts'
import { id3, type Kit, noise } from './kit.ts'

/** What is not sound at all, whatever its name says. Those that name other files name this one. */
const OTHER = 'f-cbr.mp3'

const html = `<!doctype html><title>404</title>${'<p>Không tìm thấy</p>'.repeat(200)}`
const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n${OTHER}\n#EXT-X-ENDLIST\n`
const concat = `ffconcat version 1.0\nfile '${OTHER}'\n`
const dash = `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><AdaptationSet mimeType="audio/mp4"><Representation id="1"><BaseURL>${OTHER}</BaseURL></Representation></AdaptationSet></Period></MPD>`
const session = `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n`

const texts: Readonly<Record<string, string>> = {
  'x-text.mp3': 'Kính gửi: Đài Truyền thanh huyện.\n'.repeat(400),
  'x-page.mp3': html,
  'x-concat.mp3': concat,
  'x-concat.wav': concat,
  'x-hls.mp3': playlist,
  'x-hls.m4a': playlist,
  'x-pls.mp3': `[playlist]\nNumberOfEntries=1\nFile1=${OTHER}\n`,
  'x-asx.wma': `<asx version="3.0"><entry><ref href="${OTHER}"/></entry></asx>`,
  'x-redirect.wma': `[Reference]\nRef1=http://127.0.0.1:9/${OTHER}?MSWMExt=.asf\n`,
  'x-dash.m4a': dash,
  'x-session.mp3': session,
  'x-subtitle.mp3': '1\n00:00:01,000 --> 00:00:02,000\nchào\n',
  'x-drawing.mp3': `<svg xmlns="http://www.w3.org/2000/svg"><image href="${OTHER}"/></svg>`,
  'x-terminal.ogg': '\u001b[2J\u001b[31mxin chào\r\n'.repeat(500),
  'x-rtf.m4a': '{\\rtf1\\ansi xin ch\\u224ao}',
  'x-metadata.mp3': ';FFMETADATA1\ntitle=x\n',
}

const binaries: Readonly<Record<string, Buffer>> = {
  'x-noise.mp3': noise(300_000),
  'x-zeros.mp3': Buffer.alloc(200_000),
  'x-one-byte.wav': Buffer.from('R'),
  'x-archive.mp3': Buffer.concat([Buffer.from('PK\u0003\u0004'), noise(5000)]),
  'x-program.mp3': Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001'), noise(5000)]),
  'x-document.mp3': Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(5000)]),
  'x-midi.wav': Buffer.from(
    'MThd\0\0\0\u0006\0\0\0\u0001\0\u0060MTrk\0\0\0\u0004\0\u00ff\u002f\0',
    'latin1',
  ),
  'x-hls-behind-tag.mp3': Buffer.concat([id3(['TIT2', Buffer.from('\0x')]), Buffer.from(playlist)]),
  'x-only-tag.mp3': id3(['TIT2', Buffer.from('\0x')]),
  'x-concat-as-amr.amr': Buffer.from(`#!AMR\n${concat}`),
  'x-text-as-ogg.ogg': Buffer.from(`OggS${html}`),
  'x-text-as-flac.flac': Buffer.from(`fLaC${concat}`),
  'x-text-as-wave.wav': Buffer.from(`RIFF\0\0\0\0WAVE${html}`),
  'x-text-as-webm.webm': Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.from(html)]),
  'x-text-as-mp4.m4a': Buffer.from(`\0\0\0\u0018ftypM4A \0\0\0\0${concat}`),
  'x-picture.wav': Buffer.from('RIFF\u0024\0\0\0WEBPVP8 \u0018\0\0\0', 'latin1'),
}

function pictured(...options: readonly string[]) {
  return (kit: Kit, path: string) =>
    kit.ffmpeg('-f', 'lavfi', '-i', 'testsrc=s=64x64:d=1:r=5', ...options, `file:${path}`)
}

/** Pictures with the voice. */
function filmed(...options: readonly string[]) {
  const pictures = ['-f', 'lavfi', '-i', 'testsrc=s=320x240:d=3']
  return (kit: Kit, path: string) =>
    kit.ffmpeg(...pictures, '-i', kit.voice, ...options, `file:${path}`)
}

export const disguiseCases: readonly CorpusCase[] = [
  { file: 'x-empty.mp3', make: '', expect: refused('empty-file') },
  ...[...Object.entries(texts), ...Object.entries(binaries)].map(([file, make]) => ({
    ...{ file, make },
    // Nothing of this AMR decodes, which one ffmpeg says and another does not.
    expect: refused('not-sound', ...(file.endsWith('.amr') ? (['too-short'] as const) : [])),
  })),
  {
    file: 'x-photo.mp3',
    make: pictured('-frames:v', '1', '-c:v', 'mjpeg', '-f', 'mjpeg'),
    expect: refused('not-sound'),
  },
  {
    file: 'x-photo.m4a',
    make: pictured('-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe'),
    expect: refused('not-sound'),
  },
  { file: 'x-film-only.mp4', make: pictured('-c:v', 'mpeg4'), expect: refused('no-audio-stream') },
  { file: 'x-film-only.mkv', make: pictured('-c:v', 'mpeg4'), expect: refused('no-audio-stream') },
  // Films of kinds that are not taken, whose sound looks like an MP3's.
  { file: 'x-film.mpg', make: filmed('-c:a', 'mp2', '-f', 'vcd'), expect: refused('not-sound') },
  {
    file: 'x-film-as.mp3',
    make: filmed('-c:a', 'mp2', '-f', 'mpeg', '-packetsize', '65000'),
    expect: refused('not-sound'),
  },
  {
    file: 'x-film.avi',
    make: filmed('-c:v', 'rawvideo', '-c:a', 'libmp3lame'),
    expect: refused('not-sound'),
  },
  { file: 'x-link.mp3', make: (_kit, path) => symlink(OTHER, path), expect: refused('not-a-file') },
]
