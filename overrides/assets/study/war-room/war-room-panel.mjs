/**
 * The panel of an incident: begins, resumes and replays runs, and keeps the address in step, which holds the whole run.
 *
 * @import { FormWith } from "../nodes.mjs"
 * @import { Bank } from "../practice/bank.mjs"
 * @import { PanelParts } from "../practice/panel.mjs"
 * @import { RunAddress } from "./address.mjs"
 * @import { Incident } from "./incident.mjs"
 * @import { Run } from "./run.mjs"
 * @typedef {object} OwnParts
 * @property {{ node: HTMLElement, title: HTMLElement, situation: HTMLElement, start: HTMLButtonElement,
 *   choices: FormWith<Iterable<HTMLInputElement>>, copy: HTMLElement, copied: HTMLElement,
 *   interviewer: HTMLAnchorElement, read: HTMLElement }} setup
 * @property {Record<string, HTMLElement>} room
 * @property {Record<string, HTMLElement>} debrief
 * @property {Record<string, HTMLElement>} sheet
 * @property {Record<string, HTMLElement>} replay
 * @typedef {PanelParts & OwnParts} WarRoomParts What the build wrote for an incident.
 */

import { dayOf } from "../cards/days.mjs";
import { makeDue } from "../interview/outcome.mjs";
import { everySecond } from "../practice/every-second.mjs";
import { Panel } from "../practice/panel.mjs";
import { FIRST, readAddress, writeAddress, writeRun } from "./address.mjs";
import { showDebrief } from "./debrief.mjs";
import { doNothing, findMissedCards, replay, scoreRun, sumScore, walkExpertPath } from "./outcome.mjs";
import { showReplay } from "./replay.mjs";
import { fillHead, showRoom } from "./room.mjs";
import { choose, pass, wait } from "./run.mjs";
import { showSetup } from "./setup.mjs";
import { showSheet } from "./sheet.mjs";

const SEEDS = 1000;

/** Pixels below which the room begins near enough to the top of the screen. */
const NEAR = 120;

/** @extends {Panel<WarRoomParts>} */
export class WarRoomPanel extends Panel {
  /** @type {import("./room.mjs").Tab} */
  tab = "look";
  isPaused = false;

  /** @type {Record<string, HTMLElement>} The parts of the room that is shown. */
  room = {};

  /** Aborted once something else is shown. */
  changing = new AbortController().signal;

  /** @type {RunAddress} */
  address = FIRST;
  #cards;
  #results;
  /** @type {Run | null} */
  #run = null;
  /** @type {HTMLElement[]} */
  #warnings = [];

  /**
   * @param {HTMLElement} host
   * @param {Incident} incident
   */
  constructor(host, incident) {
    super(host, /** @type {Bank} */ (/** @type {unknown} */ (null)));
    this.incident = incident;
    this.#cards = this.openStore("cards");
    this.#results = this.openStore("incidents");
  }

  random = () => Math.random();

  drawSeed() {
    return String(1 + Math.floor(this.random() * SEEDS));
  }

  /**
   * Show what the address asks for and follow the browser's back button, until `signal` is aborted.
   * @param {AbortSignal} signal
   */
  open(signal) {
    addEventListener("popstate", () => this.focus(this.arrive()), { signal });
    addEventListener("pagehide", () => this.#remember(), { signal });
    this.arrive();
  }

  /** Show what the address asks for, and return the heading of it. */
  arrive() {
    const { address, complaints } = readAddress(location.search);
    for (const warning of this.#warnings.splice(0)) warning.remove();
    this.#warnings.push(...complaints.map((sentence) => this.notify(sentence)));
    this.address = address;
    const { seed, taken, idle } = address;
    if (!seed || (!taken.length && !idle)) return this.showSetup({ ...address, taken, idle });
    if (address.view === "replay") return showReplay(this, 0);
    const run = replay(this.incident, Number(seed), taken, idle);
    if (run.taken.length < taken.length) {
      this.#warnings.push(this.notify("The incident has changed since this run: it ends where it could not go on."));
    }
    const before = replay(this.incident, Number(seed), run.taken.slice(0, -1), 0);
    return this.#show(run, before.feed.length);
  }

  /** @param {RunAddress} address */
  showSetup(address) {
    this.#run = null;
    this.setAddress(address);
    return showSetup(this, address);
  }

  /** Show the start for another run. */
  showStart() {
    const { level, clock } = this.address;
    return this.showSetup({ ...FIRST, level, clock });
  }

  /**
   * Begin a run; the back button leads from it to its start.
   * @param {RunAddress} address
   */
  begin(address) {
    this.address = { ...address, taken: [], idle: 0, ticks: [] };
    this.tab = "look";
    this.isPaused = false;
    history.pushState(history.state, "", `${location.pathname}${writeAddress(this.address)}`);
    this.focus(this.#show(replay(this.incident, Number(address.seed), [], 0), 0));
  }

  /** @param {string} id Of a signal or an action. */
  choose(id) {
    this.#goOn((run) => choose(run, id));
  }

  /** @param {number} seconds */
  wait(seconds) {
    this.#goOn((run) => wait(run, seconds));
  }

  /** @param {(run: Run) => Run} change */
  #goOn(change) {
    const before = this.#run;
    if (!before) return;
    const run = change(before);
    const news = run.feed.slice(before.feed.length).map(({ text }) => text);
    const heading = this.#show(run, before.feed.length);
    this.focus(heading);
    this.announce(news.length ? news.join(" ") : "Nothing new.");
  }

  /**
   * Show a run at where it is, and return the heading of what is shown.
   * @param {Run} run
   * @param {number} since
   */
  #show(run, since) {
    this.#run = run;
    this.#remember();
    if (run.outcome) return this.#end(run);
    const heading = showRoom(this, run, since);
    if (this.address.view === "interviewer") showSheet(this);
    if (this.address.clock === "runs") this.#startClock(since);
    return heading;
  }

  /** @param {number} since */
  #startClock(since) {
    everySecond(() => {
      const run = this.#run;
      if (!run || this.isPaused || document.hidden) return;
      const next = pass(run, 1);
      this.#run = next;
      if (next.feed.length > run.feed.length) {
        const hadFocus = this.node.contains(document.activeElement);
        const heading = this.#show(next, Math.min(since, run.feed.length));
        if (hadFocus) this.focus(heading);
        this.announce(next.feed.slice(run.feed.length).map(({ text }) => text).join(" "));
      } else fillHead(this.room, next);
    }, this.changing);
  }

