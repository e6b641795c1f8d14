/** `<study-today>`: the spoken answer of the day, with a clock to speak against. */

import { dayOf } from "../cards/days.mjs";
import { fetchPage } from "../fetched-page.mjs";
import { asElement, make, textOf } from "../nodes.mjs";
import { defineElement } from "../practice/element.mjs";

const SECONDS = 60;
const START = "Start the clock";

/**
 * Return which of so many chapters a day is for: each in turn.
 * @param {number} day
 * @param {number} count
 */
export const chooseTurn = (day, count) => ((day % count) + count) % count;

/**
 * Put today's chapter of those that the page lists in place of the one that the build wrote, and offer the clock.
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
function openToday(host, signal) {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const chapters = document.querySelectorAll("a.study-log__record");
  const chapter = chapters[chooseTurn(dayOf(Date.now()), chapters.length)];
  /** @type {HTMLAnchorElement} */
  const link = asElement(host.querySelector(".study-today__ask a"));
  if (chapter && chapter.href !== link.href) showOther(host, link, chapter, signal);
  offerClock(host, signal);
}

/**
 * Name another chapter; its answer is fetched once somebody wants to read it.
 * @param {HTMLElement} host
 * @param {HTMLAnchorElement} link
 * @param {HTMLAnchorElement} chapter
 * @param {AbortSignal} signal
 */
function showOther(host, link, chapter, signal) {
  link.href = chapter.href;
  link.textContent = textOf(chapter.querySelector(".study-log__title"));
  const details = asElement(host.querySelector("details"));
  const answer = asElement(details.querySelector(".study-say"));
  answer.replaceChildren(make("p", {}, "The answer is on its way."));
  const load = async () => {
    if (!(/** @type {HTMLDetailsElement} */ (details).open)) return;
    try {
      const page = await fetchPage(new URL("say/", chapter.href), ".study-say", { signal });
      answer.replaceChildren(...asElement(page.querySelector(".study-say")).childNodes);
      details.removeEventListener("toggle", load);
    } catch {
      answer.replaceChildren(
        make("p", {}, "It could not be loaded. Is there a network? The chapter begins with it, too."),
      );
    }
  };
  details.addEventListener("toggle", load, { signal });
}

/**
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
function offerClock(host, signal) {
  const said = make("span", { role: "status" });
  /** @type {number | undefined} */
  let timer;
  const stop = (label = START) => {
    clearInterval(timer);
    timer = undefined;
    button.textContent = label;
  };
  const start = () => {
    const end = Date.now() + SECONDS * 1000;
    const tick = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      button.textContent = `${left} s left`;
      if (left > 0) return;
      stop("Once more");
      said.textContent = "Time. Now compare.";
    };
    said.textContent = "Speak.";
    timer = setInterval(tick, 200);
    tick();
  };
  const button = make("button", {
    type: "button",
    class: "study-today__clock",
    onclick: () => (timer ? stop() : start()),
  }, START);
  asElement(host.querySelector(".study-today__acts")).replaceChildren(button, said);
  signal.addEventListener("abort", () => stop());
}

defineElement("study-today", openToday);
