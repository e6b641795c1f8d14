/** Sounds that a reader keeps on the device: in a cache of their own, which no new version of the site empties. */

import { SITE_ROOT } from "../site-root.mjs";

const NAME = `study audio ${SITE_ROOT.pathname}`;

/** @type {(address: string) => Promise<Response | undefined>} */
export async function findKept(address) {
  try {
    return await (await caches.open(NAME)).match(address);
  } catch {
    return undefined;
  }
}

/**
 * Keep a sound, and tell how many of its bytes are there; another version of it is dropped when this one is whole.
 * @param {string} address
 * @param {(bytes: number) => void} tell
 */
export async function keep(address, tell) {
  const reply = await fetch(address, { cache: "no-store" });
  if (!reply.ok || !reply.body) throw new Error(`${address} is not there`);
  const chunks = [];
  let bytes = 0;
  for (const reader = reply.body.getReader();;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    tell(bytes += value.length);
  }
  const cache = await caches.open(NAME);
  const headers = { "content-type": "audio/mpeg", "content-length": String(bytes), "accept-ranges": "bytes" };
  await cache.put(address, new Response(new Blob(chunks), { headers }));
  const path = new URL(address).pathname;
  for (const { url } of await cache.keys()) {
    if (url !== address && new URL(url).pathname === path) await cache.delete(url);
  }
}

/** @type {(address: string) => Promise<unknown>} */
export const remove = async (address) => (await caches.open(NAME)).delete(address);
