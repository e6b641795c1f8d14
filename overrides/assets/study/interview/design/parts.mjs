/** The parts of a design, read from the section of its chapter: each begins with a paragraph that names its minutes. */

import { asElement, asElements, textOf } from "../../nodes.mjs";

/** @typedef {{ from: number, to: number, nodes: HTMLElement[] }} DesignPart */

const MINUTES = /^(\d+) to (\d+)/;

/**
 * Return the parts of the section below a heading, in their order.
 * @param {Document} page
 * @param {string} anchor
 * @param {URL} address Of the page: links are to lead where they lead there.
 */
export function readParts(page, anchor, address) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll("a[href]"))) {
    link.href = new URL(/** @type {string} */ (link.getAttribute("href")), address).href;
  }
  /** @type {DesignPart[]} */
  const parts = [];
  let node = page.getElementById(anchor)?.nextElementSibling;
  for (; node && node.tagName !== "H2"; node = node.nextElementSibling) {
    const minutes = node.tagName === "P" && MINUTES.exec(textOf(node.querySelector(":scope > strong:first-child")));
    if (minutes) parts.push({ from: Number(minutes[1]), to: Number(minutes[2]), nodes: [] });
    if (node.tagName !== "H3") parts.at(-1)?.nodes.push(asElement(node));
  }
  return parts;
}

/**
 * Return the lines of the rubric: the rows of the last table of a design, each a level and what is heard of it.
 * @param {DesignPart[]} parts
 */
export function readRubric(parts) {
  const nodes = parts.at(-1)?.nodes ?? [];
  const table = nodes.findLast((node) => node.querySelector("table") || node.matches("table"));
  const rows = table ? [...asElements(table.querySelectorAll("tbody tr"))] : [];
  return rows.map((row) => [...row.children].map(textOf).join(": "));
}
