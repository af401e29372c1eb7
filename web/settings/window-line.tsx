import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { StationGroup, Window } from '../api/shapes.ts'
import { useSpan } from '../part/spans.ts'
import { writtenDate } from '../text/format.ts'
import { useRepeatWords } from './repeat-words.ts'

/** One window in words, and what may be done with it; a relaying one is changed at the relayed one. */
export function WindowLine({
  window,
  groups,
  onDo,
}: {
  window: Window
  groups: readonly StationGroup[]
  onDo: ((what: 'change' | 'end' | 'except') => void) | null
}) {
  const { t } = useTranslation()
  const span = useSpan()
  const repeat = useRepeatWords()
  const { name, startsAt, relaysWindow } = window
  const group = groups.find(({ id }) => id === window.group)?.name
  const said = [
    t('airtime.since', { date: writtenDate(window.validFrom) }),
    window.validTo && t('airtime.until', { date: writtenDate(window.validTo) }),
    group && t('airtime.ofGroup', { name: group }),
    relaysWindow && t(window.relayMode === 'later' ? 'airtime.relaysLater' : 'airtime.relays'),
    window.exceptDates.length > 0 &&
      `${t('airtime.except')}: ${window.exceptDates.map(writtenDate).join(', ')}`,
    window.alsoDates.length > 0 &&
      `${t('airtime.also')}: ${window.alsoDates.map(writtenDate).join(', ')}`,
  ].filter(Boolean)
  return (
    <li>
      <b className="tabular">{startsAt}</b>{' '}
      {/* A window that has no other name is called by its time. */}
      {startsAt.startsWith(name) ? '' : name} · {span(window.lengthMs)} ·{' '}
      {repeat(window.rule, window.weekdays)}
      <div className="note">
        {window.segments
          .map((one) => `${t(`source.${one.source}`)} ${span(one.lengthMs)}`)
          .join(' → ')}
        {' · '}
        {said.join(' · ')}
      </div>
      {onDo && (
        <div className="window-acts">
          {relaysWindow === null && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('airtime.change', { name: `${startsAt} ${name}` })}
              onClick={() => onDo('change')}
            >
              {t('airtime.edit')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => onDo('except')}>
            {t('airtime.exceptions')}
          </Button>
          {relaysWindow === null && (
            <Button size="compact-sm" variant="default" onClick={() => onDo('end')}>
              {t('airtime.end')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
