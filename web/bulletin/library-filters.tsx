import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { campaignsQuery } from '../api/queries.ts'
import { type BulletinFilter, classes, contentTypes, languages } from '../data/bulletin-list.ts'

/** The words to search for, and what to narrow to. */
export function LibraryFilters({
  filter,
  onChange,
}: {
  filter: BulletinFilter
  onChange: (news: Readonly<Record<string, string>>) => void
}) {
  const { t } = useTranslation()
  const campaigns = useQuery(campaignsQuery)
  const any = { value: '', label: t('all') }
  return (
    <search className="filters">
      <TextInput
        type="search"
        label={t('bulletin.search')}
        placeholder={t('bulletin.searchHint')}
        data-search
        value={filter.q ?? ''}
        onChange={(event) => onChange({ q: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('bulletin.campaign')}
        value={filter.campaign ?? ''}
        onChange={(event) => onChange({ campaign: event.currentTarget.value })}
        data={[any, ...(campaigns.data ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <NativeSelect
        label={t('bulletin.language')}
        value={filter.language ?? ''}
        onChange={(event) => onChange({ language: event.currentTarget.value })}
        data={[any, ...languages.map((value) => ({ value, label: t(`lang.${value}`) }))]}
      />
      <NativeSelect
        label={t('library.class')}
        value={filter.class ?? ''}
        onChange={(event) => onChange({ class: event.currentTarget.value })}
        data={[any, ...classes.map((value) => ({ value, label: t(`class.${value}`) }))]}
      />
      <NativeSelect
        label={t('library.contentType')}
        value={filter.contentType ?? ''}
        onChange={(event) => onChange({ contentType: event.currentTarget.value })}
        data={[any, ...contentTypes.map((value) => ({ value, label: t(`contentType.${value}`) }))]}
      />
    </search>
  )
}
