/** Listening on this page: to its episode, or on to the one that was heard on the page before. */

import { asElement, make } from "../nodes.mjs";
import { makeControls } from "./controls.mjs";
import { offerKeeping } from "./keeping.mjs";
import { Player } from "./player.mjs";
import { addressOf, checkSound, openListening, readSound } from "./sound.mjs";
import { followTranscript } from "./transcript.mjs";

/**
 * Show the player of this page's episode, or at the foot of the page that of another.
 * @param {Element | null} element The part of the page that has the browser's own player.
 * @param {boolean} goesOn Whether a sound was heard until a moment ago.
 */
export function listen(element, goesOn) {
  const last = goesOn ? checkSound(openListening().read().player) : null;
  if (element) {
    const here = listenHere(/** @type {HTMLElement} */ (element));
    if (last?.episode === here.sound.episode) here.play();
  } else if (last) listenOn(last);
}

/** @param {HTMLElement} element */
function listenHere(element) {
  const audio = /** @type {HTMLAudioElement} */ (element.querySelector("audio"));
  const player = new Player(audio, readSound(element, audio));
  const controls = makeControls(player, false);
  const settings = asElement(controls.querySelector(".study-player__settings"));
  const keeping = offerKeeping(audio.src, Number(element.dataset.bytes));
  settings.append(followTranscript(player), ...(keeping ? [keeping] : []));
  audio.removeAttribute("controls");
  element.append(controls);
  return player;
}

/** @param {import("./sound.mjs").Sound} sound */
function listenOn(sound) {
  const audio = make("audio", { preload: "none", src: addressOf(sound) });
  const player = new Player(audio, sound);
  const controls = makeControls(player, true);
  const close = () => {
    audio.pause();
    controls.remove();
  };
  controls.append(
    make(
      "button",
      { type: "button", class: "study-player__close", "aria-label": "Close the player", onclick: close },
      "×",
    ),
  );
  document.body.append(controls);
  player.play();
}
