/** Hours of a station's day, `HH:MM`, that may run over midnight; `to` itself is no longer quiet. */
export type QuietHours = Readonly<{ from: string; to: string }>

/** True when an instant (UTC ms) falls into quiet hours by the local time of an IANA zone. */
export function inQuietHours(quiet: QuietHours, zone: string, instant: number): boolean {
  const time = timeOfDay(zone, instant)
  return quiet.from <= quiet.to
    ? time >= quiet.from && time < quiet.to
    : time >= quiet.from || time < quiet.to
}

/** Making a format costs far more than using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** Local `HH:MM` of an instant. */
function timeOfDay(zone: string, instant: number): string {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  return format.format(instant)
}
