/** Building and copying nodes: text is always text, never HTML. */

/**
 * Return a new element; attributes that are false or null are left out, those that start with `on` listen.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter(Boolean));
  return node;
}

/** Return what a reader sees of a node, with every run of space as one. */
export const textOf = (node) => (node?.textContent ?? "").trim().replace(/\s+/g, " ");

/** Return copies of a node's children without ids, links to themselves and the theme's copy buttons. */
export function copyInside(node) {
  const copy = node.cloneNode(true);
  for (const extra of copy.querySelectorAll(".headerlink, .md-code__nav, .md-clipboard")) extra.remove();
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  return [...copy.childNodes];
}

/** Return a copy of a node as `copyInside` copies its children, or null if there is no node. */
export function copyOf(node) {
  if (!node) return null;
  const copy = node.cloneNode(false);
  copy.removeAttribute("id");
  copy.append(...copyInside(node));
  return copy;
}
