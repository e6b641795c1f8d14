/** Scripts of single pages, which the elements of these pages name. */

import { asElements } from "./nodes.mjs";

/** Load what elements of this page name; without it the page stays as the build wrote it. */
export function loadNamed() {
  for (
    const element of asElements(document.querySelectorAll(":is(study-today, study-plan, study-drill)[data-script]"))
  ) {
    import(new URL(/** @type {string} */ (element.dataset.script), document.baseURI).href).catch(() => {});
  }
}
