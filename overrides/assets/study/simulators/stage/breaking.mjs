/**
 * Free play: what can be broken now, and the settings.
 *
 * @import { Action, Run, Setting, Value } from "../engine.mjs"
 * @typedef {{ choose: (group: string) => void, act: (name: string, target?: string, value?: Value) => void }} Does
 */

import { SET } from "../engine.mjs";
import { make } from "../../nodes.mjs";

const SETTINGS = "Settings";

/**
 * Show what can be done in a group of actions, and return the group; the focus stays where it was, if that is still there.
 * @param {HTMLElement} host
 * @param {Run} run
 * @param {string} wanted
 * @param {Does} does
 */
export function drawBreaking(host, run, wanted, does) {
  const actions = run.scene.actions(run.state);
  const groups = [...new Set(actions.map(({ group }) => group ?? "")), SETTINGS];
  const chosen = groups.includes(wanted) ? wanted : groups[0];
  const shown = JSON.stringify([chosen, actions, run.settings]);
  if (host.dataset.shown === shown) return chosen;
  host.dataset.shown = shown;
  const focused = host.contains(document.activeElement)
    ? /** @type {HTMLElement} */ (document.activeElement).dataset.key
    : undefined;
  const tabs = groups.map((group) =>
    make("button", {
      type: "button",
      "aria-pressed": String(group === chosen),
      "data-key": group,
      onclick: () => does.choose(group),
    }, group)
  );
  const fields = chosen === SETTINGS
    ? run.scene.settings.map((setting) => makeSetting(setting, run, does))
    : actions.filter(({ group }) => (group ?? "") === chosen).map((action) => makeAction(action, does));
  host.replaceChildren(
    make("p", { class: "study-stage__caption" }, "Break it yourself"),
    make("div", { class: "study-stage__groups", role: "group", "aria-label": "What to change" }, ...tabs),
    make("div", { class: "study-stage__acts", "data-kind": chosen === SETTINGS ? "settings" : "actions" }, ...fields),
  );
  if (focused !== undefined) {
    const nodes = [...host.querySelectorAll("[data-key]")];
    const same = nodes.find((node) => /** @type {HTMLElement} */ (node).dataset.key === focused) ??
      tabs[groups.indexOf(chosen)];
    /** @type {HTMLElement} */ (same).focus();
  }
  return chosen;
}

/**
 * @param {Action} action
 * @param {Does} does
 */
const makeAction = ({ name, target, label }, does) =>
  make(
    "button",
    { type: "button", "data-key": `${name} ${target ?? ""}`, onclick: () => does.act(name, target) },
    label,
  );

/**
 * @param {Setting} setting
 * @param {Run} run
 * @param {Does} does
 */
function makeSetting(setting, { settings }, does) {
  const { name, label, unit, choices, names, min, max, step, fixed } = setting;
  const value = settings[name];
  /** @type {(value: Value) => string} */
  const show = (value) => names?.[value] ?? `${value}${unit ? ` ${unit}` : ""}`;
  const field = choices
    ? make(
      "select",
      {
        "data-key": name,
        onchange: ({ target }) => does.act(SET, name, choices[/** @type {HTMLSelectElement} */ (target).selectedIndex]),
      },
      ...choices.map((choice) => make("option", { selected: choice === value }, show(choice))),
    )
    : make("input", {
      type: "range",
      "data-key": name,
      min,
      max,
      step,
      value,
      onchange: ({ target }) => does.act(SET, name, /** @type {HTMLInputElement} */ (target).valueAsNumber),
    });
  return make(
    "label",
    {},
    make("span", {}, label, fixed && make("small", {}, "begins again")),
    field,
    !choices && make("output", {}, show(value)),
  );
}
