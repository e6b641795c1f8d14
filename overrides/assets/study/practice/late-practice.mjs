/** The script of practice where no page asks for it early: at progress, and where readers are told what is due. */

import { readKept } from "../storage.mjs";

/** Load what the element names, if this page has a use for it; without it the page stays as the build wrote it. */
export function loadPractice() {
  const element = document.querySelector("study-progress, study-due");
  if (!element) return;
  const load = () => import(new URL(element.dataset.script, document.baseURI).href).catch(() => {});
  if (element.localName === "study-progress" || readKept("study/cards") || readKept("study/settings")) load();
  else addEventListener("storage", load, { once: true });
}
