/** `<study-last-minutes>`: the minutes before an interview, on a phone, in one hand, ended on time. */

import { count, dayOf } from "../../cards/days.mjs";
import { readAims } from "../../cards/store.mjs";
import { asElement, asElements } from "../../nodes.mjs";
import { defineElement } from "../../practice/element.mjs";
import { findParts } from "../../practice/parts.mjs";
import { openStore } from "../../progress-store.mjs";
import { loadStylesheet } from "../../stylesheet-loader.mjs";
import { findEnd, isRun } from "./run.mjs";

const RUN = "run";

/**
 * Let the buttons of the offer begin, and go on with what runs already.
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
function openLastMinutes(host, signal) {
  const { offer, said } = findParts(host);
  const store = openStore("last-minutes", { version: 1 });
  /** @param {number | null} minutes Nothing to go on with what is stored. */
  const open = async (minutes) => {
    said.textContent = "";
    try {
      const styles = asElement(document.querySelector("study-plan"))?.dataset.styles;
      const [{ LastMinutes }, schedule] = await Promise.all([
        import("./last-minutes.mjs"),
        import("../../cards/schedule.mjs"),
        loadStylesheet(styles),
      ]);
      if (!signal.aborted) await new LastMinutes(host, offer, schedule, store, signal).open(minutes);
    } catch {
      said.textContent = "This needs what was not loaded. Is there a network?";
    }
  };
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (asElements(offer.querySelectorAll("button")))) {
    button.addEventListener("click", () => open(Number(button.value)), { signal });
  }
  said.textContent = describeInterview(
    readAims(openStore("settings", { version: 1 }).read()).interview - dayOf(Date.now()),
  );
  const run = store.read()[RUN];
  if (isRun(run) && !run.isReady && Date.now() < findEnd(run)) open(null);
}

/**
 * Return in words how far off the interview is, nothing if it is past or not set.
 * @param {number} days
 */
function describeInterview(days) {
  if (days > 1) return `${count(days, "day")} to your interview.`;
  return ["Your interview is today.", "Your interview is tomorrow."][days] ?? "";
}

defineElement("study-last-minutes", openLastMinutes);
