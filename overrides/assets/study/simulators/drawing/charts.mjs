/**
 * Draws bars over time, meters and curves.
 *
 * @import { Bar, Lines, Meters, Timeline } from "../view.mjs"
 */

import { make } from "../../nodes.mjs";
import { showTime } from "./times.mjs";

/** @type {(share: number) => string} */
const percent = (share) => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;

/** @param {Timeline} timeline */
export function drawTimeline({ label, end, rows }) {
  return make(
    "div",
    { class: "study-stage__timeline", role: "group", "aria-label": label },
    make("p", { class: "study-stage__caption" }, label),
    make(
      "dl",
      {},
      ...rows.map(({ name, bars, total }) =>
        make(
          "div",
          {},
          make("dt", {}, name),
          make("dd", { class: "study-stage__track" }, ...bars.map((bar) => drawBar(bar, end))),
          total && make("dd", { class: "study-stage__total" }, total),
        )
      ),
    ),
    make("p", { class: "study-stage__axis" }, make("span", {}, showTime(0)), make("span", {}, showTime(end))),
  );
}

/**
 * @param {Bar} bar
 * @param {number} end
 */
function drawBar({ from, to, tone, label }, end) {
  const node = make("span", {
    class: "study-stage__bar",
    "data-tone": tone,
    title: `${label ?? ""} ${showTime(from)} to ${showTime(to)}`.trim(),
  });
  node.style.insetInlineStart = percent(from / end);
  node.style.inlineSize = percent((to - from) / end);
  node.append(label ?? "");
  return node;
}

/** @param {Meters} meters */
export function drawMeters({ label, meters }) {
  return make(
    "div",
    { class: "study-stage__meters", role: "group", "aria-label": label },
    make("p", { class: "study-stage__caption" }, label),
    make(
      "dl",
      {},
      ...meters.map(({ name, value, max, shown, tone, mark }) => {
        const fill = make("span", { class: "study-stage__bar", "data-tone": tone });
        fill.style.inlineSize = percent(value / max);
        const notch = mark && make("span", { class: "study-stage__notch", title: mark.name });
        if (notch) notch.style.insetInlineStart = percent(mark.at / max);
        return make(
          "div",
          {},
          make("dt", {}, name),
          make("dd", { class: "study-stage__track" }, fill, notch),
          make("dd", { class: "study-stage__total" }, shown),
        );
      }),
    ),
  );
}

const WIDTH = 600;
const HEIGHT = 150;

/** @param {Lines} lines */
export function drawLines({ label, unit, end, top = 0, series }) {
  const most = Math.max(top, 1e-9, ...series.flatMap(({ points }) => points.map(([, value]) => value)));
  const svg = makeSvg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  for (const { tone, points } of series) {
    const places = points.map(([time, value]) =>
      `${(WIDTH * time / end).toFixed(1)},${(HEIGHT - HEIGHT * value / most).toFixed(1)}`
    );
    svg.append(
      makeSvg("polyline", { points: places.join(" "), "data-tone": tone, "vector-effect": "non-scaling-stroke" }),
    );
  }
  const keys = series.map(({ name, tone, points }) =>
    make("li", { "data-tone": tone }, `${name}: ${showNumber(points.at(-1)?.[1] ?? 0)}${unit ? ` ${unit}` : ""}`)
  );
  return make(
    "div",
    { class: "study-stage__lines", role: "group", "aria-label": label },
    make(
      "p",
      { class: "study-stage__caption" },
      label,
      make("small", {}, `to ${showNumber(most)}${unit ? ` ${unit}` : ""}`),
    ),
    svg,
    make("p", { class: "study-stage__axis" }, make("span", {}, showTime(0)), make("span", {}, showTime(end))),
    make("ul", { class: "study-stage__keys" }, ...keys),
  );
}

/** @type {(value: number) => string} */
const showNumber = (value) => Number(value.toPrecision(3)).toLocaleString("en");

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 */
function makeSvg(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
