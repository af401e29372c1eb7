import { Button, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DateField } from '../part/date-field.tsx'
import { useDraft, useFault } from './draft-context.ts'
import { ReadFrom } from './read-from.tsx'

/** What the dispatch orders: its name, its number, from when to when, and when it is reported. */
export function BasicFields() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  const fault = useFault()
  return (
    <section aria-label={t('draft.basics')}>
      <h2 className="part-title">{t('draft.basics')}</h2>
      <ReadFrom field="name">
        <TextInput
          label={t('draft.name')}
          required
          maxLength={200}
          value={draft.name}
          error={fault('name')}
          onChange={(event) => change({ name: event.currentTarget.value })}
          data-testid="draft-name"
        />
      </ReadFrom>
      <ReadFrom field="dispatch">
        <Textarea
          label={t('draft.number')}
          autosize
          maxLength={500}
          value={draft.dispatch}
          // One line, however long: it is what papers call the dispatch.
          onChange={(event) => change({ dispatch: event.currentTarget.value.replace(/\s+/g, ' ') })}
          data-testid="draft-dispatch"
        />
      </ReadFrom>
      <div className="draft-row">
        <ReadFrom field="from">
          <DateField
            label={t('campaign.from')}
            required
            date={draft.from}
            error={fault('from')}
            onDate={(from) => change({ from })}
            data-testid="draft-from"
          />
        </ReadFrom>
        <ReadFrom field="to">
          <DateField
            label={t('campaign.to')}
            required
            date={draft.to}
            error={fault('to')}
            onDate={(to) => change({ to })}
            data-testid="draft-to"
          />
        </ReadFrom>
        <ReadFrom field="extendedUntil">
          <DateField
            label={t('draft.extendedUntil')}
            description={t('draft.extendedSays')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            date={draft.extendedUntil}
            error={fault('extendedUntil')}
            onDate={(extendedUntil) => change({ extendedUntil })}
            data-testid="draft-extended"
          />
        </ReadFrom>
      </div>
      <ReportDates />
    </section>
  )
}

function ReportDates() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  const fault = useFault()
  const dates = draft.reportDates
  const put = (index: number, date: string) =>
    change({ reportDates: dates.map((one, at) => (at === index ? date : one)) })
  return (
    <ReadFrom field="reportDates">
      <div className="draft-row">
        {dates.map((date, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report date is its place in the list.
          <div key={index} className="report-date">
            <DateField
              label={t('draft.report', { n: index + 1 })}
              date={date}
              error={date === '' ? fault('reportDates') : null}
              onDate={(chosen) => put(index, chosen)}
              data-testid="draft-report"
            />
            <Button
              variant="subtle"
              px="xs"
              aria-label={t('draft.removeReport', { n: index + 1 })}
              onClick={() => change({ reportDates: dates.filter((_, at) => at !== index) })}
            >
              ×
            </Button>
          </div>
        ))}
        <Button
          variant="default"
          className="add-report"
          onClick={() => change({ reportDates: [...dates, ''] })}
        >
          {t('draft.addReport')}
        </Button>
      </div>
    </ReadFrom>
  )
}
