/**
 * A diagram on the whole screen: enlarged by keys, buttons, wheel and two fingers, moved by dragging and arrows.
 *
 * @import { Point, View } from "./zoom.mjs"
 */

import { make } from "../nodes.mjs";
import { fitView, holdView, moveView, readPinch, zoomView } from "./zoom.mjs";

const STEP = 1.4;
const WAY = 60;

/** @type {Record<string, Point>} */
const ARROWS = {
  ArrowLeft: { x: WAY, y: 0 },
  ArrowRight: { x: -WAY, y: 0 },
  ArrowUp: { x: 0, y: WAY },
  ArrowDown: { x: 0, y: -WAY },
};

/**
 * Show the diagram of a figure; once it is closed, the focus is where it was.
 * @param {HTMLElement} figure
 * @param {string} title
 */
export function showFigure(figure, title) {
  const drawn = /** @type {SVGSVGElement} */ (figure.querySelector(".study-diagram__picture"));
  new Viewer(drawn, title, figure.dataset.kind ?? "");
}

class Viewer {
  #picture;
  #dialog = document.createElement("dialog");
  #stage = document.createElement("div");
  #size;
  /** @type {View} */
  #view = { x: 0, y: 0, scale: 1 };
  /** @type {Map<number, Point>} Where each finger is. */
  #fingers = new Map();

  /**
   * @param {SVGSVGElement} drawn
   * @param {string} title
   * @param {string} kind
   */
  constructor(drawn, title, kind) {
    const { width, height } = drawn.viewBox.baseVal;
    this.#size = { width, height };
    this.#picture = copyPicture(drawn, title);
    this.#dialog.className = "study-diagram study-viewer";
    this.#dialog.dataset.kind = kind;
    this.#dialog.setAttribute("aria-label", title);
    this.#stage.className = "study-viewer__stage";
    this.#stage.tabIndex = 0;
    this.#stage.setAttribute("role", "group");
    this.#stage.setAttribute("aria-label", "Plus and minus enlarge and reduce, 0 shows all, arrows move");
    this.#stage.append(this.#picture);
    this.#dialog.append(this.#stage, this.#makeBar());
    this.#listen();
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    this.#stage.focus();
    this.#fit();
  }

  get #screen() {
    return { width: this.#stage.clientWidth, height: this.#stage.clientHeight };
  }

  get #middle() {
    return { x: this.#screen.width / 2, y: this.#screen.height / 2 };
  }

  #makeBar() {
    /** @type {[string, string, () => void][]} */
    const acts = [
      ["−", "Reduce", () => this.#zoom(1 / STEP)],
      ["+", "Enlarge", () => this.#zoom(STEP)],
      ["All", "Show all", () => this.#fit()],
      ["Close", "Close", () => this.#dialog.close()],
    ];
    const buttons = acts.map(([text, label, act]) =>
      make("button", { type: "button", "aria-label": label !== text && label, onclick: act }, text)
    );
    return make("div", { class: "study-viewer__bar" }, ...buttons);
  }

  #listen() {
    const stage = this.#stage;
    const ending = new AbortController();
    addEventListener("resize", () => this.#fit(), { signal: ending.signal });
    this.#dialog.addEventListener("close", () => {
      ending.abort();
      this.#dialog.remove();
    });
    this.#dialog.addEventListener("keydown", (event) => this.#press(event));
    stage.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.#zoom(Math.exp(-event.deltaY / 300), this.#locate(event));
    }, { passive: false });
    stage.addEventListener("dblclick", (event) => {
      const isAll = this.#view.scale <= this.#least * 1.01;
      if (isAll) this.#zoom(2, this.#locate(event));
      else this.#fit();
    });
    stage.addEventListener("pointerdown", (event) => {
      stage.setPointerCapture(event.pointerId);
      this.#fingers.set(event.pointerId, this.#locate(event));
    });
    stage.addEventListener("pointermove", (event) => this.#drag(event));
    for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) {
      stage.addEventListener(name, ({ pointerId }) => this.#fingers.delete(pointerId));
    }
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    // Keys of the page behind mean nothing here.
    event.stopPropagation();
    const way = ARROWS[key];
    if (way) this.#set(moveView(this.#view, way));
    else if (key === "+" || key === "=") this.#zoom(STEP);
    else if (key === "-") this.#zoom(1 / STEP);
    else if (key === "0") this.#fit();
    else return;
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    const { pointerId } = event;
    const from = this.#fingers.get(pointerId);
    if (!from) return;
    const to = this.#locate(event);
    const other = [...this.#fingers].find(([id]) => id !== pointerId)?.[1];
    this.#fingers.set(pointerId, to);
    if (!other) return this.#set(moveView(this.#view, { x: to.x - from.x, y: to.y - from.y }));
    const { factor, point, by } = readPinch([from, other], [to, other]);
    this.#set(zoomView(moveView(this.#view, by), factor, point, this.#least));
  }

  /**
   * @param {MouseEvent} event
   * @returns {Point}
   */
  #locate({ clientX, clientY }) {
    const { left, top } = this.#stage.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  get #least() {
    return Math.min(1, fitView(this.#size, this.#screen).scale);
  }

  /** @param {number} factor */
  #zoom(factor, point = this.#middle) {
    this.#set(zoomView(this.#view, factor, point, this.#least));
  }

  #fit() {
    this.#set(fitView(this.#size, this.#screen));
  }

  /** @param {View} view */
  #set(view) {
    this.#view = holdView(view, this.#size, this.#screen);
    const { x, y, scale } = this.#view;
    this.#picture.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  }
}

/**
 * Return a copy of a picture without ids, which the page has already; what refers to them finds those.
 * @param {SVGSVGElement} drawn
 * @param {string} title
 */
function copyPicture(drawn, title) {
  const copy = /** @type {SVGSVGElement} */ (drawn.cloneNode(true));
  for (const node of copy.querySelectorAll("[id]")) node.remove();
  for (const name of ["aria-labelledby", "aria-describedby"]) copy.removeAttribute(name);
  copy.setAttribute("aria-label", title);
  return copy;
}
