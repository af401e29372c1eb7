import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Deps } from './deps.ts'
import type { OfficeFolder } from './office/office-folder.ts'
import { makeEnrolmentCode } from './station/enrolment-store.ts'
import type { LocalPlayer } from './supervision.ts'

/**
 * The players that run on this machine: the district's, which writes the live sound that browsers
 * hear, and in the sample one relay for each commune with an IP station. Each gets a one-time code
 * unless it enrolled before.
 *
 * @param server where they find the server: on this machine, whatever its public address is
 */
export async function localPlayers(
  deps: Deps,
  folder: OfficeFolder,
  sample: boolean,
  server: string,
): Promise<LocalPlayer[]> {
  const stations = await deps.db
    .selectFrom('station')
    .select(['id', 'name', 'role', 'technology'])
    .orderBy('id')
    .execute()
  const players: LocalPlayer[] = []
  for (const { id, name, role, technology } of stations) {
    if (role !== 'district' && !(sample && technology === 'ip')) continue
    const state = path.join(folder.players, id)
    const key = await deps.db
      .selectFrom('station_key')
      .select('key_id')
      .where('station_id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    const enrolled = key !== undefined && existsSync(state)
    players.push({
      station: id,
      name,
      state,
      enrol: enrolled ? null : (await makeEnrolmentCode(deps, id)).code,
      args: [
        ...['--server', server],
        ...(role === 'district' ? ['--hls', path.join(folder.live, id)] : ['--null']),
      ],
    })
  }
  return players
}
