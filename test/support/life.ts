import type { z } from 'zod'
import type { BulletinView } from '../../server/bulletin/bulletin-view.ts'
import type { ListeningView } from '../../server/bulletin/life-view.ts'
import type { Centre } from './centre.ts'
import type { Person } from './office.ts'

type Reply = Awaited<ReturnType<ReturnType<Centre['as']>['post']>>

/** Listens to a version as it is now, for as long as it lasts, and says so. */
export async function listenTo(
  centre: Centre,
  who: string,
  bulletin: string,
  number = 1,
): Promise<void> {
  const caller = centre.as(who)
  const { versions } = (await caller.get(`/bulletins/${bulletin}`)).json()
  const { seal } = versions.find((one: { number: number }) => one.number === number)
  const at = `/bulletins/${bulletin}/versions/${number}/listening`
  const begun = await caller.post(at, { seal })
  if (begun.statusCode !== 201) throw new Error(begun.body)
  const { id, lengthMs } = begun.json()
  await centre.wait(lengthMs)
  const ended = await caller.post(`${at}/${id}/end`)
  if (ended.statusCode !== 200) throw new Error(ended.body)
}

/** Listens, then approves. */
export async function approve(
  centre: Centre,
  who: string,
  bulletin: string,
  number = 1,
): Promise<Reply> {
  await listenTo(centre, who, bulletin, number)
  return centre.as(who).post(`/bulletins/${bulletin}/versions/${number}/approve`)
}

/** Listens, then says that the language is right. */
export async function review(
  centre: Centre,
  who: string,
  bulletin: string,
  number = 1,
): Promise<Reply> {
  await listenTo(centre, who, bulletin, number)
  return centre.as(who).post(`/bulletins/${bulletin}/versions/${number}/review`)
}

/** Listens and approves in a real office, where time is what it is. */
export async function listenAndApprove(who: Person, bulletin: string, number = 1): Promise<void> {
  const { versions } = await who.get<z.infer<typeof BulletinView>>(`/bulletins/${bulletin}`)
  const at = `/bulletins/${bulletin}/versions/${number}`
  const { seal } = versions.find((one) => one.number === number) ?? {}
  const { id, lengthMs } = await who.post<z.infer<typeof ListeningView>>(`${at}/listening`, {
    seal,
  })
  await new Promise((resolve) => setTimeout(resolve, lengthMs + 50))
  await who.post(`${at}/listening/${id}/end`)
  await who.post(`${at}/approve`, { seal })
}
