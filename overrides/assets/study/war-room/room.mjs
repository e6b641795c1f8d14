/**
 * The room while the incident runs: what is happening, and below it what the lead may look at, do, say, or wait for.
 *
 * @import { WarRoomPanel } from "./war-room-panel.mjs"
 * @import { Run } from "./run.mjs"
 * @typedef {"look" | "act" | "tell" | "wait"} Tab
 * @typedef {{ label: string, cost: string, choose: () => void }} Option
 */

import { make } from "../nodes.mjs";
import { makeEntry, makeText } from "./feed.mjs";
import { findHint, showCount } from "./outcome.mjs";
import { canChoose } from "./run.mjs";
import { findHarm, showClock } from "./values.mjs";

/** @type {readonly [tab: Tab, label: string, key: string][]} */
const TABS = [["look", "Look", "l"], ["act", "Act", "a"], ["tell", "Tell", "t"], ["wait", "Wait", "w"]];

const WAITS = [1, 5, 15, 60];

/**
 * Show a run that goes on, and return the heading that takes the focus.
 * @param {WarRoomPanel} panel
 * @param {Run} run
 * @param {number} since How many entries the lead has seen before.
 */
export function showRoom(panel, run, since) {
  const parts = panel.copy("room");
  const { node, title, feed, hint, pause } = parts;
  fillHead(parts, run);
  feed.append(...listEntries(run, since));
  if (panel.address.level !== "hints") hint.remove();
  parts.hinted.append(...makeText(findHint(run)));
  pause.hidden = panel.address.clock !== "runs";
  pause.textContent = panel.isPaused ? "Go on" : "Pause";
  pause.addEventListener("click", () => panel.togglePause());
  panel.room = parts;
  panel.changing = panel.show("taking", node);
  showTabs(panel, run, parts);
  return title;
}

/**
 * Write clock and customers anew, without touching anything else.
 * @param {Record<string, HTMLElement>} parts
 * @param {Run} run
 */
export function fillHead(parts, run) {
  const harm = findHarm(run);
  parts.clock.textContent = showClock(run.incident, run.time);
  parts.spent.textContent = `${Math.floor(run.time / 60)} min in`;
  parts.harm.textContent = `${Math.round(harm * 100)}% of ${run.incident.who} suffer`;
  parts.harm.dataset.tone = harm > 0.5 ? "bad" : harm > 0.05 ? "hot" : "good";
  parts.minutes.textContent = `${showCount(run.minutes)} customer minutes lost`;
}

/**
 * What is new stands open, newest last; what was before is folded away.
 * @type {(run: Run, since: number) => HTMLElement[]}
 */
function listEntries(run, since) {
  const { feed, incident } = run;
  const from = Math.min(since, Math.max(0, feed.length - 1));
  const earlier = feed.slice(0, from).reverse().map((entry) => makeEntry(incident, entry));
  const fold = earlier.length > 0 &&
    make(
      "li",
      { class: "study-war__earlier" },
      make(
        "details",
        {},
        make("summary", {}, `Earlier (${earlier.length})`),
        make("ol", { class: "study-war__feed" }, ...earlier),
      ),
    );
  return [fold, ...feed.slice(from).map((entry) => makeEntry(incident, entry))].filter((one) => one !== false);
}

/**
 * @param {WarRoomPanel} panel
 * @param {Run} run
 * @param {Record<string, HTMLElement>} parts
 */
function showTabs(panel, run, { tabs, options }) {
  const all = listOptions(panel, run);
  /** @type {Record<Tab, HTMLButtonElement>} */
  const buttons = Object.assign(
    {},
    ...TABS.map(([tab, label]) => ({
      [tab]: make(
        "button",
        {
          type: "button",
          role: "tab",
          class: "study-war__tab",
          onclick: () => open(tab),
        },
        `${label} `,
        make("span", {}, String(all[tab].length)),
      ),
    })),
  );
  /** @param {Tab} tab */
  const open = (tab) => {
    panel.tab = tab;
    for (const [name] of TABS) {
      buttons[name].setAttribute("aria-selected", String(name === tab));
      buttons[name].tabIndex = name === tab ? 0 : -1;
    }
    options.replaceChildren(...makeOptions(all[tab]));
    options.setAttribute("aria-label", TABS.find(([name]) => name === tab)?.[1] ?? "");
  };
  tabs.append(...Object.values(buttons));
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[/** @type {string} */ (event.key)];
    if (!step) return;
    const here = TABS.findIndex(([name]) => name === panel.tab);
    const [next] = TABS[(here + step + TABS.length) % TABS.length];
    open(next);
    buttons[next].focus();
    event.preventDefault();
  });
  open(panel.tab);
  panel.useKey = (key) => {
    const tab = TABS.find(([, , letter]) => letter === key)?.[0];
    if (tab) {
      open(tab);
      buttons[tab].focus();
      return true;
    }
    if (key === "p" && panel.address.clock === "runs") return panel.togglePause(), true;
    const option = /^[1-9]$/.test(key) && all[panel.tab][Number(key) - 1];
    if (!option) return false;
    option.choose();
    return true;
  };
}

/** @param {readonly Option[]} options */
function makeOptions(options) {
  if (!options.length) return [make("p", { class: "study-panel__how" }, "Nothing here at this moment.")];
  return options.map(({ label, cost, choose }) =>
    make(
      "button",
      { type: "button", class: "study-panel__button study-war__option", onclick: choose },
      make("span", {}, ...makeText(label)),
      make("small", {}, cost),
    )
  );
}

/**
 * @param {WarRoomPanel} panel
 * @param {Run} run
 * @returns {Record<Tab, Option[]>}
 */
function listOptions(panel, run) {
  const { signals, actions } = run.incident;
  /** @type {(id: string, label: string, takes: number) => Option} */
  const offer = (id, label, takes) => ({ label, cost: showCost(takes), choose: () => panel.choose(id) });
  const looks = Object.entries(signals).filter(([id]) => canChoose(run, id));
  const doings = Object.entries(actions).filter(([id]) => canChoose(run, id));
  /** @param {string} kind */
  const list = (kind) =>
    doings.filter(([, one]) => one.kind === kind).map(([id, one]) => offer(id, one.label, one.takes));
  return {
    look: looks.map(([id, { ask, takes }]) => offer(id, ask, takes)),
    act: list("act"),
    tell: list("tell"),
    wait: WAITS.map((minutes) => ({
      label: minutes === 60 ? "Wait an hour" : minutes === 1 ? "Wait a minute" : `Wait ${minutes} minutes`,
      cost: "or until somebody speaks",
      choose: () => panel.wait(minutes * 60),
    })),
  };
}

/** @param {number} seconds */
const showCost = (seconds) => (seconds < 60 ? `${Math.max(10, seconds)} s` : `${Math.round(seconds / 60)} min`);
