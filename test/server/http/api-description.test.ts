import { mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeOpenApi } from '../../../server/openapi.ts'

describe('the description that the screens are built from', () => {
  it('is the server’s own; after a change of the API: npm run api', async () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'tiep-am-api-')), 'openapi.json')
    await writeOpenApi(file)
    const read = (from: string) => JSON.parse(readFileSync(from, 'utf8')) as unknown
    expect(read(path.join(import.meta.dirname, '../../../web/api/openapi.json'))).toEqual(
      read(file),
    )
  })
})
