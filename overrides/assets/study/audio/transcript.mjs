/** The transcript follows what is heard, and each of its lines can be heard. */

import { asElements, make } from "../nodes.mjs";
import { describeTime, findTurn } from "./times.mjs";

/** @typedef {import("./player.mjs").Player} Player */

/**
 * Let the transcript of this page follow the player, and return the button that stops it from scrolling.
 * @param {Player} player
 */
export function followTranscript(player) {
  const turns = asElements(document.querySelectorAll(".study-turn[data-start]"));
  const begins = [...turns].map((turn) => Number(turn.dataset.start));
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const follow = make("button", { type: "button", "aria-pressed": "true" }, "Follow");
  const isOn = () => follow.getAttribute("aria-pressed") === "true";
  /** @param {boolean} on */
  const set = (on) => follow.setAttribute("aria-pressed", String(on));
  follow.addEventListener("click", () => set(!isOn()));
  let current = -1;
  const show = () => {
    const number = findTurn(begins, player.time);
    if (number === current) return;
    turns[current]?.removeAttribute("aria-current");
    current = number;
    const turn = turns[number];
    if (!turn) return;
    turn.setAttribute("aria-current", "true");
    const behavior = still.matches ? "auto" : "smooth";
    if (isOn() && !player.audio.paused) turn.scrollIntoView({ block: "center", behavior });
  };
  player.audio.addEventListener("timeupdate", show);
  player.audio.addEventListener("seeked", show);
  for (const name of ["wheel", "touchmove"]) {
    addEventListener(name, () => !player.audio.paused && set(false), { passive: true });
  }
  turns.forEach((turn, number) => letHear(turn, begins[number] ?? 0, player));
  return follow;
}

/**
 * @param {HTMLElement} turn
 * @param {number} begin
 * @param {Player} player
 */
function letHear(turn, begin, player) {
  const hear = () => {
    player.seek(begin + 0.001);
    player.play();
  };
  const label = `Play from ${describeTime(begin)}`;
  turn.prepend(
    make(
      "button",
      { type: "button", class: "study-turn__time", "aria-label": label, onclick: hear },
      describeTime(begin),
    ),
  );
  turn.querySelector(".study-turn__said")?.addEventListener("click", () => {
    if (getSelection()?.isCollapsed) hear();
  });
}
