import { Button, CopyButton, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { EnrolmentCode, Station } from '../api/shapes.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { momentOf } from '../text/format.ts'

/** A one-time code for a station's player, made when asked for and shown once. */
export function EnrolmentButton({ station }: { station: Station }) {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure(false)
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/stations/{station}/enrolment', {
          params: { path: { station: station.id } },
        }),
      ),
  })
  return (
    <>
      <Button size="sm" variant="default" onClick={open} data-testid={`enrol-${station.id}`}>
        {t('stations.enrol')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => {
          close()
          make.reset()
        }}
        title={`${t('stations.enrol')} · ${station.name}`}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack>
          <Text size="sm">{t('stations.enrolSays')}</Text>
          {station.enrolled && <Text size="sm">{t('stations.enrolAgain')}</Text>}
          <ProblemNote error={make.error} />
          {make.data ? (
            <Code code={make.data} name={station.name} />
          ) : (
            <Button onClick={() => make.mutate()} loading={make.isPending}>
              {t('stations.makeCode')}
            </Button>
          )}
        </Stack>
      </Modal>
    </>
  )
}

function Code({ code, name }: { code: EnrolmentCode; name: string }) {
  const { t } = useTranslation()
  const { office } = useSigned()
  return (
    <>
      <img
        className="qr"
        src={`data:image/svg+xml,${encodeURIComponent(code.qrSvg)}`}
        alt={t('stations.qr', { name })}
      />
      <div>
        <Text fw={600}>{t('stations.code')}</Text>
        <code className="mono" data-testid="enrolment-code">
          {code.code}
        </code>
      </div>
      <CopyButton value={code.code}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? t('stations.copied') : t('stations.copy')}
          </Button>
        )}
      </CopyButton>
      <div>
        <Text fw={600}>{t('stations.fingerprint')}</Text>
        <code className="mono">{code.rootFingerprint}</code>
      </div>
      <Text size="sm" className="tabular">
        {t('stations.expires', { time: momentOf(code.expiresAt, office.zone) })}
      </Text>
    </>
  )
}
