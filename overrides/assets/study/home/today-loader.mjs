/** The script of the answer of the day, which the landing page alone needs. */

/** Load what the element names, if this page has one; without it the page stays as the build wrote it. */
export function loadToday() {
  const element = /** @type {HTMLElement | null} */ (document.querySelector("study-today"));
  if (!element) return;
  import(new URL(/** @type {string} */ (element.dataset.script), document.baseURI).href).catch(() => {});
}
