import { Button, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { wordingRulesQuery } from '../api/queries.ts'
import type { WordingRule } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { languages } from '../data/bulletin-list.ts'
import { newRow, type RuleRow, rowsOf, rulesOf } from '../data/wording-rules.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'

type Named = Readonly<{ id: string; name: string }>

/** The way to a campaign's wording rules. */
export function WordingRulesButton({ campaign }: { campaign: Named }) {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={open} data-testid="wording-rules">
        {t('wording.rules')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        size="lg"
        title={t('wording.rulesTitle', { campaign: campaign.name })}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Rules campaign={campaign} onDone={close} />
      </Modal>
    </>
  )
}

/** The rules as they stand, until they are there. */
function Rules({ campaign, onDone }: { campaign: Named; onDone: () => void }) {
  const rules = useQuery({ ...wordingRulesQuery(campaign.id), staleTime: 0 })
  if (rules.error) return <ProblemNote error={rules.error} again={() => void rules.refetch()} />
  if (!rules.data || rules.isFetching) return <Waiting />
  return <RulesForm campaign={campaign} before={rules.data.rules} onDone={onDone} />
}

function RulesForm({
  campaign,
  before,
  onDone,
}: {
  campaign: Named
  before: readonly WordingRule[]
  onDone: () => void
}) {
  const { t } = useTranslation()
  const { session, office } = useSigned()
  const queries = useQueryClient()
  const mayWrite = hasRole(session, 'editor')
  const [rows, setRows] = useState(() => rowsOf(before, office.zone))
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/campaigns/{campaign}/wording', {
          params: { path: { campaign: campaign.id } },
          body: { rules: rulesOf(rows, office.zone) },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['wording'] })
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const change = (key: number, news: Partial<RuleRow>) =>
    setRows((all) => all.map((row) => (row.key === key ? { ...row, ...news } : row)))
  return (
    <form onSubmit={submit}>
      <Stack>
        <p className="note">{t('wording.rulesSay')}</p>
        {rows.length === 0 && <p>{t('wording.empty')}</p>}
        <fieldset disabled={!mayWrite} className="rules">
          {rows.map((row) => (
            <RuleFields
              key={row.key}
              row={row}
              onChange={(news) => change(row.key, news)}
              onRemove={
                mayWrite ? () => setRows((all) => all.filter(({ key }) => key !== row.key)) : null
              }
            />
          ))}
        </fieldset>
        <ProblemNote error={save.error} />
        {mayWrite && (
          <div className="dialog-actions">
            <Button
              variant="default"
              onClick={() => setRows((all) => [...all, newRow(all)])}
              data-testid="rule-add"
            >
              {t('wording.add')}
            </Button>
            <Button type="submit" loading={save.isPending} data-testid="rules-save">
              {t('save')}
            </Button>
          </div>
        )}
      </Stack>
    </form>
  )
}

function RuleFields({
  row,
  onChange,
  onRemove,
}: {
  row: RuleRow
  onChange: (news: Partial<RuleRow>) => void
  onRemove: (() => void) | null
}) {
  const { t } = useTranslation()
  return (
    <div className="rule" data-testid="rule">
      <TextInput
        label={t('wording.phrase')}
        required
        minLength={2}
        maxLength={200}
        lang={row.language}
        value={row.phrase}
        onChange={(event) => onChange({ phrase: event.currentTarget.value })}
      />
      <TextInput
        label={t('wording.suggestion')}
        maxLength={500}
        lang={row.language}
        value={row.suggestion}
        onChange={(event) => onChange({ suggestion: event.currentTarget.value })}
      />
      <Textarea
        className="rule-whole"
        label={t('wording.note')}
        required
        autosize
        minRows={1}
        maxLength={1_000}
        value={row.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
      <div className="form-row rule-whole">
        <NativeSelect
          label={t('wording.language')}
          value={row.language}
          onChange={(event) =>
            onChange({ language: event.currentTarget.value as RuleRow['language'] })
          }
          data={languages.map((value) => ({ value, label: t(`lang.${value}`) }))}
        />
        <TextInput
          type="date"
          label={t('wording.fromDate')}
          value={row.from}
          onChange={(event) => onChange({ from: event.currentTarget.value })}
        />
        {onRemove && (
          <Button variant="subtle" onClick={onRemove}>
            {t('wording.remove')}
          </Button>
        )}
      </div>
    </div>
  )
}
