/*
 * The service worker: opens the console where there is no network. While there is one it changes nothing, each file comes from the server as if it were
 * not here, so nobody ever works with old code online. It keeps one whole set of files, taken together, and answers from it only when the server
 * cannot be reached. It never touches /api/: no answer and no picture is kept here.
 */

const PREFIX = 'haidang-console-';
/** A network that says nothing for so long is none. */
const PATIENCE_MS = 8_000;
const MAX_FILES = 600;
/** Where the set begins; the rest is found by following imports. Screens that need the server are left out. */
const BEGIN = ['/', '/design/tokens.css', '/design/logo.svg', '/app/main.js', '/survey/surveys.js'];

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('message', event => {
  if (event.data !== 'keep') return;
  event.waitUntil(keep().then(() => true, () => false).then(kept => event.ports[0]?.postMessage(kept)));
});

self.addEventListener('fetch', event => {
  const {request} = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/') || url.pathname === '/offline.js') return;
  event.respondWith(fromServer(request, url));
});

async function fromServer(request, url) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new TypeError('no answer')), PATIENCE_MS)));
  try {
    const response = await Promise.race([fetch(request), late]);
    // A proxy that has lost the server behind it.
    return [502, 503, 504].includes(response.status) ? ((await fromSet(url)) ?? response) : response;
  } catch (lost) {
    const kept = await fromSet(url);
    if (kept) return kept;
    throw lost;
  } finally {
    clearTimeout(timer);
  }
}

async function sets() {
  return (await caches.keys()).filter(name => name.startsWith(PREFIX)).sort();
}

async function fromSet(url) {
  const newest = (await sets()).at(-1);
  return newest && (await caches.open(newest)).match(url.pathname === '/index.html' ? '/' : url.pathname);
}

/** Takes all files anew; the old set goes when the new one is complete. */
async function keep() {
  const before = await sets();
  const name = PREFIX + String(Date.now()).padStart(15, '0');
  const cache = await caches.open(name);
  try {
    const found = new Set(BEGIN);
    for (const path of found) {
      if (found.size > MAX_FILES) throw new Error('too many files');
      const response = await fetch(path, {cache: 'no-cache'});
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      const text = /\.(js|css)$/.test(path) ? await response.clone().text() : '';
      await cache.put(path, response);
      named(path, text).forEach(other => found.add(other));
    }
  } catch (fault) {
    await caches.delete(name);
    throw fault;
  }
  await Promise.all(before.map(old => caches.delete(old)));
}

/** The files that a file cannot do without: what it imports at once, and what the survey's own files import later; fonts of the style sheet. */
function named(path, text) {
  const at = new URL(path, location.origin);
  const later = path.startsWith('/survey/') ? [...text.matchAll(/\bimport\(["'](\.{1,2}\/[^"']+)["']\)/g)] : [];
  const now = path.endsWith('.css') ? [...text.matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)] : [...text.matchAll(/\b(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)];
  return [...now, ...later].map(([, other]) => new URL(other, at).pathname);
}
