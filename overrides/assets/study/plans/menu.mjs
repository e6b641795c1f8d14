/** How far the reader is in each plan, beside its name in the menu. */

import { asElements } from "../nodes.mjs";
import { SITE_ROOT } from "../site-root.mjs";
import { readRecords } from "../storage.mjs";

/** @typedef {{ at: number, done: string[], of: number }} PlanRecord `done` holds the addresses of finished steps. */

/**
 * Return what is stored of a plan, nothing if that is not to be used.
 * @param {any} record
 * @returns {PlanRecord | undefined}
 */
export const readPlan = (record) =>
  Array.isArray(record?.done) && Number.isInteger(record.of) && record.done.length <= record.of ? record : undefined;

/**
 * Return the name of a page's plan: its address from the site's root.
 * @param {string} address
 */
export const nameOf = (address) => address.replace(/[?#].*/, "").slice(SITE_ROOT.href.length);

/** Write beside each plan that was begun how many of its steps are done, and follow other tabs. */
export function tellPlans() {
  const tell = () => {
    const plans = readRecords("plans");
    for (const link of asElements(document.querySelectorAll(".md-nav--primary a.md-nav__link"))) {
      const plan = readPlan(plans[nameOf(/** @type {HTMLAnchorElement} */ (link).href)]);
      if (plan?.done.length) link.dataset.done = `${plan.done.length} of ${plan.of}`;
      else delete link.dataset.done;
    }
  };
  tell();
  addEventListener("storage", tell);
  addEventListener("study-plan-changed", tell);
}
