/** `<study-tonight>`: the evening planned for this reader, each step ticked off like those of every plan. */

import { count, dayOf } from "../../cards/days.mjs";
import { asElements, make, textOf } from "../../nodes.mjs";
import { defineElement } from "../../practice/element.mjs";
import { findParts, makeButton } from "../../practice/parts.mjs";
import { openStore } from "../../progress-store.mjs";
import { SITE_ROOT } from "../../site-root.mjs";
import { makeTick } from "../tick.mjs";
import { BREAK, isEvening, planEvening } from "./evening.mjs";

/** @import { Evening, Step } from "./evening.mjs" */

const TONIGHT = "tonight";

/**
 * Offer to plan the evening, and show the one that was planned today.
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
function openTonight(host, signal) {
  const { offer, evening, said } = findParts(host);
  const store = openStore("plans", { version: 1 });
  /** @param {Evening | null} planned */
  const save = (planned) => {
    store.update(({ [TONIGHT]: _, ...others }) => (planned ? { ...others, [TONIGHT]: planned } : others));
    draw();
  };
  const draw = () => {
    const planned = store.read()[TONIGHT];
    const isToday = isEvening(planned) && planned.day === dayOf(Date.now());
    offer.hidden = isToday;
    evening.hidden = !isToday;
    if (isToday) evening.replaceChildren(...makeEvening(planned, save));
  };
  /** @param {number} hours */
  const plan = async (hours) => {
    said.textContent = "";
    try {
      const steps = planEvening(hours, await readWanted(host));
      save({ day: dayOf(Date.now()), at: Date.now(), steps, done: [], of: steps.length });
    } catch {
      said.textContent = "This needs what was not loaded. Is there a network?";
    }
  };
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (asElements(offer.querySelectorAll("button")))) {
    button.addEventListener("click", () => plan(Number(button.value)), { signal });
  }
  store.watch(draw, signal);
  draw();
}

/**
 * Return what the reader needs most, from what is stored and from the questions of this page.
 * @param {HTMLElement} host
 */
async function readWanted(host) {
  const [{ readReader }, { rankCards, rankChapters }, schedule] = await Promise.all([
    import("../reader.mjs"),
    import("../readiness.mjs"),
    import("../../cards/schedule.mjs"),
  ]);
  const { bank, due, known } = await readReader(host.dataset.cards, schedule);
  const asks = new Map(
    [...document.querySelectorAll('.study-list a[href*="/q/"]')].map((link) => [
      new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname.split("/").at(-2),
      textOf(link),
    ]),
  );
  return {
    due,
    chapters: rankChapters(known).map((slug) => ({ slug, title: bank.names.chapters.get(slug) ?? slug })),
    questions: rankCards(known).filter((id) => asks.has(id)).map((id) => ({ id, ask: asks.get(id) ?? id })),
  };
}

/**
 * @param {Evening} evening
 * @param {(evening: Evening | null) => void} save
 */
function makeEvening(evening, save) {
  const { steps, done } = evening;
  /** @param {Step} step */
  const row = ({ address, label, minutes }) => {
    const tick = makeTick(label);
    tick.checked = done.includes(address);
    tick.addEventListener("change", () => {
      const others = done.filter((other) => other !== address);
      save({ ...evening, at: Date.now(), done: tick.checked ? [...others, address] : others });
      /** @type {HTMLElement | null} */ (document.querySelector(`[data-step="${CSS.escape(address)}"] input`))?.focus();
    });
    const link = address === BREAK ? make("b", {}, label) : make("a", { href: new URL(address, SITE_ROOT) }, label);
    const time = make("span", { class: "study-minutes" }, `${minutes} min`);
    return make("li", { "data-step": address }, tick, link, " ", time);
  };
  const total = steps.reduce((sum, { minutes }) => sum + minutes, 0);
  return [
    make("p", {}, `${count(total, "minute")}, ${done.length} of ${count(steps.length, "step")} done. Then sleep.`),
    make("ol", { class: "study-list" }, ...steps.map(row)),
    makeButton("Plan anew", () => save(null), { class: "study-panel__plain" }),
  ];
}

defineElement("study-tonight", openTonight);
