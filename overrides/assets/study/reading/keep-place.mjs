/** Changing the height of something while a reader reads below it. */

/**
 * Make a change that ends here and now; whoever has read past the start of the node keeps their place below it.
 *
 * Not every browser anchors its scrolling, and those that do lose the anchor when it is the node that changes.
 * @param {Element} node
 * @param {() => void} change
 */
export function keepPlace(node, change) {
  const root = document.documentElement;
  const { top, bottom } = node.getBoundingClientRect();
  root.style.overflowAnchor = "none";
  change();
  if (top < 0) scrollBy({ top: node.getBoundingClientRect().bottom - bottom, behavior: "instant" });
  requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"));
}
