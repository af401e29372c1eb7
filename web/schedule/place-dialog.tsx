import { Button, NativeSelect, Radio, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { planQuery } from '../api/queries.ts'
import type { Block, Item, Plan } from '../api/shapes.ts'
import { opensAt, takesMore } from '../data/board.ts'
import { endOf, msOf } from '../data/plan-line.ts'
import { offsetOfTyped } from '../data/typed-time.ts'
import { DayChoice } from '../part/day-choice.tsx'
import { Dialog } from '../part/dialog.tsx'
import { ProblemNote } from '../part/problem-note.tsx'
import { timeOf } from '../text/format.ts'
import { useChanges } from './changes.ts'
import { useSchedulePlace } from './place.ts'
import { useWindowOption } from './window-option.ts'

/** What is to be put somewhere: an approved version, or an item that is in the plan. */
export type Placing =
  | Readonly<{ kind: 'version'; version: string; title: string }>
  | Readonly<{ kind: 'item'; item: Item; block: Block }>

/** The way to place and move without dragging: a day, a window, where it fits or an exact second. */
export function PlaceDialog({
  placing,
  station,
  date: first,
  onClose,
}: {
  placing: Placing
  station: string
  date: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { today } = useSchedulePlace()
  const [date, setDate] = useState(first)
  const plan = useQuery(planQuery(station, date))
  const title = placing.kind === 'item' ? placing.item.title : placing.title
  return (
    <Dialog
      onClose={onClose}
      title={`${t(placing.kind === 'item' ? 'place.moveTitle' : 'place.title')}: ${title}`}
      size={560}
      className="change-dialog"
    >
      <Stack data-testid="place-dialog">
        <DayChoice date={date} today={today} onDate={setDate} />
        <ProblemNote error={plan.error} again={() => void plan.refetch()} />
        {plan.data && (
          <WindowForm
            key={plan.data.date}
            plan={plan.data}
            station={station}
            placing={placing}
            onClose={onClose}
          />
        )}
      </Stack>
    </Dialog>
  )
}

function WindowForm({
  plan,
  station,
  placing,
  onClose,
}: {
  plan: Plan
  station: string
  placing: Placing
  onClose: () => void
}) {
  const { t } = useTranslation()
  const option = useWindowOption()
  const { ask } = useChanges()
  const windows = plan.blocks.filter(takesMore)
  const here = placing.kind === 'item' ? placing.block : null
  const [chosen, setChosen] = useState(
    windows.find(({ window }) => window === here?.window)?.id ?? windows[0]?.id ?? '',
  )
  const [exact, setExact] = useState(false)
  const [typed, setTyped] = useState('')
  const block = windows.find(({ id }) => id === chosen)
  if (!block) return <p role="note">{t('place.noWindows')}</p>
  const offset = exact ? offsetOfTyped(typed, block, plan.zone) : null
  const ready = !exact || offset !== null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    onClose()
    const where = { window: block.window, date: plan.date, offsetSamples: offset }
    ask([
      placing.kind === 'item'
        ? {
            ...{ kind: 'move', item: placing.item.id, ...where },
            of: { station, date: placing.block.date },
          }
        : { kind: 'place', station, version: placing.version, ...where },
    ])
  }
  const suggested =
    placing.kind === 'item' && here?.id === block.id
      ? block.startsAt + msOf(placing.item.offsetSamples)
      : opensAt(block)
  return (
    <form onSubmit={submit}>
      <Stack>
        <NativeSelect
          label={t('place.window')}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={windows.map((one) => ({ value: one.id, label: option(one, plan) }))}
          data-autofocus
          data-testid="place-window"
        />
        <Radio.Group
          label={t('place.how')}
          value={exact ? 'exact' : 'fits'}
          onChange={(value) => {
            setExact(value === 'exact')
            if (typed === '') setTyped(timeOf(suggested, plan.zone))
          }}
        >
          <Stack gap={6} mt={4}>
            <Radio value="fits" label={t('place.fits')} />
            <Radio value="exact" label={t('place.exact')} data-testid="place-exact" />
          </Stack>
        </Radio.Group>
        {exact && (
          <TextInput
            label={t('place.time')}
            description={t('place.timeHint')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={
              offset === null
                ? t('place.timeWrong', {
                    from: timeOf(opensAt(block), plan.zone),
                    to: timeOf(endOf(block), plan.zone),
                  })
                : undefined
            }
            autoComplete="off"
            data-testid="place-time"
          />
        )}
        <div className="actions">
          <Button variant="default" onClick={onClose}>
            {t('change.cancel')}
          </Button>
          <Button type="submit" disabled={!ready} data-testid="place-look">
            {t('place.look')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
