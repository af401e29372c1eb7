import type { paperVi } from '../vi/paper.ts'
import type { Widened } from '../widened.ts'

/** Printing schedules and books, and addresses to subscribe to. */
export const paperEn: Widened<typeof paperVi> = {
  paper: {
    week: 'Print the week',
    book: 'Print the book',
    weekTitle: 'The schedule on paper',
    bookTitle: 'The book on paper',
    print: 'Print',
    back: 'Schedule',
    weekBefore: 'Week before',
    weekAfter: 'Week after',
    weekOf: 'Week from',
    which: 'Book',
    log: 'As-run log',
    relay: 'Relay register',
  },
  feeds: {
    open: 'Schedule on a phone',
    says: 'Every phone or player should have an address of its own. Whoever has it sees the station’s schedule; revoke it when the phone is lost.',
    name: 'Whose, and which device',
    nameHint: 'Such as: duty officer’s phone',
    make: 'Make an address',
    once: 'The address is shown this once. Scan the code with the phone, or copy it into the calendar.',
    qr: 'QR code of the calendar’s address {{name}}',
    calendar: 'Calendar (iCalendar)',
    m3u8: 'Today’s list (M3U8)',
    xspf: 'Today’s list (XSPF)',
    copy: 'Copy',
    copied: 'Copied',
    list: 'Addresses in use',
    none: 'There is no address yet.',
    madeBy: 'Made by {{name}} on {{time}}',
    revoke: 'Revoke',
    revokeOf: 'Revoke the address {{name}}',
    sure: 'Really revoke',
    files: 'Download the next 7 days',
    semicolons: 'CSV for Vietnamese Excel',
  },
}
