import { buildWeb } from '../../server/build-web.ts'

/** The browser tests look at what a user would: the built screens of these very sources. */
export async function setup(): Promise<void> {
  await buildWeb()
}
