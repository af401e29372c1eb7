import type { TFunction } from 'i18next'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recording } from '../api/shapes.ts'
import { LedgerEntry } from '../part/ledger-entry.tsx'
import { dateOf, lengthOf, momentOf } from '../text/format.ts'

/** Where a recording comes from, how fresh it is, and with what it was heard. */
export function RecordingFacts({ recording }: { recording: Recording }) {
  const { t } = useTranslation()
  const { zone, receivedAt, startedAt, matcher } = recording
  const facts = [
    [t('hearing.received'), receivedAt ? momentOf(receivedAt, zone) : t('hearing.notReceived')],
    [
      t('hearing.started'),
      startedAt === null
        ? t('hearing.clock.none')
        : `${momentOf(startedAt, zone)}, ${t(`hearing.clock.${recording.clock}`)}`,
    ],
    [
      t('hearing.freshness.title'),
      `${t(`hearing.freshness.${recording.freshness}`)}. ${t('hearing.freshness.says')}`,
    ],
    [t('hearing.source.title'), t(`hearing.source.${recording.source}`)],
    [t('hearing.sound.title'), recording.state === 'done' ? soundWords(recording, t) : null],
    [t('hearing.length'), recording.durationMs === null ? null : lengthOf(recording.durationMs)],
    [
      t('hearing.matcher'),
      matcher &&
        t('hearing.matcherSays', {
          version: matcher.version,
          references: matcher.references,
          expected: matcher.expected,
        }),
    ],
    [t('hearing.digest'), recording.digest],
  ] as const
  return (
    <section className="proof" aria-label={t('hearing.facts')} data-testid="recording-facts">
      <b>{t('hearing.facts')}</b>
      <dl className="entry-facts">
        {facts.map(
          ([name, value]) =>
            value && (
              <Fragment key={name}>
                <dt>{name}</dt>
                <dd className="tabular">{value}</dd>
              </Fragment>
            ),
        )}
      </dl>
      {recording.print && (
        <p>
          <a href={recording.print} download={`${recording.id}.taprint`}>
            {t('hearing.sound.print')}
          </a>
          . <span className="note">{t('hearing.sound.printSays')}</span>
        </p>
      )}
      {matcher && (
        <LedgerEntry
          leaf={matcher.leaf}
          zone={zone}
          says={t('hearing.open', { leaf: matcher.leaf })}
          testId="recording-entry"
        />
      )}
    </section>
  )
}

function soundWords({ soundUntil, soundRemovedAt, zone }: Recording, t: TFunction): string {
  if (soundRemovedAt !== null)
    return t('hearing.sound.gone', { date: dateOf(soundRemovedAt, zone) })
  return soundUntil === null
    ? t('hearing.sound.always')
    : t('hearing.sound.until', { date: dateOf(soundUntil, zone) })
}
