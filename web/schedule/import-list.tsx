import { Button, NativeSelect, Stack, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImportedList, importQuery } from '../api/feeds.ts'
import { planQuery } from '../api/queries.ts'
import { takesMore } from '../data/board.ts'
import { DayChoice } from '../part/day-choice.tsx'
import { Dialog } from '../part/dialog.tsx'
import { ProblemNote } from '../part/problem-note.tsx'
import { useSaid } from '../part/said.ts'
import { Waiting } from '../part/waiting.tsx'
import { lengthOf, sizeOf } from '../text/format.ts'
import { useChanges } from './changes.ts'
import { useSchedulePlace } from './place.ts'
import { useWindowOption } from './window-option.ts'

/** What is larger is a sound or worse, and is not even read; the server has its own limit. */
const LARGEST_BYTES = 5_000_000

type Chosen = Readonly<{ name: string; text: string }>

/** An M3U or XSPF file of any program into a window: what it would place, and then as any change. */
export function ImportList({
  station,
  date: first,
  onClose,
}: {
  station: string
  date: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { today } = useSchedulePlace()
  const { ask } = useChanges()
  const option = useWindowOption()
  const [file, setFile] = useState<Chosen | null>(null)
  const [date, setDate] = useState(first)
  const [window, setWindow] = useState<string | null>(null)
  const plan = useQuery(planQuery(station, date))
  const windows = plan.data?.blocks.filter(takesMore) ?? []
  // The same window of another day is still meant when the day changes.
  const chosen = windows.find((one) => one.window === window) ?? windows[0]
  const read = useQuery({
    ...importQuery({ station, date, window: chosen?.window ?? '', text: file?.text ?? '' }),
    enabled: file !== null && chosen !== undefined,
  })
  const changes = read.data?.changes ?? []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (changes.length === 0) return
    onClose()
    ask(changes)
  }
  return (
    <Dialog onClose={onClose} title={t('importList.title')} size={620}>
      <form onSubmit={submit}>
        <Stack pt={4} data-testid="import-list">
          <ListFile file={file} onFile={setFile} />
          <DayChoice date={date} today={today} onDate={setDate} />
          <ProblemNote error={plan.error} again={() => void plan.refetch()} />
          {plan.data && windows.length === 0 && <p role="note">{t('place.noWindows')}</p>}
          {plan.data && chosen && (
            <NativeSelect
              label={t('importList.window')}
              value={chosen.window}
              onChange={(event) => setWindow(event.currentTarget.value)}
              data={windows.map((one) => ({
                value: one.window,
                label: plan.data ? option(one, plan.data) : '',
              }))}
              data-testid="import-window"
            />
          )}
          {file && <ProblemNote error={read.error} />}
          {read.isLoading && <Waiting />}
          {file && read.data && <WhatComes list={read.data} />}
          <div className="actions">
            <Button variant="default" onClick={onClose}>
              {t('change.cancel')}
            </Button>
            <Button type="submit" disabled={changes.length === 0} data-testid="import-look">
              {t('importList.look')}
            </Button>
          </div>
        </Stack>
      </form>
    </Dialog>
  )
}

function ListFile({
  file,
  onFile,
}: {
  file: Chosen | null
  onFile: (file: Chosen | null) => void
}) {
  const { t, i18n } = useTranslation()
  const [fault, setFault] = useState<string | null>(null)
  async function take([given]: readonly File[]): Promise<void> {
    if (!given) return
    const { name, size } = given
    const refuse = (says: string) => {
      onFile(null)
      setFault(says)
    }
    if (size > LARGEST_BYTES)
      return refuse(t('importList.tooLarge', { name, size: sizeOf(size, i18n.language) }))
    try {
      onFile({ name, text: await given.text() })
      setFault(null)
    } catch {
      refuse(t('importList.unreadable', { name }))
    }
  }
  return (
    <>
      <Dropzone
        onDrop={(files: File[]) => void take(files)}
        multiple={false}
        inputProps={{ 'aria-label': t('importList.drop') }}
        aria-label={t('importList.drop')}
        className="drop"
        data-autofocus
        data-testid="import-drop"
        p="md"
      >
        <Text fw={600} ta="center">
          {file ? t('importList.file', { name: file.name }) : t('importList.drop')}
        </Text>
        <Text size="sm" ta="center">
          {t('importList.formats')}
        </Text>
      </Dropzone>
      {fault && <p role="alert">{fault}</p>}
    </>
  )
}

function WhatComes({ list }: { list: ImportedList }) {
  const { t } = useTranslation()
  const said = useSaid()
  const { placed, left, lengthMs, roomMs } = list
  const lengths = { length: lengthOf(lengthMs), room: lengthOf(roomMs) }
  return (
    <div className="import-list">
      <section aria-labelledby="import-placed">
        <h3 id="import-placed" role="status">
          {placed.length > 0
            ? t('importList.places', { n: placed.length })
            : t('importList.placesNone')}
        </h3>
        {placed.length > 0 && (
          <p className="note">
            {lengthMs <= roomMs
              ? t('importList.fits', lengths)
              : t('importList.over', { ...lengths, over: lengthOf(lengthMs - roomMs) })}
          </p>
        )}
        <ol data-testid="import-placed">
          {placed.map(({ line, title, lengthMs, language, by }) => (
            <li key={line}>
              <span lang={language}>{title}</span>{' '}
              <span className="note">
                <span className="tabular">{lengthOf(lengthMs)}</span> · {t(`importList.by.${by}`)} ·{' '}
                {t('importList.line', { line })}
              </span>
            </li>
          ))}
        </ol>
      </section>
      {left.length > 0 && (
        <section aria-labelledby="import-left">
          <h3 id="import-left">{t('importList.left', { n: left.length })}</h3>
          <ul data-testid="import-left">
            {left.map(({ line, reason }) => (
              <li key={line}>
                {said(reason)} <span className="note">{t('importList.line', { line })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
