/**
 * What is seen and heard, as nodes.
 *
 * @import { Incident } from "./incident.mjs"
 * @import { Entry } from "./run.mjs"
 */

import { make } from "../nodes.mjs";
import { showClock } from "./values.mjs";

/**
 * Return a text with what stands in backticks as code.
 * @param {string} text
 * @returns {(HTMLElement | string)[]}
 */
export const makeText = (text) =>
  text.split("`").map((part, index) => (index % 2 ? make("code", {}, part) : part)).filter((part) => part !== "");

/**
 * Return one thing that was seen or heard.
 * @param {Incident} incident
 * @param {Entry} entry
 */
export function makeEntry(incident, { at, is, id, text, graph }) {
  const { roles, signals, actions } = incident;
  const signal = signals[id];
  const kind = signal?.kind ?? "done";
  const title = is === "looked" ? signal.ask : is === "done" ? actions[id].label : "";
  const who = is === "pushed" || (is === "looked" && signal.by !== "lead")
    ? roles[signal.by]
    : is === "looked"
    ? "You look"
    : "You";
  return make(
    "li",
    { class: "study-war__entry", "data-kind": kind, "data-is": is },
    make("p", { class: "study-war__who" }, make("time", {}, showClock(incident, at)), ` ${who ?? ""}`),
    title && make("p", { class: "study-war__asked" }, ...makeText(title)),
    signal?.types && is === "looked" && make("pre", { class: "study-war__typed" }, make("code", {}, signal.types)),
    kind === "command" && text.includes("\n")
      ? make("pre", { tabindex: "0" }, make("code", {}, text))
      : make("p", {}, ...makeText(text)),
    ...graph.map(makeGraph),
  );
}

const [WIDTH, HEIGHT] = [300, 60];

/**
 * Return a curve since the incident began, with its value now; one with a single point is a value.
 * @param {Entry["graph"][number]} graph
 */
function makeGraph({ label, unit, points, value }) {
  const shown = `${value.toLocaleString("en-US", { maximumFractionDigits: value < 100 ? 1 : 0 })}${
    unit ? ` ${unit}` : ""
  }`;
  const title = make("p", { class: "study-war__value" }, `${label}: `, make("b", {}, shown));
  return make("figure", { class: "study-war__graph" }, title, points.length > 1 && drawCurve([...points, value]));
}

/** @param {number[]} points */
function drawCurve(points) {
  const top = Math.max(...points, 1e-9);
  const step = WIDTH / (points.length - 1);
  const path = points.map((value, index) =>
    `${index ? "L" : "M"}${(index * step).toFixed(1)} ${(HEIGHT - 4 - (value / top) * (HEIGHT - 8)).toFixed(1)}`
  );
  const svg = makeSvg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true", preserveAspectRatio: "none" });
  svg.append(makeSvg("path", { d: `${path.join("")}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`, class: "study-war__area" }));
  svg.append(makeSvg("path", { d: path.join(""), class: "study-war__line" }));
  return /** @type {HTMLElement} */ (/** @type {unknown} */ (svg));
}

/** @type {(tag: string, attributes: Record<string, string>) => SVGElement} */
function makeSvg(tag, attributes) {
  const node = /** @type {SVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", tag));
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
