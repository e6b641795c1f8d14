/**
 * The controls of a stage: forward and back, the parts of the story, play, and what one does with a whole run.
 *
 * @typedef {object} Does
 * @property {() => void} back
 * @property {() => void} forward
 * @property {() => void} play
 * @property {(part: number) => void} part
 * @property {(step: number) => void} jump
 * @property {(speed: number) => void} speed
 * @property {() => void} undo
 * @property {() => void} restart
 * @property {() => void} compare
 * @property {() => void} copy
 *
 * @typedef {{ part: number, at: number, most: number, isTold: boolean, isCompared: boolean, canUndo: boolean }} Shown
 */

import { make } from "../../nodes.mjs";

const SPEEDS = [0.5, 1, 2, 4];

/**
 * Return the controls, and what brings them up to date.
 * @param {number} parts
 * @param {Does} does
 */
export function makeControls(parts, does) {
  /** @type {(label: string, act: () => void, icon?: string) => HTMLButtonElement} */
  const button = (label, onclick, icon) =>
    make(
      "button",
      { type: "button", onclick, "aria-label": icon && label, title: icon && label, "data-icon": icon },
      icon ? "" : label,
    );
  const back = button("Back", does.back, "back");
  const forward = button("Forward", does.forward, "forward");
  const play = button("Play", does.play, "play");
  const compare = button("What if …", does.compare);
  const undo = button("Undo", does.undo);
  const restart = button(parts ? "Back to the story" : "Begin again", does.restart);
  const range = make("input", {
    type: "range",
    min: 0,
    max: 1,
    value: 0,
    "aria-label": "Step",
    oninput: (event) => does.jump(/** @type {HTMLInputElement} */ (event.target).valueAsNumber),
  });
  const speed = make(
    "select",
    {
      "aria-label": "Speed",
      onchange: (event) => does.speed(Number(/** @type {HTMLSelectElement} */ (event.target).value)),
    },
    ...SPEEDS.map((one) => make("option", { value: one, selected: one === 1 }, `${one}×`)),
  );
  const chips = Array.from(
    { length: parts },
    (_, part) =>
      make("button", {
        type: "button",
        "aria-label": `Part ${part + 1} of the story`,
        onclick: () => does.part(part),
      }, String(part + 1)),
  );
  const node = make(
    "div",
    { class: "study-stage__controls" },
    make("div", { class: "study-stage__moves" }, back, play, forward, range, speed),
    parts > 0 &&
      make("div", { class: "study-stage__parts", role: "group", "aria-label": "Parts of the story" }, ...chips),
    make(
      "div",
      { class: "study-stage__whole" },
      undo,
      restart,
      compare,
      button("Copy the link to this run", does.copy),
    ),
  );
  return {
    node,
    forward,
    /** @param {boolean} isPlaying */
    setPlaying: (isPlaying) => {
      play.dataset.icon = isPlaying ? "pause" : "play";
      play.ariaLabel = play.title = isPlaying ? "Pause" : "Play";
    },
    /** @param {Shown} shown */
    update: ({ part, at, most, isTold, isCompared, canUndo }) => {
      range.max = String(Math.max(1, most));
      range.value = String(at);
      range.ariaValueText = `Step ${at} of ${most}`;
      back.disabled = at === 0;
      undo.hidden = !canUndo;
      restart.hidden = isTold || (at === 0 && !parts);
      compare.ariaPressed = String(isCompared);
      // A button that goes must not take the reader's place with it.
      const focused = node.contains(document.activeElement) && /** @type {HTMLButtonElement} */
        (document.activeElement);
      if (focused && (focused.hidden || focused.disabled)) forward.focus();
      for (const [index, chip] of chips.entries()) chip.ariaCurrent = index === part ? "step" : null;
    },
  };
}
