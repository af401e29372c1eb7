import { Group, Loader, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Something is on its way. */
export function Waiting() {
  const { t } = useTranslation()
  return (
    <Group role="status" p="lg" gap="sm">
      <Loader size="sm" aria-hidden />
      <Text size="sm">{t('loading')}</Text>
    </Group>
  )
}
