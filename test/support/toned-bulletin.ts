import type { Centre } from './centre.ts'
import { approve } from './life.ts'
import { giveTone } from './sound.ts'

type Reply = Awaited<ReturnType<ReturnType<Centre['as']>['get']>>

/** The answer, unless it is a refusal. */
export function good(reply: Reply): Reply {
  if (reply.statusCode >= 300) throw new Error(reply.body)
  return reply
}

/** An approved bulletin with a tone for a sound. */
export async function writeToned(
  centre: Centre,
  title: string,
  seconds: number,
  hertz: number,
  campaign: string,
  validTo: string | null = null,
): Promise<string> {
  const lan = centre.as('lan')
  const id = good(
    await lan.post('/bulletins', {
      ...{ title, text: `${title}.`, contentType: 'notice', campaign },
      validTo: validTo && Date.parse(`${validTo}T00:00:00+07:00`),
    }),
  ).json().id
  await giveTone(centre, id, seconds, hertz)
  good(await lan.post(`/bulletins/${id}/versions/1/submit`))
  good(await approve(centre, 'minh', id))
  return id
}
