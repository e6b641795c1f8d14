/**
 * Storing the site on the reader's device, and saying when there is a newer one. Without a worker, because it is blocked,
 * unknown to the browser or not built, the site is what it was: plain pages.
 *
 * @typedef {{ current?: boolean, size?: number }} Reply What a worker knows: whether its version leaves the page as it
 *   is, and how much it has stored.
 */

import { make } from "../nodes.mjs";
import { SITE_ROOT } from "../site-root.mjs";

const CHECK_EVERY = 600_000;
const ANSWERS_WITHIN = 3000;

/** Digest of the page as it was opened. */
const opened = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="study-page"]'))?.content;
const path = location.pathname.slice(SITE_ROOT.pathname.length).replace(/(^|\/)index\.html$/, "$1");

/** Return whether this browser could store the site. */
export const canStore = () => Boolean(opened && navigator.serviceWorker && self.CompressionStream);

/** Name the app, and store the site once the page is there and the browser has nothing to do, unless the reader saves data. */
export function storeOffline() {
  if (opened) document.head.append(make("link", { rel: "manifest", href: new URL("manifest.webmanifest", SITE_ROOT) }));
  if (!canStore() || navigator.connection?.saveData) return;
  const idle = () => (self.requestIdleCallback ?? setTimeout)(() => install());
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
}

/** Install the worker and watch for a newer one; `false` if the browser does not let it in. */
export async function install() {
  try {
    const registration = await navigator.serviceWorker.register(new URL("sw.js", SITE_ROOT), {
      updateViaCache: "none",
    });
    if (!registration) return false;
    watch(registration);
    return true;
  } catch {
    return false;
  }
}

/** @param {ServiceWorkerRegistration} registration */
function watch(registration) {
  /** @param {ServiceWorker} worker */
  const greet = (worker) => registration.active && consider(worker, registration);
  if (registration.waiting) greet(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = /** @type {ServiceWorker} */ (registration.installing);
    worker.addEventListener("statechange", () => worker.state === "installed" && greet(worker));
  });
  let checked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - checked < CHECK_EVERY) return;
    checked = Date.now();
    registration.update().catch(() => {});
  });
}

/**
 * Let a new version in at once if it leaves this page as it is, else tell the reader.
 * @param {ServiceWorker} worker
 * @param {ServiceWorkerRegistration} registration
 */
async function consider(worker, registration) {
  const { current } = await ask(worker);
  if (current) worker.postMessage("take over");
  else offerReload(registration);
}

/**
 * Return what a worker knows of itself and of this page: nothing if it does not answer.
 * @param {ServiceWorker} worker
 * @returns {Promise<Reply>}
 */
function ask(worker) {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ path, page: opened }, [port2]);
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, ANSWERS_WITHIN, {});
  });
}

/** @param {ServiceWorkerRegistration} registration */
function offerReload(registration) {
  if (document.querySelector("study-update")) return;
  const reload = () => {
    if (!registration.waiting) return location.reload();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting.postMessage("take over");
  };
  const notice = make("study-update", { role: "status" });
  document.body.append(notice);
  notice.append(
    make("span", {}, "There is a new version of this site."),
    make("button", { type: "button", onclick: reload }, "Reload"),
    make("button", { type: "button", onclick: () => notice.replaceChildren() }, "Later"),
  );
}

/** Return the size of what this browser has stored in bytes, 0 if nothing is. */
export async function measureStored() {
  if (!canStore()) return 0;
  const registration = await navigator.serviceWorker.getRegistration(SITE_ROOT).catch(() => undefined);
  return registration?.active ? ((await ask(registration.active)).size ?? 0) : 0;
}

/**
 * Call `listener` whenever what is stored may have changed.
 * @param {() => void} listener
 */
export const watchStored = (listener) => navigator.serviceWorker?.addEventListener("controllerchange", listener);