  togglePause() {
    this.isPaused = !this.isPaused;
    this.room.pause.textContent = this.isPaused ? "Go on" : "Pause";
    this.announce(this.isPaused ? "The clock stands." : "The clock runs.");
    this.#remember();
  }

  /** Write the run into the address: a reload, another tab and a friend go on from there. */
  #remember() {
    if (!this.#run || this.address.view === "replay") return;
    this.address = { ...this.address, taken: this.#run.taken, idle: this.#run.idle };
    this.setAddress(this.address);
  }

  /** @param {readonly number[]} ticks */
  tick(ticks) {
    this.address = { ...this.address, ticks };
    this.setAddress(this.address);
  }

  /** @param {RunAddress} address */
  setAddress(address) {
    const query = writeAddress(address);
    if (query !== location.search) history.replaceState(history.state, "", `${location.pathname}${query}`);
  }

  /** @param {RunAddress} address */
  linkOf(address) {
    return new URL(writeAddress(address) || location.pathname, location.href.replace(/[?#].*$/, "")).href;
  }

  /**
   * Show what a run came to; if it was played here, missed cards become due once.
   * @param {Run} run
   */
  #end(run) {
    const compared = this.compare(run);
    if (this.address.view === "") this.#store(run, compared);
    return showDebrief(this, run, compared);
  }

  /**
   * Return the run beside that of an expert and that of nobody.
   * @param {Run} run
   */
  compare(run) {
    const path = walkExpertPath(this.incident, run.seed);
    const expert = path[path.length - 1];
    const nobody = doNothing(this.incident, run.seed);
    const parts = scoreRun(run, expert, nobody);
    return { expert, nobody, parts, score: sumScore(run, parts), missed: findMissedCards(run, expert) };
  }

  /**
   * @param {Run} run
   * @param {ReturnType<WarRoomPanel["compare"]>} compared
   */
  #store(run, { score, missed }) {
    const { name } = this.incident;
    const now = this.now();
    const text = `${run.seed} ${writeRun(run)}`;
    const stored = this.#results.read()[`${name}-${this.address.level}`];
    if (stored?.run === text) return;
    const best = Math.max(score, Number(stored?.best) || 0);
    this.#results.update((all) => ({
      ...all,
      [`${name}-${this.address.level}`]: { run: text, score, best, outcome: run.outcome, at: now },
    }));
    const ids = missed.map(({ id }) => id);
    if (ids.length) this.#cards.update((records) => makeDue(records, ids, dayOf(now), now));
  }

  /** Show the dialogue that the build wrote. */
  readInstead() {
    this.node.hidden = true;
    this.host.dataset.state = "reading";
    const first = /** @type {HTMLElement} */ (this.host.querySelector(".study-war__read"));
    first.tabIndex = -1;
    first.focus();
  }

  /** @param {HTMLElement} node */
  focus(node) {
    node.focus({ preventScroll: true });
    const { top } = this.node.getBoundingClientRect();
    if (top < 0 || top > NEAR) this.node.scrollIntoView({ block: "start" });
  }
}
