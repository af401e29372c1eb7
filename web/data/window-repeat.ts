/** How a window comes back, as people choose it; an RRULE for whoever knows them. */
export type Repeat = Readonly<{
  kind: 'weekdays' | 'fortnight' | 'monthly' | 'rule'
  /** Bit 0 Monday … bit 6 Sunday. */
  weekdays: number
  /** The first … fourth of its kind in a month, or the last (-1). */
  nth: number
  weekday: number
  rule: string
}>

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** What is sent; null while nothing is chosen. */
export function ruleOf(repeat: Repeat): { weekdays: number; rule: string | null } | null {
  const { kind, weekdays } = repeat
  if (kind === 'rule')
    return repeat.rule.trim() === '' ? null : { weekdays: 127, rule: repeat.rule.trim() }
  if (kind === 'monthly')
    return { weekdays: 127, rule: `FREQ=MONTHLY;BYDAY=${repeat.nth}${DAYS[repeat.weekday]}` }
  if (weekdays === 0) return null
  if (kind === 'weekdays') return { weekdays, rule: null }
  return { weekdays: 127, rule: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${daysOf(weekdays)}` }
}

/** A rule as people would have chosen it; one that they could not have is shown as it is. */
export function readRepeat(rule: string | null, weekdays: number): Repeat {
  const plain: Repeat = { kind: 'weekdays', weekdays, nth: 1, weekday: 0, rule: rule ?? '' }
  if (rule === null) return plain
  const fortnight = /^FREQ=WEEKLY;INTERVAL=2;BYDAY=((MO|TU|WE|TH|FR|SA|SU)(,|$))+$/.exec(rule)
  if (fortnight) return { ...plain, kind: 'fortnight', weekdays: weekdaysOfRule(rule) ?? 0 }
  const monthly = /^FREQ=MONTHLY;BYDAY=(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)$/.exec(rule)
  if (!monthly) return { ...plain, kind: 'rule' }
  const weekday = DAYS.indexOf(monthly[2] as (typeof DAYS)[number])
  return { ...plain, kind: 'monthly', nth: Number(monthly[1]), weekday }
}

/** The weekdays that a rule names, as bits; null when it names none. */
export function weekdaysOfRule(rule: string): number | null {
  const named = /BYDAY=([^;]*)/.exec(rule)?.[1]?.split(',') ?? []
  const bits = named.map((day) => DAYS.indexOf(day.slice(-2) as (typeof DAYS)[number]))
  return bits.length === 0 ? null : bits.reduce((sum, bit) => (bit < 0 ? sum : sum | (1 << bit)), 0)
}

function daysOf(weekdays: number): string {
  return DAYS.filter((_, day) => weekdays & (1 << day)).join(',')
}
