import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { buildWeb, webFolder } from '../../server/build-web.ts'
import { openWindow, type Sight } from './browser.ts'
import { type Centre, startCentre } from './centre.ts'

/** A centre that a browser can open: the screens on a port, its clock going on with the world's. */
export type Desk = Readonly<{
  centre: Centre
  url: string
  /** A window in which this person is signed in. */
  open(
    browser: Browser,
    username: string,
    sight: Sight,
    language?: 'vi' | 'en',
    scheme?: 'light' | 'dark',
  ): ReturnType<typeof openWindow>
  stop(): Promise<void>
}>

const STEP_MS = 50

export async function startDesk(): Promise<Desk> {
  await buildWeb()
  // A copy, so that pages which are built anew meanwhile do not change under a browser.
  const pages = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-pages-'))
  cpSync(webFolder, pages, { recursive: true })
  const centre = await startCentre({ areas: { pages } })
  await centre.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = centre.app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  let last = performance.now()
  const going = setInterval(() => {
    const passed = Math.floor(performance.now() - last)
    last += passed
    void centre.clock.advance(passed)
  }, STEP_MS)
  return {
    centre,
    url,
    open: async (browser, username, sight, language = 'vi', scheme = 'light') => {
      const locale = language === 'vi' ? 'vi-VN' : 'en-GB'
      const opened = await openWindow(browser, sight, locale, scheme)
      const [name = '', value = ''] = (await centre.as(username).cookie()).split('=')
      await opened.context.addCookies([{ name, value, url }])
      await opened.context.addInitScript((chosen) => {
        localStorage.setItem('tiep-am.language', chosen)
      }, language)
      return opened
    },
    stop: async () => {
      clearInterval(going)
      await centre.stop()
      rmSync(pages, { recursive: true, force: true })
    },
  }
}
