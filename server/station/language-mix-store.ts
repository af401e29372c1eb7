import type { Db } from '../deps.ts'
import { checkLanguageMix } from './language-mix.ts'
import { stationProblem } from './station-errors.ts'
import { getStation, saveLanguageMix } from './station-store.ts'

/**
 * In which languages a station speaks when it airs by itself.
 * @param mix percent by language; null for no wish
 * @returns the mix before and after, as JSON
 * @throws Problem when the station does not speak one of them, or they are not the whole
 */
export async function changeLanguageMix(
  db: Db,
  id: string,
  mix: Parameters<typeof checkLanguageMix>[0] | null,
): Promise<Readonly<{ before: string | null; after: string | null }>> {
  const station = await getStation(db, id)
  const languages = JSON.parse(station.languages) as string[]
  const checked = mix && checkLanguageMix(mix, languages)
  if (checked && !checked.ok) throw stationProblem(checked.reason, checked.params)
  const after = mix && JSON.stringify(mix)
  await saveLanguageMix(db, id, after)
  return { before: station.language_mix, after }
}
