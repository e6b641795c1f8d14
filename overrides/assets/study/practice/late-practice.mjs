/** The script of practice, loaded where readers practise, and where they are told what is due once there is something. */

import { readKept } from "../storage.mjs";

/** Load it if this page has a use for it; without it the page stays as the build wrote it. */
export function loadPractice() {
  const load = () => import("./practice.mjs").catch(() => {});
  if (document.querySelector("study-quiz, study-cards, study-progress")) load();
  else if (!document.querySelector("study-due")) return;
  else if (readKept("study/cards") || readKept("study/settings")) load();
  else addEventListener("storage", load, { once: true });
}
