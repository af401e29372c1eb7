import type { Centre } from './centre.ts'

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
