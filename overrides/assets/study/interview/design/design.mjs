/**
 * A system design of 45 minutes: ask, count, draw, break, run, each part against its minutes and then compared.
 *
 * @import { InterviewPanel } from "../interview-panel.mjs"
 * @import { Board } from "./board.mjs"
 * @import { DesignPart } from "./parts.mjs"
 */

import { fetchPage } from "../../fetched-page.mjs";
import { asText, make, textOf } from "../../nodes.mjs";
import { everySecond } from "../../practice/every-second.mjs";
import { makeButton } from "../../practice/parts.mjs";
import { makeTable } from "../../practice/table.mjs";
import { describeTime } from "../../quiz/score.mjs";
import { beginBoard, goOn, isBoard, measureParts } from "./board.mjs";
import { readParts, readRubric } from "./parts.mjs";

const MINUTE = 60_000;

/** What is done in each part; a design with fewer parts goes without the last of them. */
const TASKS = [
  ["Ask", "What decides is held back until you ask for it. Ask aloud, then compare with what was asked for."],
  ["Count", "Peak, work in progress, disk, drain: aloud, with the numbers on your board."],
  ["Draw", "Three stages on paper: it works, it survives, it grows. Say each choice, and what you refuse."],
  ["Break", "Kill each box, left to right: what is lost, repeated or late?"],
  ["Run", "Alerts, roll-out, cost, two risks that you name yourself; then what staff are asked next."],
];

/**
 * Hold the design that a link of the start names, and return the heading of what is shown.
 * @param {InterviewPanel} panel
 * @param {HTMLAnchorElement} link
 */
export async function openDesign(panel, link) {
  const name = asText(link.dataset.design);
  const [, anchor] = name.split("/");
  const address = new URL(asText(link.dataset.page), document.baseURI);
  const page = await fetchPage(address, `[id="${CSS.escape(anchor)}"]`);
  const parts = readParts(page, anchor, address);
  return new Design(panel, name, textOf(link), new URL(`#${anchor}`, address), parts).open();
}

class Design {
  #panel;
  #name;
  #title;
  #address;
  #parts;
  #store;
  #since = 0;

  /**
   * @param {InterviewPanel} panel
   * @param {string} name
   * @param {string} title
   * @param {URL} address Of its section.
   * @param {DesignPart[]} parts
   */
  constructor(panel, name, title, address, parts) {
    this.#panel = panel;
    this.#name = name;
    this.#title = title;
    this.#address = address;
    this.#parts = parts;
    this.#store = panel.openStore("designs");
  }

  open() {
    this.#since = this.#panel.now();
    const stored = this.#store.read()[this.#name];
    if (!isBoard(stored) || stored.here >= this.#parts.length) {
      this.#save(beginBoard(this.#name, this.#panel.now()));
    }
    return this.#show();
  }

