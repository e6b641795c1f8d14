/**
 * The stage of a simulator: a run that is shown step by step, led by a story or by the reader.
 *
 * @import { Run, Value } from "../engine.mjs"
 * @import { View } from "../view.mjs"
 * @import { Story } from "./story.mjs"
 */

import { act, canAct, createRun, replay, undo } from "../engine.mjs";
import { drawPicture } from "../drawing/picture.mjs";
import { showTime } from "../drawing/times.mjs";
import { asElement, make } from "../../nodes.mjs";
import { copyAddress } from "../../sharing/copy-address.mjs";
import { readQuery } from "../../sharing/damaged-links.mjs";
import { drawComparison, followTime } from "./comparison.mjs";
import { makeControls } from "./controls.mjs";
import { drawBreaking } from "./breaking.mjs";
import { drawSteps } from "./steps.mjs";
import { placeRun, readRun, writeRun } from "./link.mjs";
import { findQuestion, tellPart } from "./told.mjs";
import { findPart, goOn, goTo, isTold } from "./story.mjs";

/** Milliseconds between two steps at speed 1. */
const PACE = 1800;

export class Stage {
  #figure;
  /** @type {Story} */
  #story;
  /** @type {Run} As far as it has gone; `#at` is the step that is shown. */
  #run;
  #at = 0;
  /** @type {number | null} The part of the story that is told; -1 in free play. */
  #part = null;
  /** @type {string | null} What the address said of the run. */
  #followed = null;
  /** @type {Run | null} */
  #other = null;
  /** @type {View | null} */
  #before = null;
  /** @type {Set<number>} Parts of the story whose question was answered or left. */
  #asked = new Set();
  #group = "";
  #speed = 1;
  #timer = 0;
  #controls;
  #says = make("div", { class: "study-stage__says" });
  #picture = make("div", { class: "study-stage__picture" });
  #said = make("p", { class: "study-stage__said", role: "status" });
  #clock = make("output", {
    class: "study-stage__clock",
    "aria-label": "Virtual time",
    "aria-live": "off",
  });
  #asking = make("div", { class: "study-stage__asking" });
  #breaking = make("div", { class: "study-stage__breaking" });
  #steps = make("details", { class: "study-stage__steps" });

  /**
   * @param {HTMLElement} figure
   * @param {Run} run
   * @param {Story} story
   */
  constructor(figure, run, story) {
    this.#figure = figure;
    this.#run = run;
    this.#story = story;
    this.#controls = makeControls(story.ends.length, {
      back: () => this.#show(this.#at - 1),
      forward: () => this.forward(),
      play: () => this.#timer ? this.#pause() : this.#play(),
      part: (part) => this.#showPart(part),
      jump: (step) => this.#show(step),
      speed: (speed) => (this.#speed = speed),
      undo: () => this.#take(undo(this.shown)),
      restart: () => this.#take(createRun(this.shown.scene, this.#story)),
      compare: () => this.#compare(),
      copy: () => copyAddress(this.#address(), (text) => (this.#said.textContent = text)),
    });
    this.#steps.append(make("summary", {}, "Every step so far"), make("ol", {}));
    this.#steps.addEventListener("toggle", () => this.#listSteps());
    const title = asElement(figure.querySelector(".study-simulator__title"));
    const bar = make("div", { class: "study-stage__bar-top" }, this.#clock);
    const node = make(
      "div",
      { class: "study-stage", role: "group", "aria-label": title.textContent },
      bar,
      this.#says,
      this.#picture,
      this.#said,
      this.#asking,
      this.#controls.node,
      this.#breaking,
      this.#steps,
    );
    node.addEventListener("keydown", (event) => this.#press(event));
    asElement(figure.querySelector(".study-simulator__text")).hidden = true;
    title.after(node);
    addEventListener("popstate", () => this.followAddress());
  }

  /** The run at the step that is shown. */
  get shown() {
    return goTo(this.#run, this.#at, this.#story);
  }

  /** Show the run that the address holds, or the first step of the story. */
  followAddress() {
    const { scene } = this.#run;
    const text = readQuery(location.search).get(this.#figure.id) ?? "";
    if (text === this.#followed) return; // The reader went to another section.
    this.#followed = text;
    this.#pause();
    const described = text ? readRun(scene, text) : { settings: this.#story.settings, seed: this.#story.seed };
    this.#other = null;
    this.#run = text ? replay(scene, readRun(scene, text)) : createRun(scene, described);
    this.#at = this.#run.index;
    if (!text && this.#story.ends.length && !this.#findAsk()) this.#run = goTo(this.#run, ++this.#at, this.#story);
    this.#render();
  }

  /** Go one step on, or ask first what will happen. */
  forward() {
    const ask = this.#findAsk();
    if (ask) {
      this.#pause();
      this.#ask(ask.part, ask.article);
      return false;
    }
    const before = this.#run;
    if (this.#at >= before.index) this.#run = goOn(before, this.#story);
    if (this.#at >= this.#run.index) {
      this.#pause();
      this.#said.textContent = "Nothing more happens by itself: break something, or send something.";
      return false;
    }
    this.#at += 1;
    this.#render();
    return true;
  }

  /** Return the question that comes before the next step, if the story asks one there. */
  #findAsk() {
    const starts = [0, ...this.#story.ends.slice(0, -1)];
    const part = this.#story.ends.length ? starts.indexOf(this.#at) : -1;
    if (part < 0 || this.#asked.has(part) || !isTold(this.shown, this.#story)) return null;
    const article = findQuestion(this.#figure, part);
    return article && { part, article };
  }

  /**
   * @param {number} part
   * @param {HTMLElement} article
   */
  async #ask(part, article) {
    const { showQuestion } = await import("./asking.mjs");
    const form = showQuestion(article, () => {
      this.#asked.add(part);
      this.#asking.replaceChildren();
      this.#controls.forward.focus();
      this.forward();
    });
    this.#asking.replaceChildren(form);
    asElement(form.querySelector("legend")).focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} step */
  #show(step) {
    this.#pause();
    this.#run = goTo(this.#run, step, this.#story).index > this.#run.index
      ? goTo(this.#run, step, this.#story)
      : this.#run;
    this.#at = Math.min(Math.max(0, step), this.#run.index);
    this.#render();
  }

  /** @param {number} part */
  #showPart(part) {
    if (!isTold(this.#run, this.#story)) this.#run = createRun(this.#run.scene, this.#story);
    this.#show((this.#story.ends[part - 1] ?? 0) + (findQuestion(this.#figure, part) ? 0 : 1));
    if (this.#findAsk()) this.forward();
  }

  #play() {
    this.#controls.setPlaying(true);
    const next = () => {
      if (this.forward()) this.#timer = setTimeout(next, PACE / this.#speed);
    };
    this.#timer = setTimeout(next, 0);
  }

  #pause() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#controls.setPlaying(false);
  }

  /**
   * Go on with another run, which the address holds from now on.
   * @param {Run} run
   */
  #take(run) {
    this.#pause();
    if (run === this.shown) return;
    this.#run = run;
    this.#at = run.index;
    this.#asking.replaceChildren();
    this.#followed = isTold(run, this.#story) ? "" : writeRun(run);
    const address = placeRun(location.href, this.#figure.id, this.#followed || undefined);
    globalThis.history.pushState(null, "", address);
    this.#render();
  }

  /**
   * @param {string} name
   * @param {string} [target]
   * @param {Value} [value]
   */
  #act(name, target, value) {
    const { shown } = this;
    const action = { name, target, value };
    if (canAct(shown, action)) this.#take(act(shown, action));
    else if (value !== undefined) {
      this.#take(createRun(shown.scene, { settings: { ...shown.begun, [String(target)]: value }, seed: shown.seed }));
    }
  }

  #compare() {
    this.#other = this.#other ? null : this.shown;
    this.#render();
  }

  #address() {
    return placeRun(location.href, this.#figure.id, writeRun(this.shown));
  }

  #render() {
    const { shown } = this;
    const { scene, state, settings, queue, step } = shown;
    const moment = { now: queue.now, settings };
    const view = scene.view(state, moment);
    const told = isTold(shown, this.#story) && this.#story.ends.length > 0;
    const part = told ? findPart(this.#story, this.#at) : -1;
    if (this.#other) this.#other = followTime(this.#other, queue.now, this.#story);
    this.#picture.replaceChildren(
      ...drawPicture(view, this.#before),
      ...(this.#other ? [drawComparison(shown, this.#other)] : []),
    );
    this.#before = view;
    this.#clock.value = showTime(queue.now);
    if (part !== this.#part) this.#says.replaceChildren(...tellPart(this.#figure, part, this.#story.ends.length));
    this.#part = part;
    this.#said.dataset.kind = step?.kind ?? "muted";
    this.#said.textContent = step?.said ?? "Nothing has happened yet.";
    if (this.#findAsk() === null) this.#asking.replaceChildren();
    this.#controls.update({
      part,
      at: this.#at,
      most: Math.max(this.#run.index, this.#story.ends.at(-1) ?? 0),
      isTold: told,
      isCompared: Boolean(this.#other),
      canUndo: undo(shown) !== shown && !told,
    });
    this.#group = drawBreaking(this.#breaking, shown, this.#group, {
      choose: (group) => (this.#group = group, this.#render()),
      act: (name, target, value) => this.#act(name, target, value),
    });
    this.#listSteps();
  }

  #listSteps() {
    if (this.#steps.open) drawSteps(this.#steps, this.#run, this.#at, (index) => this.#show(index));
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const target = /** @type {Element} */ (event.target);
    if (event.altKey || event.ctrlKey || event.metaKey || target.matches("input, select, textarea")) return;
    const does = {
      ArrowRight: () => this.forward(),
      ArrowLeft: () => this.#show(this.#at - 1),
      Home: () => this.#show(0),
    }[event.key];
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }
}
