import type { importListVi } from '../vi/import-list.ts'
import type { Widened } from '../widened.ts'

/** Bringing a list of another program into a window. */
export const importListEn: Widened<typeof importListVi> = {
  importList: {
    open: 'Import a list…',
    title: 'Import a list into a window',
    drop: 'Drop the list here, or press to choose it',
    formats: 'M3U, M3U8 or XSPF, of any program',
    file: 'File: {{name}}',
    tooLarge: '{{name}} holds {{size}}: this is no list. Choose an .m3u8 or .xspf file.',
    unreadable: '{{name}} cannot be read. Choose it again.',
    window: 'Window',
    places: 'Places {{n}} bulletins',
    placesNone: 'Places no bulletin',
    fits: '{{length}} long; fits the station’s part ({{room}}).',
    over: '{{length}} long; exceeds the station’s part ({{room}}) by {{over}}. The preview asks what to do.',
    left: 'Leaves {{n}} entries',
    line: 'line {{line}}',
    by: {
      identifier: 'by the bulletin’s name',
      sound: 'by its sound',
      address: 'by its file’s address',
      title: 'by its title',
    },
    look: 'Preview',
  },
}
