/** The keyboard: what single keys do inside the quiz, the list of them, and the switch that turns them off. */

import { make, makeTick } from "./nodes.mjs";

const KEYS = [
  ["1 to 9 or A to I", "choose an option, a step or a letter"],
  ["Enter", "answer, then go on"],
  ["?", "open this list"],
];

/** Return the list of keys with its switch; `turn` is told whether single keys are on. */
export function makeKeyList(isOn, turn, keys = KEYS, place = "the quiz") {
  const rows = keys.map(([key, does]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)));
  return make(
    "details",
    { class: "study-quiz__keys" },
    make("summary", {}, "Keys"),
    make("dl", {}, ...rows),
    makeTick(`Single keys work inside ${place}`, {
      role: "switch",
      checked: isOn,
      onchange: ({ target }) => turn(target.checked),
    }),
  );
}

/**
 * Do what a key means inside the quiz and keep it from the rest of the page.
 * @param {KeyboardEvent} event
 * @param {object} quiz
 * @param {import("./quiz-fields.mjs").Fields | null} quiz.fields
 * @param {HTMLElement | null} quiz.goOn
 * @param {HTMLDetailsElement} quiz.list
 * @param {boolean} quiz.singleKeys
 */
export function pressKey(event, { fields, goOn, list, singleKeys }) {
  const { key, target } = event;
  if (
    event.defaultPrevented ||
    event.altKey ||
    event.metaKey ||
    (event.ctrlKey && key !== "Enter") ||
    event.isComposing
  )
    return;
  const used =
    key === "Enter" ? pressEnter(event, goOn) : singleKeys && !isTyping(target) && pressSingle(event, fields, list);
  if (!used) return;
  event.stopPropagation();
  if (used === "done") event.preventDefault();
}

const isTyping = (node) => node.matches("textarea, select, input:not([type=radio], [type=checkbox])");

function pressEnter({ target, ctrlKey }, goOn) {
  if (!goOn || target.closest("a, button, summary, select") || (target.matches("textarea") && !ctrlKey)) return "";
  goOn.click();
  return "done";
}

function pressSingle({ key, ctrlKey }, fields, list) {
  if (ctrlKey || key.length > 1) return "";
  if (key === "?") {
    list.open = !list.open;
    list.firstChild.focus();
    return "done";
  }
  const index = /[1-9]/.test(key) ? Number(key) - 1 : "abcdefghi".indexOf(key.toLowerCase());
  if (index >= 0 && fields?.choose?.(index)) return "done";
  if (!fields?.typed || key === " ") return "";
  fields.typed.focus();
  return "typed";
}
