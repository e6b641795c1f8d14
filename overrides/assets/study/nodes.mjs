/** Building and copying nodes: text is always text, never HTML. */

/**
 * @typedef {Node | string | 0 | false | null | undefined} Child What is nothing is left out.
 * @typedef {string | number | boolean | URL | null | undefined | ((event: Event) => unknown)} Attribute
 */

/**
 * @template Fields By name.
 * @typedef {HTMLFormElement & { readonly elements: HTMLFormControlsCollection & Fields }} FormWith
 */

/**
 * Return a new element; attributes that are false or null are left out, those that start with `on` listen.
 * @template {string} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} [attributes]
 * @param {...(Child | Child[])} children
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : asText(value));
  }
  node.append(...asPresent(children.flat().filter(Boolean)));
  return /** @type {Tag extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Tag] : HTMLElement} */ (node);
}

/*
 * What the types cannot know. These return what they get; in a bundle nothing is left of them.
 */

/**
 * Return the element that a query found, one that the build has promised.
 * @template {Element} [Found=HTMLElement]
 * @param {Element | null} node
 */
export function asElement(node) {
  return /** @type {Found} */ (node);
}

/**
 * Return the elements that a query found, by what they are.
 * @template {Element} [Found=HTMLElement]
 * @param {NodeListOf<Element>} nodes
 */
export function asElements(nodes) {
  return /** @type {NodeListOf<Found>} */ (nodes);
}

/**
 * Return the element where an event began.
 * @template {Element} [Found=HTMLElement]
 * @param {EventTarget | null} target
 */
export function asTarget(target) {
  return /** @type {Found} */ (target);
}

/**
 * Return a text that is there, or a value that the page makes a text of.
 * @param {string | number | boolean | URL | null | undefined} value
 */
export function asText(value) {
  return /** @type {string} */ (value);
}

/**
 * Return what `filter(Boolean)` left.
 * @template Item
 * @param {Item[]} items
 */
export function asPresent(items) {
  return /** @type {Exclude<Item, "" | 0 | false | null | undefined>[]} */ (items);
}

/**
 * Return what a reader sees of a node, with every run of space as one.
 * @param {Node | null} [node]
 */
export const textOf = (node) => (node?.textContent ?? "").trim().replace(/\s+/g, " ");

/**
 * Return copies of a node's children without ids, links to themselves and the theme's copy buttons.
 * @param {Element} node
 */
export function copyInside(node) {
  const copy = /** @type {Element} */ (node.cloneNode(true));
  for (const extra of copy.querySelectorAll(".headerlink, .md-code__nav, .md-clipboard")) extra.remove();
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  return [...copy.childNodes];
}

/**
 * Return a copy of a node as `copyInside` copies its children, or null if there is no node.
 * @param {Element | null} node
 */
export function copyOf(node) {
  if (!node) return null;
  const copy = /** @type {HTMLElement} */ (node.cloneNode(false));
  copy.removeAttribute("id");
  copy.append(...copyInside(node));
  return copy;
}
