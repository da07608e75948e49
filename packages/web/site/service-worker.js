/**
 * Keeps the site in the browser, so that it works without a network after the first visit: at once what every page needs
 * and the whole catalogue; each page that is read, as it is read; the rest when a page says that there is time for it.
 * When the site is written, `SITE` is put before this text: its hash, and the hash of every file, those that are kept at
 * once first. A page is always given from one and the same release; a newer one waits until a person asks for it.
 */
/* global SITE */
const PREFIX = `suanquan ${self.registration.scope} `;
const CACHE = PREFIX + SITE.hash;
/** Where a cache says which content its files have: not a file of the site. */
const LIST = "suanquan-files.json";
const AT_ONCE_MAX = 8;
/** While nothing waits for them. */
const BESIDES_MAX = 2;

const address = file => new URL(file, self.registration.scope).href;
const FILES = new Map(Object.entries(SITE.files).map(([file, hash]) => [address(file), hash]));
const AT_ONCE = SITE.atOnce.map(address);

self.addEventListener("install", event => event.waitUntil(fill()));
self.addEventListener("activate", event => event.waitUntil(takeOver()));
self.addEventListener("message", event => {
  if (event.data === "take over") self.skipWaiting();
  else if (event.data === "what is kept") event.waitUntil(tell(event.source));
  else if (event.data === "keep the rest") event.waitUntil(keepRest().finally(() => tell(event.source)));
});
self.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET") return;
  const asked = new URL(request.url);
  const plain = asked.origin + asked.pathname.replace(/\/index\.html$/, "/");
  if (FILES.has(plain)) event.respondWith(given(plain, event));
  else if (request.mode === "navigate" && FILES.has(`${plain}/`))
    event.respondWith(Response.redirect(`${plain}/${asked.search}`, 302));
});

/**
 * Lays what is kept at once into the cache of this release, and what an older one held besides: from there where it is
 * the same, else from the host.
 */
async function fill() {
  const cache = await caches.open(CACHE);
  const { same, held } = await olderFiles();
  const wanted = new Set([...AT_ONCE, ...[...held].filter(url => FILES.has(url))]);
  await eachOf(wanted, AT_ONCE_MAX, async url => {
    const kept = same.get(`${url} ${FILES.get(url)}`);
    await cache.put(url, (await kept?.match(url)) ?? (await fetched(url)));
  });
  await cache.put(address(LIST), Response.json(SITE.files));
}

/** Lays in whatever is not there yet. */
async function keepRest() {
  const cache = await caches.open(CACHE);
  const kept = await keptIn(cache);
  const wanted = [...FILES.keys()].filter(url => !kept.has(url));
  await eachOf(wanted, BESIDES_MAX, async url => keep(cache, url, await fetched(url)));
}

/** Does something for each address, so many at a time. */
async function eachOf(urls, atOnceMax, does) {
  const left = [...urls];
  const next = async () => {
    for (let url = left.pop(); url !== undefined; url = left.pop()) await does(url);
  };
  await Promise.all(Array.from({ length: atOnceMax }, next));
}

const keptIn = async cache => new Set((await cache.keys()).map(({ url }) => url));

/** Says to a page which files are kept, and of how many. */
async function tell(page) {
  const kept = await keptIn(await caches.open(CACHE));
  page?.postMessage({ kept: [...FILES.keys()].filter(url => kept.has(url)), of: FILES.size });
}

/** What older caches hold: in which of them a file has a certain content, and which files they hold at all. */
async function olderFiles() {
  const same = new Map();
  const held = new Set();
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === CACHE) continue;
    const cache = await caches.open(name);
    const files = (await (await cache.match(address(LIST)))?.json()) ?? {};
    for (const url of await keptIn(cache)) held.add(url);
    for (const [file, hash] of Object.entries(files))
      if (held.has(address(file))) same.set(`${address(file)} ${hash}`, cache);
  }
  return { same, held };
}

async function fetched(url) {
  const answer = await fetch(url, { cache: "no-cache", credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  // a page may not be given from an answer that was led elsewhere
  return answer.redirected
    ? new Response(await answer.blob(), { status: answer.status, headers: answer.headers })
    : answer;
}

/** Keeps an answer if it is that of this release: the host may have a newer one by now. */
async function keep(cache, url, answer) {
  const digest = await crypto.subtle.digest("SHA-256", await answer.clone().arrayBuffer());
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  if (hash.startsWith(FILES.get(url))) await cache.put(url, answer);
}

async function takeOver() {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

/** From the cache; else from the host, and kept from then on; a page that is nowhere is told of in words. */
async function given(url, event) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url);
  if (kept !== undefined) return kept;
  try {
    const answer = await fetch(event.request);
    if (answer.ok && !answer.redirected) event.waitUntil(keep(cache, url, answer.clone()));
    return answer;
  } catch (error) {
    if (event.request.mode !== "navigate") throw error;
    return Response.redirect(
      address(url.startsWith(address("en/")) ? "en/offline/#missing" : "offline/#missing"),
      302,
    );
  }
}
