import type { Bulletin, Version } from '../../web/api/shapes.ts'

/** A draft in Vietnamese, unless told otherwise. */
export function aVersion(number: number, news: Partial<Version> = {}): Version {
  return {
    ...{ id: `b1/${number}`, number, language: 'vi', text: '', state: 'draft', awaiting: null },
    ...{ author: { id: 'lan', name: 'Nguyễn Thị Lan' }, createdAt: 100, submittedAt: null },
    ...{ approver: null, approvedAt: null, returnedNote: null, validFrom: 1_000, validTo: null },
    ...{ class: 'ordinary', contentType: 'news', translates: null, speech: null },
    ...{ reviewer: null, reviewedAt: null, supersededAt: null, recalledAt: null, sound: null },
    ...{ seal: 's', listened: false, actions: [], blocked: [] },
    ...news,
  }
}

export function aBulletin(title: string, ...versions: Version[]): Bulletin {
  return {
    ...{ id: title, unit: 'mytu', unitName: 'Huyện Mỹ Tú', title, campaign: null, createdAt: 0 },
    versions: versions.length > 0 ? versions : [aVersion(1)],
    next: null,
  }
}
