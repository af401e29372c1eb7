import type { OwnReading } from '../../media/speech/own-readings.ts'
import type { Db } from '../deps.ts'
import { findSetting, saveSetting } from '../settings.ts'
import { OwnReadings } from './speech-view.ts'

/** How this office reads its own words, in every bulletin. */
export async function findOfficeReadings(db: Db): Promise<readonly OwnReading[]> {
  return OwnReadings.parse(JSON.parse((await findSetting(db, 'speech-readings')) ?? '[]'))
}

export async function saveOfficeReadings(db: Db, readings: readonly OwnReading[]): Promise<void> {
  await saveSetting(db, 'speech-readings', JSON.stringify(readings))
}
