/**
 * Draws what a scene says is to be seen.
 *
 * @import { LogRow, Logs, NodeBox, Nodes, Part, View } from "../view.mjs"
 */

import { make } from "../../nodes.mjs";
import { drawLines, drawMeters, drawTimeline } from "./charts.mjs";

/** Cells of a log that are shown. */
const WINDOW = 9;

/**
 * Return a picture; what was not in the picture before is marked as new.
 * @param {View} view
 * @param {View | null} before
 */
export function drawPicture(view, before) {
  const known = new Set((before ?? []).flatMap(listRecords));
  return view.map((part) => drawPart(part, known));
}

/** @type {(part: Part) => string[]} */
const listRecords = (part) => part.is === "logs" ? part.rows.flatMap(nameRecords) : [];

/** @type {(row: LogRow) => string[]} */
const nameRecords = ({ id, records }) => records.map(({ offset, label }) => `${id} ${offset} ${label}`);

/**
 * @param {Part} part
 * @param {ReadonlySet<string>} known
 */
function drawPart(part, known) {
  switch (part.is) {
    case "logs":
      return drawLogs(part, known);
    case "nodes":
      return drawNodes(part);
    case "timeline":
      return drawTimeline(part);
    case "meters":
      return drawMeters(part);
    case "lines":
      return drawLines(part);
  }
}

/**
 * @param {Logs} logs
 * @param {ReadonlySet<string>} known
 */
function drawLogs({ label, rows }, known) {
  const offsets = rows.flatMap((
    { records, marks },
  ) => [...records.map(({ offset }) => offset), ...marks.map(({ at }) => at)]);
  const last = Math.max(...rows.map(({ records }) => (records.at(-1)?.offset ?? 0) + 1), ...offsets);
  const first = Math.max(Math.min(...offsets), last - WINDOW + 1);
  const shown = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const head = [
    make("th", { scope: "col" }, "Offset"),
    ...shown.map((offset) => make("th", { scope: "col" }, String(offset))),
  ];
  return make(
    "div",
    { class: "study-stage__scroll" },
    make(
      "table",
      { class: "study-stage__logs", "data-cells": shown.length },
      make("caption", {}, label),
      make("thead", {}, make("tr", {}, ...head)),
      make("tbody", {}, ...rows.map((row) => drawLog(row, shown, known))),
    ),
  );
}

/**
 * @param {LogRow} row
 * @param {readonly number[]} offsets
 * @param {ReadonlySet<string>} known
 */
function drawLog({ id, name, role, note, tone, records, marks, facts = [] }, offsets, known) {
  const cells = offsets.map((offset) => {
    const record = records.find((one) => one.offset === offset);
    const here = marks.filter(({ at }) => at === offset);
    const isNew = record && known.size > 0 && !known.has(`${id} ${offset} ${record.label}`);
    return make(
      "td",
      { "data-mark": here.length > 0 && here[0].tone },
      ...here.map((mark) => make("span", { class: "study-stage__mark", "data-tone": mark.tone }, mark.name)),
      record && make("span", {
        class: "study-stage__record",
        "data-tone": record.tone,
        "data-new": isNew || null,
        title: record.title,
      }, record.label),
    );
  });
  const head = make(
    "th",
    { scope: "row" },
    make("b", {}, name),
    role && [" ", make("span", { class: "study-stage__role" }, role)],
    note && [" ", make("span", { class: "study-stage__note" }, note)],
    ...facts.flatMap((fact) => [" ", make("small", {}, `${fact.name} ${fact.value}`)]),
  );
  return make("tr", { "data-tone": tone, "data-for": id }, head, ...cells);
}

/** @param {Nodes} nodes */
function drawNodes({ label, nodes }) {
  return make("div", { class: "study-stage__nodes", role: "group", "aria-label": label }, ...nodes.map(drawNode));
}

/** @param {NodeBox} node */
function drawNode({ id, name, role, note, tone, items, facts = [] }) {
  return make(
    "div",
    { class: "study-stage__node", role: "group", "data-tone": tone, "data-for": id, "aria-label": name },
    make(
      "p",
      { class: "study-stage__name" },
      make("b", {}, name),
      role && make("span", { class: "study-stage__role" }, role),
      note && make("span", { class: "study-stage__note" }, note),
    ),
    items.length > 0 &&
      make(
        "ul",
        { class: "study-stage__items" },
        ...items.map((one) =>
          make("li", { class: "study-stage__record", "data-tone": one.tone, title: one.title }, one.label)
        ),
      ),
    facts.length > 0 &&
      make(
        "dl",
        { class: "study-stage__values" },
        ...facts.map((fact) => make("div", {}, make("dt", {}, fact.name), make("dd", {}, fact.value))),
      ),
  );
}
