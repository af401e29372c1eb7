import { Alert, Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { sentenceOf } from '../api/problem.ts'

/** A refusal or fault in the reader's language; it stays until it is read or mended. */
export function ProblemNote({ error, again }: { error: unknown; again?: () => void }) {
  const { t, i18n } = useTranslation()
  if (!error) return null
  return (
    <Alert color="red" variant="outline" title={t('problem')} role="alert" data-testid="problem">
      <Group justify="space-between">
        <Text size="sm">{sentenceOf(error, i18n.language)}</Text>
        {again && (
          <Button size="sm" variant="default" onClick={again}>
            {t('tryAgain')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
