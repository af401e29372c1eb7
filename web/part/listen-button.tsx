import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useListening } from './listening.tsx'

export function ListenButton() {
  const { t } = useTranslation()
  const { state, toggle } = useListening()
  const active = state === 'on' || state === 'opening'
  return (
    <div>
      <Button
        variant={active ? 'outline' : 'filled'}
        onClick={toggle}
        aria-pressed={active}
        data-testid="listen"
        size="md"
      >
        {active ? t('onAir.stopListening') : t('onAir.listen')}
      </Button>
      <Text size="sm" mt={4} role="status">
        {state === 'opening' && t('onAir.opening')}
        {state === 'failed' && t('onAir.listenFailed')}
      </Text>
    </div>
  )
}
