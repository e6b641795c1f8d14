/** What search has found, as nodes: text is always text. */

import { make } from "../nodes.mjs";

/** @import { Item } from "./search-index.mjs" */

/** A section this good beside the best of its page is shown at once too. */
const NEARLY = 0.7;

/**
 * Return a page that was found with its best sections, the others folded away.
 * @param {Item[]} items
 * @param {URL} root Of the site.
 */
export function makeResult(items, root) {
  const page = items.find(({ location }) => !location.includes("#")) ?? items[0];
  const sections = items.filter((item) => item !== page);
  const first = sections.filter(({ score }) => score >= NEARLY * items[0].score);
  const others = sections.slice(first.length);
  const links = first.map((item) => makeLink(item, root));
  const more = make(
    "details",
    { class: "md-search-result__more" },
    make("summary", {}, make("div", {}, `${others.length} more on this page`)),
    ...others.map((item) => makeLink(item, root)),
  );
  return make(
    "li",
    { class: "md-search-result__item" },
    makeLink(page, root, make("div", { class: "md-search-result__icon md-icon" })),
    ...links,
    others.length && more,
  );
}

/**
 * Return the address of an item, with the words that are to be marked there.
 * @param {Item} item
 * @param {URL} root Of the site.
 */
export function findAddress({ location, terms }, root) {
  const address = new URL(location, root);
  const met = Object.keys(terms).filter((word) => terms[word]);
  if (met.length) address.searchParams.set("h", met.join(" "));
  return address.href;
}

/**
 * @param {Item} item
 * @param {URL} root Of the site.
 * @param {HTMLElement} [icon] Of a page.
 */
function makeLink(item, root, icon) {
  const { title, text, terms } = item;
  const missing = Object.keys(terms).filter((word) => !terms[word]);
  return make(
    "a",
    { href: findAddress(item, root), class: "md-search-result__link" },
    make(
      "article",
      { class: "md-search-result__article md-typeset" },
      icon,
      make(
        icon ? "h1" : "h2",
        {},
        ...title.map(({ code, pieces }) => make(code ? "code" : "span", {}, ...mark(pieces))),
      ),
      text.length && make("p", {}, ...mark(text)),
      missing.length && text.length && makeMissing(missing),
    ),
  );
}

/** @param {import("./excerpt.mjs").Pieces} pieces */
const mark = (pieces) => pieces.map((piece, index) => (index % 2 ? make("mark", {}, piece) : piece));

/** @param {string[]} words */
const makeMissing = (words) =>
  make("p", { class: "md-search-result__terms" }, "Missing: ", ...words.map((word) => make("del", {}, word)));
