import type { Campaign } from '../api/shapes.ts'

type Named = Readonly<{ name: string; dispatch: string; from: string; to: string }>

/** A campaign that is there already and may come from the same dispatch: same number, or same name and days in common. */
export function twinOf(draft: Named, campaigns: readonly Campaign[]): Campaign | null {
  const [name, number] = [plain(draft.name), plain(draft.dispatch)]
  return (
    campaigns.find((one) => {
      if (number !== '' && plain(one.dispatch) === number) return true
      const last = one.extendedUntil ?? one.periodTo
      return plain(one.name) === name && one.periodFrom <= draft.to && draft.from <= last
    }) ?? null
  )
}

function plain(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('vi').replaceAll(/\s+/g, ' ').trim()
}
