/** `<study-plan>`: a tick for each step of a plan, remembered in this browser. */

import { asElement, asElements, textOf } from "../nodes.mjs";
import { defineElement } from "../practice/element.mjs";
import { openStore } from "../progress-store.mjs";
import { SITE_ROOT } from "../site-root.mjs";
import { nameOf, readPlan } from "./menu.mjs";
import { makeTick } from "./tick.mjs";

/** Those of the page; an evening that is planned for the reader has its own. */
const STEPS = ".study-list:not(study-tonight *) > li";

/**
 * Put a tick before each step of the lists on this page.
 * @param {HTMLElement} _host
 * @param {AbortSignal} signal
 */
function openPlan(_host, signal) {
  const store = openStore("plans", { version: 1 });
  const plan = nameOf(location.href);
  /** @type {Map<string, HTMLInputElement>} */
  const ticks = new Map();
  for (const step of asElements(document.querySelectorAll(STEPS))) {
    /** @type {HTMLAnchorElement} */
    const link = asElement(step.querySelector("a"));
    const tick = makeTick(textOf(link));
    ticks.set(link.href.slice(SITE_ROOT.href.length), tick);
    step.prepend(tick);
  }
  const draw = () => {
    const done = readPlan(store.read()[plan])?.done ?? [];
    for (const [address, tick] of ticks) tick.checked = done.includes(address);
  };
  const note = () => {
    const done = [...ticks].filter(([, tick]) => tick.checked).map(([address]) => address);
    store.update((all) => ({ ...all, [plan]: { at: Date.now(), done, of: ticks.size } }));
    dispatchEvent(new CustomEvent("study-plan-changed"));
  };
  for (const tick of ticks.values()) tick.addEventListener("change", note, { signal });
  signal.addEventListener("abort", () => ticks.forEach((tick) => tick.remove()));
  store.watch(draw, signal);
  draw();
}

defineElement("study-plan", openPlan);
