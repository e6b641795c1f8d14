/**
 * Stores the text of the site on the reader's device. The build fills in the list; see `study.publishing.offline`.
 *
 * Files with a hash in their name come from the cache. Everything else comes from the network, so that nothing is
 * stale after a deploy, and from the cache when the network fails or does not answer soon. A new version waits until
 * no page of the old one is open or the reader asks for it; the files of the version before stay for other open pages.
 */

const FILES = new Map(Object.entries(/* FILES */));
const SIZE = /* SIZE */;
const ROOT = new URL("./", location);
const NAME = `study ${ROOT.pathname}`;
const SOUNDS = `study audio ${ROOT.pathname}`;
const RECORD = new URL("?kept", ROOT).href;
const AT_ONCE = 4;
const SOON = 2500;
const SLOW = 20_000;

let slowUntil = 0;

const keyOf = (path) => new URL(`${path}?${FILES.get(path)}`, ROOT).href;
const openCache = () => caches.open(NAME);

addEventListener("install", (event) => event.waitUntil(storeAll()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));

/** Fetch what is not stored yet; what was fetched before a failure is there for the next attempt. */
async function storeAll() {
  const cache = await openCache();
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const missing = [...FILES.keys()].filter((path) => !there.has(keyOf(path)));
  const work = async () => {
    for (let path = missing.shift(); path !== undefined; path = missing.shift()) await store(cache, path);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } catch (error) {
    missing.length = 0;
    if (error.name === "QuotaExceededError") await drop(cache, Object.values(await readRecord(cache)).flat());
    throw error;
  }
}

async function store(cache, path) {
  const reply = await fetch(new URL(path, ROOT), { cache: "no-cache", priority: "low" });
  const body = await reply.arrayBuffer();
  if (!reply.ok || !(await isOfThisVersion(path, body))) throw new Error(`${path} is not what this version needs`);
  const packed = await new Response(new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  await cache.put(keyOf(path), new Response(packed, { headers: { "content-type": reply.headers.get("content-type") } }));
}

async function isOfThisVersion(path, body) {
  const digest = FILES.get(path);
  if (isPage(path)) return new TextDecoder().decode(body).includes(`<meta name="study-page" content="${digest}">`);
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").startsWith(digest);
}

const isPage = (path) => path === "" || path.endsWith("/") || path.endsWith(".html");

async function takeOver() {
  const cache = await openCache();
  const now = [...FILES.keys()].map(keyOf);
  const record = await readRecord(cache);
  const before = record.now?.join() === now.join() ? record.before : record.now;
  await drop(cache, [...now, ...(before ?? [])]);
  await cache.put(RECORD, new Response(JSON.stringify({ now, before: before ?? [] })));
  await clients.claim();
}

async function readRecord(cache) {
  return (await cache.match(RECORD))?.json() ?? {};
}

async function drop(cache, wanted) {
  const left = new Set([...wanted, RECORD]);
  for (const request of await cache.keys()) if (!left.has(request.url)) await cache.delete(request);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const mine = url.origin === ROOT.origin && url.pathname.startsWith(ROOT.pathname);
  if (request.method !== "GET" || !mine) return;
  if (url.pathname.endsWith(".mp3")) return event.respondWith(answerSound(request));
  if (request.headers.has("range")) return;
  const path = url.pathname.slice(ROOT.pathname.length).replace(/(^|\/)index\.html$/, "$1");
  if (/[.-][0-9a-f]{8,}\./.test(path)) event.respondWith(answerHashed(request, path));
  else if (FILES.has(path) || request.mode === "navigate") event.respondWith(answerFresh(request, path));
});

/** A sound that the reader keeps, which is not of this worker's files; players ask for parts of it. */
async function answerSound(request) {
  const kept = (await caches.has(SOUNDS)) && (await (await caches.open(SOUNDS)).match(request.url));
  if (!kept) return fetch(request);
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!asked) return kept;
  const whole = await kept.blob();
  const first = asked[1] ? Number(asked[1]) : Math.max(0, whole.size - Number(asked[2]));
  const last = asked[1] && asked[2] ? Math.min(Number(asked[2]), whole.size - 1) : whole.size - 1;
  const range = `bytes ${first}-${last}/${whole.size}`;
  if (first > last) return new Response(null, { status: 416, headers: { "content-range": `bytes */${whole.size}` } });
  const headers = { "content-type": "audio/mpeg", "content-length": String(last - first + 1), "content-range": range };
  return new Response(whole.slice(first, last + 1), { status: 206, headers });
}

/** A name with a hash stands for one content for ever, also that of the version before. */
const answerHashed = async (request, path) => (await readStored(new URL(path, ROOT))) ?? fetch(request);

async function answerFresh(request, path) {
  const findStored = async () => FILES.has(path) && (await readStored(keyOf(path)));
  const stored = Date.now() < slowUntil && (await findStored());
  if (stored) return stored;
  const asked = fetch(request);
  try {
    const reply = await (FILES.has(path) ? soon(asked) : asked);
    return reply.status < 500 ? reply : (await findStored()) || reply;
  } catch {
    return (await findStored()) || answerLost(asked, path, new URL(request.url).search);
  }
}

/** Return what was asked for if it comes soon; else fail, and remember for a while that the network is slow. */
const soon = (asked) =>
  new Promise((resolve, reject) => {
    const late = () => reject((slowUntil = Date.now() + SLOW));
    const timer = setTimeout(late, SOON);
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/** Send on from an address without its slash, with the query; the browser brings the fragment along. */
async function answerLost(asked, path, query) {
  try {
    return await asked;
  } catch (error) {
    if (FILES.has(`${path}/`)) return Response.redirect(new URL(`${path}/${query}`, ROOT));
    const page = FILES.has("404.html") && (await readStored(keyOf("404.html")));
    if (!page) throw error;
    return new Response(page.body, { status: 404, headers: page.headers });
  }
}

async function readStored(key) {
  try {
    const hit = await (await openCache()).match(key, { ignoreSearch: key instanceof URL });
    return hit && new Response(hit.body.pipeThrough(new DecompressionStream("gzip")), { headers: hit.headers });
  } catch {
    return undefined;
  }
}

addEventListener("message", ({ data, ports }) => {
  if (data === "take over") skipWaiting();
  else ports[0]?.postMessage({ current: FILES.get(data?.path) === data?.page, size: SIZE });
});
