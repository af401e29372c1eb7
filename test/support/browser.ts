import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** Chromium reaches for its maker's hosts at every start unless told not to. */
const QUIET = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  ...['--autoplay-policy=no-user-gesture-required', '--mute-audio'],
]

/**
 * The system's Chromium, else the one that npm brought.
 * @param more further switches
 */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const system = onPath('chromium') ?? onPath('google-chrome')
  if (system) return chromium.launch({ executablePath: system, args: [...QUIET, ...more] })
  const { default: bundled } = await import('@sparticuz/chromium')
  return chromium.launch({
    executablePath: await bundled.executablePath(),
    args: [...bundled.args, ...QUIET, ...more],
  })
}

function onPath(program: string): string | null {
  try {
    return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}

export type Sight = Readonly<{ name: string; width: number; height: number; phone: boolean }>
export const office: Sight = { name: 'pc', width: 1366, height: 768, phone: false }
export const phone: Sight = { name: 'phone', width: 360, height: 740, phone: true }

/** A window of its own, with whatever it complains about gathered in `faults`. */
export async function openWindow(
  browser: Browser,
  sight: Sight,
  locale: 'vi-VN' | 'en-GB' = 'vi-VN',
  scheme: 'light' | 'dark' = 'light',
): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const context = await browser.newContext({
    viewport: { width: sight.width, height: sight.height },
    isMobile: sight.phone,
    hasTouch: sight.phone,
    locale,
    timezoneId: 'Asia/Ho_Chi_Minh',
    // What fades in is waited for, again and again.
    reducedMotion: 'reduce',
    colorScheme: scheme,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  return { context, page, faults }
}

/**
 * Where pictures go: for the README they are taken with TIEP_AM_PICTURES=test/browser/pictures. None are
 * taken where it is set to nothing, as in CI, where nobody looks at them.
 */
const wanted = process.env.TIEP_AM_PICTURES ?? 'test/out/pictures'
const pictures = wanted === '' ? null : path.resolve(wanted)

/** @param whole the page down to its end, not only what the window shows */
export async function takePicture(page: Page, name: string, whole = false): Promise<void> {
  if (pictures === null) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: whole })
}

/** Keeps a printed paper beside the pictures. */
export function keepPaper(pdf: Buffer, name: string): void {
  if (pictures === null) return
  mkdirSync(pictures, { recursive: true })
  writeFileSync(path.join(pictures, name), pdf)
}

/** WCAG 2.2 AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What axe finds against WCAG 2.2 AA, as one line each. It is put into the page once, and only what it
 * finds wrong comes back: telling what is right takes it longer than looking.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (tags) => {
    const { axe: here } = window as unknown as { axe: typeof axe }
    const { violations } = await here.run({ runOnly: tags, resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
    )
  }, WCAG)
}

/**
 * How far the page reaches beyond the window to the right, px; 0 when it fits. The window is as wide
 * as it was opened: a phone's own `innerWidth` grows with a page that is too wide for it.
 */
export async function overhang(page: Page): Promise<number> {
  const width = page.viewportSize()?.width
  if (width === undefined) throw new Error('this page has no window of a set size')
  return (await page.evaluate(() => document.documentElement.scrollWidth)) - width
}
