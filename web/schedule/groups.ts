/** Groups of stations that windows are laid down for. */
export function useGroups(): readonly Readonly<{
  id: string
  name: string
  stations: readonly string[]
}>[] {
  return []
}
