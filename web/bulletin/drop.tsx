import { Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useTranslation } from 'react-i18next'
import { useUploads } from '../part/uploads.tsx'
import { sizeOf } from '../text/format.ts'

/** As the server says it when more comes; here only to be told beforehand. */
const LIMIT_BYTES = 2_200_000_000

/** Where sound files are dropped; everything is sent, and ingest says what is no sound. */
export function Drop({ purpose, says }: { purpose: string | null; says: string }) {
  const { t, i18n } = useTranslation()
  const { add } = useUploads()
  return (
    <Dropzone
      onDrop={(files: File[]) => add(files, purpose)}
      multiple={purpose === null}
      inputProps={{ 'aria-label': says }}
      aria-label={says}
      className="drop no-print"
      data-testid="drop"
      p="md"
    >
      <Text fw={600} ta="center">
        {says}
      </Text>
      <Text size="sm" ta="center">
        {t('upload.formats', { size: sizeOf(LIMIT_BYTES, i18n.language) })}{' '}
        {purpose === null && t('bulletin.eachDraft')}
      </Text>
    </Dropzone>
  )
}
