/** Words of an address that say a day. */
const DATES: readonly string[] = ['date', 'week', 'from', 'to']

/** Words of an address that are texts; others, and days that no calendar has, are dropped. */
export function texts<Name extends string>(...names: readonly Name[]) {
  return (search: Readonly<Record<string, unknown>>): Partial<Record<Name, string>> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = search[name]
        if (typeof value !== 'string' && typeof value !== 'number') return []
        const text = String(value)
        return DATES.includes(name) && !isDay(text) ? [] : [[name, text]]
      }),
    ) as Partial<Record<Name, string>>
}

/** True of a day that can be planned for and looked at: `2024-08-15`, of this century. */
export function isDay(text: string): boolean {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(text)) return false
  const midnight = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text)
}
