/** The script that tells readers what is due, loaded once there is something. */

import { readStored } from "../storage.mjs";

/** Load what the element names, if this page has one; without it the page stays as the build wrote it. */
export function loadDue() {
  const element = /** @type {HTMLElement | null} */ (document.querySelector("study-due"));
  if (!element) return;
  const load = () =>
    import(new URL(/** @type {string} */ (element.dataset.script), document.baseURI).href).catch(() => {});
  if (readStored("cards") || readStored("settings")) load();
  else addEventListener("storage", load, { once: true });
}
