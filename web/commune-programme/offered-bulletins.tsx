import { Button, Checkbox } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asRead } from '../api/as-read.ts'
import { answer, api } from '../api/client.ts'
import type { Rehearsal } from '../api/planning.ts'
import type { CommuneProgramme } from '../api/shapes.ts'
import type { OfferedBulletin } from '../data/commune-programme.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { ReadingDialog } from '../schedule/reading-dialog.tsx'
import { rehearsed, useReadingFirst } from '../schedule/reading-first.ts'
import { momentOf } from '../text/format.ts'
import { BulletinFacts } from './bulletin-facts.tsx'

/** Ordinary bulletins that the district lends: the commune picks, and for which of its windows. */
export function OfferedBulletins({ programme }: { programme: CommuneProgramme }) {
  const { t } = useTranslation()
  const lent = programme.offered.filter(
    ({ source, class: level }) => source === 'lent' && level === 'ordinary',
  )
  return (
    <section className="campaign-part" aria-label={t('programme.offered')}>
      <h2 className="part-title">{t('programme.offered')}</h2>
      {lent.length === 0 && <p className="note">{t('programme.offeredNone')}</p>}
      <ul className="programme-list">
        {lent.map((one) => (
          <Offered key={one.bulletin} bulletin={one} programme={programme} />
        ))}
      </ul>
    </section>
  )
}

function Offered({
  bulletin,
  programme,
}: {
  bulletin: OfferedBulletin
  programme: CommuneProgramme
}) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const { pick } = bulletin
  const [choosing, setChoosing] = useState(false)
  const decision = useDecision(() => setChoosing(false))
  const { ask, asked, error } = decision
  const { station } = programme
  const take = (windows: string[] | null) =>
    ask({ what: 'commune-pick', station, bulletin: bulletin.bulletin, windows })
  const taking = asked?.what === 'commune-pick'
  const chosen = pick?.windows?.flatMap(
    (id) => programme.windows.find((window) => window.id === id) ?? [],
  )
  return (
    <li data-testid="offered" data-picked={pick !== null || undefined}>
      <div>
        <BulletinFacts bulletin={bulletin} />
        {pick && (
          <p className="made-good">
            {t('programme.pickedBy', { name: pick.by.name, time: momentOf(pick.at, zone) })}{' '}
            {chosen
              ? t('programme.inWindows', {
                  windows: chosen
                    .map(({ startsAt, name }) =>
                      t('programme.window', { time: startsAt.slice(0, 5), name }),
                    )
                    .join('; '),
                })
              : t('programme.inAny')}
          </p>
        )}
        {choosing && (
          <WindowChoice
            programme={programme}
            chosen={pick?.windows ?? null}
            busy={taking}
            onChoose={take}
          />
        )}
        <ProblemNote error={error} />
        <ReadingDialog reading={decision} />
      </div>
      {programme.mayDecide && (
        <span className="order-buttons">
          {!pick && (
            <Button
              size="sm"
              loading={taking}
              onClick={() => take(null)}
              aria-label={t('programme.pickThis', { title: bulletin.title })}
              data-testid="pick"
            >
              {t('programme.pick')}
            </Button>
          )}
          {programme.windows.length > 1 && (
            <Button
              size="sm"
              variant="default"
              aria-expanded={choosing}
              onClick={() => setChoosing(!choosing)}
              data-testid="pick-windows"
            >
              {t('programme.chooseWindows')}
            </Button>
          )}
          {pick && (
            <Button
              size="sm"
              variant="default"
              loading={asked !== null && !taking}
              onClick={() => ask({ what: 'commune-pick-dropped', pick: pick.id })}
              aria-label={t('programme.dropThis', { title: bulletin.title })}
              data-testid="drop-pick"
            >
              {t('programme.drop')}
            </Button>
          )}
        </span>
      )}
    </li>
  )
}

type Decision = Extract<Rehearsal, { what: 'commune-pick' | 'commune-pick-dropped' }>

function useDecision(onDecided: () => void) {
  const queries = useQueryClient()
  return useReadingFirst({
    look: (wanted: Decision) => rehearsed(wanted),
    save: (wanted, revision) => {
      const header = asRead(revision)
      if (wanted.what === 'commune-pick-dropped')
        return answer(
          api.DELETE('/api/v1/commune-programme/picks/{pick}', {
            params: { header, path: { pick: wanted.pick } },
          }),
        )
      const { what: _, ...body } = wanted
      return answer(api.POST('/api/v1/commune-programme/picks', { params: { header }, body }))
    },
    onDone: async () => {
      for (const key of ['programme', 'plan']) await queries.invalidateQueries({ queryKey: [key] })
      onDecided()
    },
  })
}

/** In which of the commune's windows a picked bulletin may sound. */
function WindowChoice({
  programme,
  chosen,
  busy,
  onChoose,
}: {
  programme: CommuneProgramme
  chosen: readonly string[] | null
  busy: boolean
  onChoose: (windows: string[] | null) => void
}) {
  const { t } = useTranslation()
  const every = programme.windows.map(({ id }) => id)
  const [windows, setWindows] = useState<readonly string[]>(chosen ?? every)
  const all = every.every((id) => windows.includes(id))
  return (
    <div className="window-choice">
      <Checkbox.Group
        label={t('programme.whichWindows')}
        value={[...windows]}
        onChange={setWindows}
      >
        <div className="checks">
          {programme.windows.map(({ id, startsAt, name }) => (
            <Checkbox
              key={id}
              value={id}
              label={t('programme.window', { time: startsAt.slice(0, 5), name })}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Button
        size="sm"
        mt="xs"
        loading={busy}
        disabled={windows.length === 0}
        onClick={() => onChoose(all ? null : [...windows])}
        data-testid="windows-save"
      >
        {t('save')}
      </Button>
    </div>
  )
}
