/** Scripts of single pages, which the elements of these pages name. */

import { asElements } from "./nodes.mjs";

const NAMING = ":is(study-today, study-plan, study-last-minutes, study-tonight)[data-script]";

/** Load what elements of this page name; without it the page stays as the build wrote it. */
export function loadNamed() {
  for (const element of asElements(document.querySelectorAll(NAMING))) {
    import(new URL(/** @type {string} */ (element.dataset.script), document.baseURI).href).catch(() => {});
  }
}
