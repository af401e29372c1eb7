import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { windowsQuery } from '../api/queries.ts'
import type { Block } from '../api/shapes.ts'
import { useSigned } from '../part/office.ts'

/**
 * Whose playlist tells what a station sounds: its own; or, where it has no player, the district's, of
 * which it carries the windows that it relays.
 */
export function useCarried(station: string, plays: boolean) {
  const { office } = useSigned()
  const windows = useQuery({ ...windowsQuery(station), enabled: !plays })
  const relayed = useMemo(
    () => new Set(windows.data?.map(({ relaysWindow }) => relaysWindow)),
    [windows.data],
  )
  const carries = useCallback(
    ({ window }: Pick<Block, 'window'>) => plays || relayed.has(window),
    [plays, relayed],
  )
  return { played: plays ? station : office.station, carries }
}