  /** @returns {Board} */
  get #board() {
    return this.#store.read()[this.#name];
  }

  /** The milliseconds of the design until now. */
  get #spent() {
    return this.#board.spent + Math.max(0, this.#panel.now() - this.#since);
  }

  /** @param {Board} board */
  #save(board) {
    this.#store.update((all) => ({ ...all, [this.#name]: board }));
  }

  /** @param {Partial<Board>} change */
  #note(change) {
    const [now, spent] = [this.#panel.now(), this.#spent];
    this.#since = now;
    this.#save({ ...this.#board, spent, ...change, at: Math.max(now, this.#board.at + 1) });
  }

  #move() {
    this.#note({});
    this.#save(goOn(this.#board, this.#parts.length, this.#panel.now()));
    this.#panel.focus(this.#show());
  }

  /** @returns {HTMLElement} */
  #show() {
    const { compared, endedAt } = this.#board;
    if (endedAt) return this.#showResult();
    return compared ? this.#showCompared() : this.#showPart();
  }

  /**
   * Show something of the design; the time until another thing is shown or the page is left counts.
   * @param {string} state
   * @param {Node[]} nodes
   */
  #lay(state, ...nodes) {
    const changing = this.#panel.show(state, ...nodes);
    addEventListener("pagehide", () => this.#note({}), { signal: changing });
    this.#store.watch(() => this.#panel.focus(this.#show()), changing);
    return changing;
  }

  #showPart() {
    const { here, notes } = this.#board;
    const { to } = this.#parts[here];
    const { node, before, ask, about, time, line, next, fold, notes: field } = this.#panel.copy("stage");
    const [task, how] = TASKS[here] ?? ["Go on", ""];
    before.textContent = this.#title;
    ask.textContent = task;
    about.textContent = how;
    field.value = notes;
    fold.open = Boolean(notes);
    field.addEventListener("input", () => this.#note({ notes: field.value }));
    next.addEventListener("click", () => this.#move());
    const changing = this.#lay("taking", this.#makeHead(), node);
    line.max = to * MINUTE;
    const tick = () => {
      line.value = this.#spent;
      time.textContent = `${describeTime(Math.floor(this.#spent / 1000) * 1000)} · until ${to}:00`;
    };
    tick();
    everySecond(tick, changing);
    return ask;
  }

  #makeHead() {
    const { node, place, back, end } = this.#panel.copy("head");
    place.textContent = `Part ${this.#board.here + 1} of ${this.#parts.length}`;
    back.hidden = true;
    end.addEventListener("click", () => {
      this.#note({ endedAt: this.#panel.now() });
      this.#panel.focus(this.#show());
    });
    return node;
  }

  #showCompared() {
    const { here, said } = this.#board;
    const { node, before, ask, took, content, said: ticks, next } = this.#panel.copy("compared");
    const { from, to, nodes } = this.#parts[here];
    const time = measureParts(this.#board)[here] ?? 0;
    before.textContent = this.#title;
    ask.textContent = `${TASKS[here]?.[0] ?? "Part"}: compare`;
    took.textContent = `You took ${describeTime(time)} of ${to - from} minutes.`;
    content.append(...nodes.map((one) => document.importNode(one, true)));
    const rubric = here + 1 === this.#parts.length ? readRubric(this.#parts) : [];
    ticks.hidden = !rubric.length;
    ticks.append(...rubric.map((value) => {
      const input = make("input", { type: "checkbox", value, checked: said.includes(value) });
      return make("label", { class: "study-panel__tick" }, input, make("span", {}, value));
    }));
    ticks.addEventListener("change", () => {
      const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (ticks.querySelectorAll("input:checked"));
      this.#note({ said: [...inputs].map(({ value }) => value), of: rubric.length });
    });
    next.textContent = here + 1 === this.#parts.length ? "See the result" : `Next: ${TASKS[here + 1]?.[0] ?? "go on"}`;
    next.addEventListener("click", () => this.#move());
    this.#lay("taking", this.#makeHead(), node);
    return ask;
  }

  #showResult() {
    const board = this.#board;
    const title = make("h2", { class: "study-panel__title", tabindex: "-1" }, this.#title);
    const times = measureParts(board).map((time, place) => [
      TASKS[place]?.[0] ?? String(place + 1),
      describeTime(time),
      this.#parts[place].to - this.#parts[place].from,
    ]);
    const again = () => {
      this.#save({ ...beginBoard(this.#name, this.#panel.now()), at: board.at + 1 });
      this.#since = this.#panel.now();
      this.#panel.focus(this.#show());
    };
    const heard = board.said.length ? `Heard: ${board.said.join(" ")}` : "Nothing of the rubric was ticked.";
    this.#lay(
      "done",
      title,
      make("p", { class: "study-panel__about" }, heard),
      make(
        "div",
        { class: "study-panel__start" },
        makeButton("Hold it once more", again, { "data-rank": "first" }),
        make("a", { class: "study-panel__button", href: this.#address }, "Read it in its chapter"),
        makeButton("Choose anew", () => this.#panel.start(), { class: "study-panel__plain" }),
      ),
      makeTable("Time of each part", ["Part", "Took", "Minutes"], times),
      ...(board.notes ? [make("h3", {}, "Your board"), make("pre", {}, board.notes)] : []),
    );
    return title;
  }
}
