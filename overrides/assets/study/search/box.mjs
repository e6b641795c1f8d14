/**
 * The search box: what is typed goes to the worker, what that finds is listed below, ten at a time. The worker may answer
 * twice, the second time with what texts say; by then the reader may be on the way through the list, which then stays.
 */

import { asElement, asElements, asTarget, asText, make } from "../nodes.mjs";
import { addressOf, copyAddress } from "../sharing/copy-address.mjs";
import { findAddress, makeResult } from "./results.mjs";

const AT_ONCE = 10;
const ALL_TEXTS = "Search the text of every chapter";
const LOST = "Search needs what was not loaded. Is there a network?";
/**
 * @import { Item } from "./search-index.mjs"
 * @import { Answer } from "./worker.mjs"
 */

const findFrame = () => asElement(document.querySelector('[data-md-component="search"]'));
const findSource = () => new URL(/** @type {string} */ (findFrame().dataset.worker), location.href);

/** Return a worker that searches the site. */
export const openWorker = () => new Worker(findSource(), { type: "module" });

/**
 * Bring the box of this page to life.
 * @returns {() => void} Opens it.
 */
export function startSearch() {
  const frame = findFrame();
  const toggle = /** @type {HTMLInputElement | null} */ (document.getElementById("__search"));
  if (!frame || !toggle) return () => {};
  const root = new URL("../../../", findSource());
  /** @type {HTMLFormElement} */
  const form = asElement(frame.querySelector("form"));
  const meta = asElement(frame.querySelector("[role=status]"));
  const list = asElement(frame.querySelector("ol"));
  const scroll = asElement(frame.querySelector(".md-search__scrollwrap"));
  /** @type {HTMLInputElement} */
  const box = asElement(form.querySelector("input"));
  const more = make("button", { type: "button", class: "study-search__more", hidden: true }, ALL_TEXTS);
  list.after(more);
  /** @type {Worker | undefined} */
  let worker;
  /** @type {Item | undefined} */
  let best;
  let total = 0;
  /** @type {Item[][]} */
  let rest = [];
  let goes = false;
  let asksAll = false;
  let isAnswered = true;

  const ask = (all = false) => {
    if (!worker) {
      worker = openWorker();
      worker.addEventListener("message", ({ data }) => data.query === box.value.trim() && take(data));
      worker.addEventListener("error", () => take({}));
    }
    const query = box.value.trim();
    [asksAll, isAnswered] = [all, false];
    if (!all) best = undefined;
    list.setAttribute("aria-busy", asText(Boolean(query)));
    if (!query) take({ found: [] });
    worker.postMessage({ query, all });
  };
  /** @param {Omit<Answer, "query">} answer */
  const take = ({ found, busy = false, partial = false }) => {
    const isRead = isAnswered && (scroll.scrollTop > 0 || list.contains(document.activeElement));
    if (asksAll ? !busy : !isRead) show(found);
    isAnswered = true;
    list.setAttribute("aria-busy", asText(busy));
    meta.textContent = found && (total || !partial) ? describe(total, box.value.trim(), busy) : LOST;
    more.hidden = !partial || !best;
    if (goes && !busy) go();
  };
  /** @param {Item[][]} [found] */
  const show = (found = []) => {
    const hasFocus = document.activeElement === more;
    [best, total, rest] = [found[0]?.[0], found.length, [...found]];
    list.replaceChildren();
    scroll.scrollTop = 0;
    showMore();
    if (hasFocus) list.querySelector("a")?.focus();
  };
  /** Open the best result, once no better one follows. */
  const go = () => {
    const isBusy = list.getAttribute("aria-busy") === "true";
    goes = (isBusy || !best) && Boolean(box.value.trim());
    if (isBusy || !best) return;
    close();
    location.assign(findAddress(best, root));
  };
  const showMore = () => {
    list.append(...rest.splice(0, AT_ONCE).map((items) => makeResult(items, root)));
  };
  const open = () => {
    toggle.checked = true;
    box.focus();
  };
  const close = () => {
    toggle.checked = false;
    box.blur();
  };

  toggle.addEventListener("change", () => (toggle.checked ? box.focus() : box.blur()));
  box.addEventListener("focus", () => {
    toggle.checked = true;
    if (!worker) ask();
  });
  box.addEventListener("input", () => ask());
  form.addEventListener("reset", () => setTimeout(() => (box.focus(), ask())));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  asElement(form.querySelector("button[type=button]")).addEventListener("click", () => {
    const address = new URL(root);
    address.searchParams.set("q", box.value.trim());
    copyAddress(address.href, (said) => (meta.textContent = said));
  });
  more.addEventListener("click", () => ask(true));
  scroll.addEventListener("scroll", () => {
    if (scroll.scrollTop + scroll.clientHeight * 2 > scroll.scrollHeight) showMore();
  });
  list.addEventListener(
    "click",
    (event) => asTarget(event.target).closest("a") && !event.ctrlKey && !event.metaKey && close(),
  );
  frame.addEventListener("keydown", (event) => press(event, box, list, close));
  frame.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !frame.contains(/** @type {Node} */ (relatedTarget))) toggle.checked = false;
  });
  addEventListener("pageshow", ({ persisted }) => persisted && close());

  const asked = new URLSearchParams(location.search).get("q");
  if (asked !== null) {
    box.value = asked;
    history.replaceState(history.state, "", addressOf(location.hash));
  }
  // The reader may have come to the box before this did.
  if (asked !== null || toggle.checked || document.activeElement === box) {
    open();
    if (!worker) ask();
  }
  return open;
}

/**
 * @param {number} count
 * @param {string} query
 * @param {boolean} busy
 */
function describe(count, query, busy) {
  if (!query) return "Type to start searching";
  if (busy && !count) return "Searching every chapter";
  if (count === 1) return "1 matching document";
  return `${count || "No"} matching documents`;
}

/**
 * Escape leaves; arrows walk through box and results.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} box
 * @param {HTMLElement} list
 * @param {() => void} close
 */
function press(event, box, list, close) {
  if (event.key === "Escape") return close();
  const step = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 })[event.key];
  if (!step) return undefined;
  event.preventDefault();
  const parent = /** @type {Element} */ (list.parentElement);
  const stops = [box, ...asElements(parent.querySelectorAll("a, summary, button"))].filter((stop) =>
    stop.checkVisibility()
  );
  const next = (stops.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + step + stops.length) %
    stops.length;
  return stops[next].focus();
}
