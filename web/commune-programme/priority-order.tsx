import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asRead } from '../api/as-read.ts'
import { answer, api } from '../api/client.ts'
import type { CommuneProgramme } from '../api/shapes.ts'
import { inOrder, movedWithin, type OfferedBulletin } from '../data/commune-programme.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { ReadingDialog } from '../schedule/reading-dialog.tsx'
import { rehearsed, useReadingFirst } from '../schedule/reading-first.ts'
import { momentOf } from '../text/format.ts'
import { BulletinFacts } from './bulletin-facts.tsx'

/** Bulletins that must be in the programme; the commune decides which goes first when not all fit. */
export function PriorityOrder({ programme }: { programme: CommuneProgramme }) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const emergencies = programme.offered.filter(({ class: level }) => level === 'emergency')
  const kept = inOrder(programme)
  const { by, at } = programme.order
  return (
    <section className="campaign-part" aria-label={t('programme.must')}>
      <h2 className="part-title">{t('programme.must')}</h2>
      {kept.length + emergencies.length === 0 && <p className="note">{t('programme.mustNone')}</p>}
      {emergencies.length > 0 && (
        <ul className="programme-list">
          {emergencies.map((one) => (
            <li key={one.bulletin}>
              <BulletinFacts bulletin={one} />
            </li>
          ))}
        </ul>
      )}
      {kept.length > 0 && (
        // What came from the server begins it anew.
        <Ordering
          key={kept.map(({ bulletin }) => bulletin).join()}
          programme={programme}
          kept={kept}
        />
      )}
      {kept.length > 1 && (
        <p className="note" data-testid="order-by">
          {by && at !== null
            ? t('programme.orderedBy', { name: by.name, time: momentOf(at, zone) })
            : t('programme.orderedByNobody')}
        </p>
      )}
    </section>
  )
}

type Order = Readonly<{ station: string; bulletins: string[] }>

function Ordering({
  programme,
  kept,
}: {
  programme: CommuneProgramme
  kept: readonly OfferedBulletin[]
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [order, setOrder] = useState(kept)
  const [dragged, setDragged] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const changed = order.some(({ bulletin }, at) => bulletin !== kept[at]?.bulletin)
  const save = useReadingFirst({
    look: (body: Order) => rehearsed({ what: 'commune-order', ...body }),
    save: (body, revision) => {
      const params = { header: asRead(revision) }
      return answer(api.POST('/api/v1/commune-programme/order', { params, body }))
    },
    onDone: () => queries.invalidateQueries({ queryKey: ['programme'] }),
  })
  const move = (from: number, to: number) => {
    const title = order[from]?.title
    if (!title || to < 0 || to >= order.length) return
    setOrder(movedWithin(order, from, to))
    setSaid(t('programme.nowAt', { title, n: to + 1, of: order.length }))
  }
  const may = programme.mayDecide && order.length > 1
  return (
    <>
      <ol className="programme-list" data-testid="priority-order">
        {order.map((one, at) => (
          <li
            key={one.bulletin}
            data-testid="ordered"
            draggable={may}
            data-dragged={dragged === at || undefined}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              setDragged(at)
            }}
            onDragOver={(event) => {
              if (dragged === null) return
              event.preventDefault()
              if (dragged === at) return
              move(dragged, at)
              setDragged(at)
            }}
            onDrop={(event) => event.preventDefault()}
            onDragEnd={() => setDragged(null)}
          >
            <BulletinFacts bulletin={one} />
            {may && (
              <span className="order-buttons">
                <Button
                  variant="default"
                  size="sm"
                  px="xs"
                  disabled={at === 0}
                  aria-label={t('programme.up', { title: one.title })}
                  onClick={() => move(at, at - 1)}
                  data-testid="order-up"
                >
                  ↑
                </Button>
                <Button
                  variant="default"
                  size="sm"
                  px="xs"
                  disabled={at === order.length - 1}
                  aria-label={t('programme.down', { title: one.title })}
                  onClick={() => move(at, at + 1)}
                  data-testid="order-down"
                >
                  ↓
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
      <p className="unseen" role="status">
        {said}
      </p>
      <ProblemNote error={save.error} />
      <ReadingDialog reading={save} />
      {may && (
        <div className="form-row">
          <Button
            disabled={!changed}
            loading={save.asked !== null}
            onClick={() =>
              save.ask({
                station: programme.station,
                bulletins: order.map(({ bulletin }) => bulletin),
              })
            }
            data-testid="order-save"
          >
            {t('programme.saveOrder')}
          </Button>
          {changed && (
            <Button variant="default" onClick={() => setOrder(kept)}>
              {t('programme.undoOrder')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
