import type { WordingRule } from '../bulletin/wording.ts'
import type { Db, Deps } from '../deps.ts'

/** The rules of a campaign, in order. */
export async function listWordingRules(db: Db, campaign: string): Promise<WordingRule[]> {
  const rows = await db
    .selectFrom('wording_rule')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .orderBy('position')
    .execute()
  return rows.map(({ language, phrase, suggestion, note, valid_from }) => ({
    ...{ language, phrase, suggestion, note, validFrom: valid_from },
  }))
}

/** Puts these rules in the place of those that were; one transaction around it. */
export async function replaceWordingRules(
  db: Db,
  { newId }: Pick<Deps, 'newId'>,
  campaign: string,
  rules: readonly WordingRule[],
): Promise<void> {
  await db.deleteFrom('wording_rule').where('campaign_id', '=', campaign).execute()
  if (rules.length === 0) return
  await db
    .insertInto('wording_rule')
    .values(
      rules.map(({ language, phrase, suggestion, note, validFrom }, position) => ({
        ...{ id: newId(), campaign_id: campaign, position, language, note, valid_from: validFrom },
        ...{ phrase: phrase.normalize('NFC'), suggestion: suggestion?.normalize('NFC') ?? null },
      })),
    )
    .execute()
}
