/** Quoted figures open in place by what is loaded where one is quoted; elsewhere nothing of it is. */

/** Load it with this page's quotes, or when a reader comes to one in an answer that came later. */
export function offerFigures() {
  const load = () => import("./figure-preview.mjs").catch(() => {});
  if (document.querySelector(".study-quote")) return load();
  for (const meeting of ["pointerover", "focusin"]) {
    document.addEventListener(meeting, ({ target }) => {
      if (/** @type {Element} */ (target).matches?.(".study-quote")) load();
    });
  }
}
