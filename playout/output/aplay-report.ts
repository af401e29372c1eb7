/**
 * What `aplay -v -V mono` says on its standard error: the sizes of the device, and a bar for each
 * period, drawn when the device has taken it.
 */
export type AplayReport = Readonly<{
  /** Takes what it wrote; returns what of it is a complaint. */
  read(text: string): string
  /** Samples that the device took. */
  taken(): number
  /** Samples that the device holds at most. */
  buffer(): number
  /** Another aplay. */
  reset(): void
}>

/** What it is asked for, until it says what it got: 20 and 300 ms. */
const PERIOD = 960
const BUFFER = 14_400
/** The line that it begins with, its set-up, and the bars. */
const NO_COMPLAINT = /^(Playing raw data|Its setup is:| {1,2}\w[\w ]*: |\s*$|.*\| *\d+%|.*MAX *$)/

export function createAplayReport(): AplayReport {
  let period = PERIOD
  let buffer = BUFFER
  let bars = 0
  let rest = ''

  function readLine(line: string): string {
    const size = /^\s+(buffer|period)_size\s*: (\d+)/.exec(line)
    if (size?.[1] === 'buffer') buffer = Number(size[2])
    if (size?.[1] === 'period') period = Number(size[2])
    return NO_COMPLAINT.test(line) ? '' : `${line}\n`
  }

  return {
    read: (text) => {
      // A bar begins where a terminal would draw it over the one before.
      bars += text.split('\r').length - 1
      const lines = `${rest}${text}`.split(/[\r\n]/)
      rest = lines.pop() ?? ''
      return lines.map(readLine).join('')
    },
    taken: () => bars * period,
    buffer: () => buffer,
    reset: () => {
      period = PERIOD
      buffer = BUFFER
      bars = 0
      rest = ''
    },
  }
}
