/**
 * Lets the duty page open without network. The page is asked for anew when there is one and kept;
 * its files are named by their content, so what is kept is always right. The API is never kept here:
 * the page itself keeps the day and what was declared.
 */
const CACHE = 'tiep-am-truc-1'
const PAGE = '/truc'
/** A network this slow is none. */
const PATIENCE_MS = 4_000

/** Keeps the page with every file that it names. */
async function keep(response) {
  const cache = await caches.open(CACHE)
  const html = await response.clone().text()
  const files = [
    ...html.matchAll(/(?:src|href)="(\/(?:assets\/[^"]+|favicon\.svg|truc\.webmanifest))"/g),
  ]
  const wanted = [...new Set(files.map((found) => found[1]))]
  const held = await Promise.all(wanted.map((file) => cache.match(file)))
  await cache.addAll(wanted.filter((_, index) => !held[index]))
  await cache.put(PAGE, response)
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (pathname !== PAGE && !wanted.includes(pathname)) await cache.delete(request)
  }
}

async function page(event) {
  const cache = await caches.open(CACHE)
  const held = await cache.match(PAGE)
  const fresh = fetch(event.request, held ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {})
  try {
    const response = await fresh
    if (response.ok) event.waitUntil(keep(response.clone()))
    return response.ok || !held ? response : held
  } catch (error) {
    if (held) return held
    throw error
  }
}

async function file(request) {
  const held = await caches.match(request, { cacheName: CACHE })
  return held ?? fetch(request)
}

self.addEventListener('install', (event) => {
  event.waitUntil(
    fetch(PAGE)
      .then(keep)
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== self.location.origin) return
  if (event.request.mode === 'navigate' && pathname === PAGE) event.respondWith(page(event))
  else if (/^\/(assets\/|favicon\.svg|truc\.webmanifest)/.test(pathname))
    event.respondWith(file(event.request))
})
