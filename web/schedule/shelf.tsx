import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type PointerEvent as ReactPointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bulletinsQuery } from '../api/queries.ts'
import { type Shelved, shelved } from '../data/shelf.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { lengthOf } from '../text/format.ts'
import type { Held } from './dragging.ts'
import { useSchedulePlace } from './place.ts'
import type { Placing } from './place-dialog.tsx'

/** Fetched at once; whoever looks for another types a few letters. */
const SHOWN = 30

/** Approved bulletins to put into a window: dragged, or by "Đặt vào…". */
export function Shelf({
  station,
  onPlace,
  onGrab,
}: {
  station: string
  onPlace: (placing: Placing) => void
  /** Null where nothing is dragged, as on a phone. */
  onGrab: ((event: ReactPointerEvent<HTMLElement>, held: Held) => void) | null
}) {
  const { t } = useTranslation()
  const { stations, now } = useSchedulePlace()
  const [words, setWords] = useState('')
  const filter = { state: 'approved' as const, ...(words.trim() ? { q: words.trim() } : {}) }
  const found = useQuery(bulletinsQuery(filter, SHOWN, false))
  const languages = stations.find(({ id }) => id === station)?.languages ?? ['vi']
  const list = shelved(found.data?.bulletins ?? [], languages, now)
  const more = (found.data?.total ?? 0) - (found.data?.bulletins.length ?? 0)
  return (
    <aside className="shelf no-print" aria-label={t('shelf.title')} data-testid="shelf">
      <h2 className="part-title">{t('shelf.title')}</h2>
      {onGrab && <p className="note">{t('shelf.says')}</p>}
      <TextInput
        type="search"
        aria-label={t('shelf.search')}
        placeholder={t('bulletin.searchHint')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ProblemNote error={found.error} />
      {found.isPending && <Waiting />}
      {found.data && list.length === 0 && <p className="note">{t('shelf.empty')}</p>}
      <ul className="shelf-list">
        {list.map((one) => (
          <ShelfRow key={one.version.id} one={one} onPlace={onPlace} onGrab={onGrab} />
        ))}
      </ul>
      {more > 0 && <p className="note">{t('shelf.more', { n: more })}</p>}
    </aside>
  )
}

function ShelfRow({
  one,
  onPlace,
  onGrab,
}: {
  one: Shelved
  onPlace: (placing: Placing) => void
  onGrab: ((event: ReactPointerEvent<HTMLElement>, held: Held) => void) | null
}) {
  const { t } = useTranslation()
  const { version, title, lengthMs } = one
  const grab = (event: ReactPointerEvent<HTMLElement>) =>
    onGrab?.(event, { version: version.id, title, lengthMs })
  return (
    <li className="shelf-row" data-testid="shelf-row">
      <div
        className="shelf-what"
        data-grabbable={onGrab ? true : undefined}
        onPointerDown={(event) => {
          if (event.pointerType !== 'touch') grab(event)
        }}
      >
        {onGrab && (
          <span
            className="shelf-grip"
            title={t('shelf.drag', { title })}
            onPointerDown={grab}
            aria-hidden="true"
          >
            ⠿
          </span>
        )}
        <span className="shelf-title">{title}</span>
        <span className="note tabular">
          {lengthOf(lengthMs)}
          {version.language !== 'vi' && ` · ${t(`lang.${version.language}`)}`}
          {version.class !== 'ordinary' && ` · ${t(`class.${version.class}`)}`}
        </span>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('shelf.placeOne', { title })}
        onClick={() => onPlace({ kind: 'version', version: version.id, title })}
        data-testid="shelf-place"
      >
        {t('shelf.place')}
      </Button>
    </li>
  )
}
