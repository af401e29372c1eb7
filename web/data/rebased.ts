/**
 * What somebody filled in, on top of what others saved since the form was opened: a field that the
 * person did not touch is as it stands now.
 *
 * @param base as the form was opened
 * @param mine as it is filled in
 * @param theirs as it stands now
 * @returns with the fields that others changed meanwhile
 */
export function rebased<Kept>(
  base: Kept,
  mine: Kept,
  theirs: Kept,
): Readonly<{ wanted: Kept; others: readonly string[] }> {
  const touched = touchedOf(base, mine)
  const others = Object.keys(touchedOf(base, theirs))
  return { wanted: { ...mine, ...theirs, ...touched }, others }
}

/** The fields that somebody filled in otherwise than they were. */
export function touchedOf<Kept>(base: Kept, mine: Kept): Partial<Kept> {
  return Object.fromEntries(
    Object.entries(mine as object).filter(
      ([field, value]) => !isSame(value, base[field as keyof Kept]),
    ),
  ) as Partial<Kept>
}

/** Both are what JSON carries. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
