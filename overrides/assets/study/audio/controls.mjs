/** The controls of the player, on the page of an episode and, shorter, at the foot of another page. */

import { make } from "../nodes.mjs";
import { hasSingleKeys } from "../storage.mjs";
import { pageOf } from "./sound.mjs";
import { describeTime, SLEEPS, SPEEDS } from "./times.mjs";

/** @typedef {import("./player.mjs").Player} Player */

/**
 * Return the controls, which follow the player.
 * @param {Player} player
 * @param {boolean} short
 */
export function makeControls(player, short) {
  const { audio, sound } = player;
  const play = make("button", { type: "button", class: "study-player__play", onclick: () => player.toggle() });
  const status = make("p", { role: "status", class: "study-player__status" });
  const time = make("span", { class: "study-player__time" });
  const place = make("input", {
    type: "range",
    min: 0,
    max: Math.floor(sound.seconds),
    step: 1,
    "aria-label": "Position",
  });
  place.addEventListener("input", () => player.seek(place.valueAsNumber));
  const show = () => {
    const seconds = player.time;
    place.value = String(Math.floor(seconds));
    place.setAttribute("aria-valuetext", `${describeTime(seconds)} of ${describeTime(sound.seconds)}`);
    time.textContent = `${describeTime(seconds)} / ${describeTime(sound.seconds)}`;
    play.dataset.state = audio.paused ? "paused" : "playing";
    play.setAttribute("aria-label", audio.paused ? "Play" : "Pause");
  };
  for (const name of ["play", "pause", "timeupdate", "seeked", "loadedmetadata"]) audio.addEventListener(name, show);
  player.addEventListener("message", (event) => {
    status.textContent = /** @type {CustomEvent} */ (event).detail;
    show();
  });
  const bar = make(
    "div",
    { class: "study-player", role: "group", "aria-label": "Player", "data-short": short, onkeydown: hear },
    short && make("a", { class: "study-player__title", href: pageOf(sound) }, sound.title),
    make(
      "div",
      { class: "study-player__row" },
      skipper(player, -1, "15 seconds back"),
      play,
      skipper(player, 1, "15 seconds on"),
      place,
      time,
    ),
    !short && makeSettings(player),
    status,
  );
  show();
  return bar;

  /** @param {Event} event */
  function hear(event) {
    const { key, target, ctrlKey, metaKey, altKey } = /** @type {KeyboardEvent} */ (event);
    if (ctrlKey || metaKey || altKey || !hasSingleKeys() || target instanceof HTMLSelectElement) return;
    const act = { j: () => player.skip(-1), k: () => player.toggle(), l: () => player.skip(1) }[key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}

/**
 * @param {Player} player
 * @param {number} steps
 * @param {string} label
 */
const skipper = (player, steps, label) =>
  make("button", {
    type: "button",
    class: "study-player__skip",
    "aria-label": label,
    onclick: () => player.skip(steps),
  }, steps < 0 ? "−15" : "+15");

/** @param {Player} player */
function makeSettings(player) {
  const speed = make(
    "select",
    {},
    SPEEDS.map((one) => make("option", { value: one, selected: one === player.speed }, `${one}×`)),
  );
  const sleep = make(
    "select",
    {},
    SLEEPS.map((one) => make("option", { value: one }, one ? `in ${one} min` : "never")),
  );
  speed.addEventListener("change", () => player.setSpeed(Number(speed.value)));
  sleep.addEventListener("change", () => player.setSleep(Number(sleep.value)));
  player.addEventListener("slept", () => (sleep.value = "0"));
  return make(
    "div",
    { class: "study-player__row study-player__settings" },
    make("label", {}, "Speed ", speed),
    make("label", {}, "Stops ", sleep),
  );
}
