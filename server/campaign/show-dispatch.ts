import type { z } from 'zod'
import type { Dispatch } from './dispatch.ts'
import type { Found } from './dispatch-finding.ts'
import { type DispatchMissing, dispatchMissing, dispatchNotes } from './dispatch-text.ts'
import type { DispatchView } from './dispatch-view.ts'
import { writtenDate } from './written-moment.ts'

export function showDispatch(dispatch: Dispatch): z.output<typeof DispatchView> {
  const { text } = dispatch
  const one = <Value>({ value, start, end, sure, note }: Found<Value>) => ({
    ...{ value, start, end, quote: text.slice(start, end), sure },
    note: note && { code: note, ...dispatchNotes[note] },
  })
  const maybe = <Value>(found: Found<Value> | null) => found && one(found)
  return {
    text,
    sign: maybe(dispatch.sign),
    issuedOn: maybe(dispatch.issuedOn),
    issuer: maybe(dispatch.issuer),
    subject: maybe(dispatch.subject),
    recipients: dispatch.recipients.map(one),
    relayedBy: dispatch.relayedBy.map(one),
    airedBy: dispatch.airedBy.map(one),
    periodFrom: maybe(dispatch.periodFrom),
    periodTo: maybe(dispatch.periodTo),
    reportDates: dispatch.reportDates.map(one),
    reportTo: maybe(dispatch.reportTo),
    suggested: { name: nameOf(dispatch), dispatch: documentOf(dispatch) },
    missing: missingOf(dispatch).map((code) => ({ code, ...dispatchMissing[code] })),
  }
}

/** What is to be done is left out: "Dừng công nghệ di động 2G". */
function nameOf({ subject }: Dispatch): string {
  const whole = subject?.value ?? ''
  const bare = whole.replace(
    /^(?:về\s+việc\s+)?(?:(?:triển khai|tổ chức|phối hợp|tăng cường|đẩy mạnh|tiếp tục|thực hiện|công tác|truyền thông|thông tin|tuyên truyền|phát thanh|phát sóng|và|,)\s+)*(?:về\s+(?:việc\s+)?)?(?=\S)/iu,
    '',
  )
  return nameFrom(bare.length > 3 ? bare : whole)
}

function nameFrom(bare: string): string {
  return (bare.slice(0, 1).toLocaleUpperCase('vi') + bare.slice(1)).slice(0, 200)
}

function documentOf({ sign, issuedOn, issuer, subject }: Dispatch): string {
  const day = issuedOn
    ? issuedOn.sure
      ? ` ngày ${writtenDate(issuedOn.value)}`
      : ` tháng ${Number(issuedOn.value.slice(5, 7))}/${issuedOn.value.slice(0, 4)}`
    : ''
  const words = [
    `${kindOf(sign?.value ?? '')}${sign ? ` số ${sign.sure ? '' : '…'}${sign.value}` : ''}${day}`,
    issuer ? ` của ${issuer.value}` : '',
    subject ? `, V/v ${subject.value}` : '',
  ].join('')
  return (sign ?? issuedOn ?? issuer ?? subject) ? words.slice(0, 500) : ''
}

/** Nghị định 30/2020/NĐ-CP: the sign says what kind of document it is; a công văn's does not. */
function kindOf(sign: string): string {
  const kinds = { TB: 'Thông báo', KH: 'Kế hoạch', HD: 'Hướng dẫn', CĐ: 'Công điện' }
  const written = /\/(TB|KH|HD|CĐ)-/u.exec(sign)?.[1] as keyof typeof kinds | undefined
  return written ? kinds[written] : 'Công văn'
}

function missingOf(dispatch: Dispatch): DispatchMissing[] {
  const isOpen = /đến\s*khi\s*có\s*(?:thông\s*báo|chỉ\s*đạo|văn\s*bản|hướng\s*dẫn)/iu.test(
    dispatch.text,
  )
  const missing: readonly (readonly [boolean, DispatchMissing])[] = [
    [dispatch.sign === null, 'no-sign'],
    [dispatch.issuedOn === null, 'no-date'],
    [dispatch.issuer === null, 'no-issuer'],
    [dispatch.subject === null, 'no-subject'],
    [dispatch.relayedBy.length === 0, 'no-relays'],
    [dispatch.periodFrom === null, 'no-period-from'],
    [dispatch.periodTo === null && !isOpen, 'no-period-to'],
    [dispatch.periodTo === null && isOpen, 'period-open'],
    [dispatch.reportDates.length === 0, 'no-reports'],
  ]
  return missing.flatMap(([isMissing, code]) => (isMissing ? [code] : []))
}
