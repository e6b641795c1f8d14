/** Where the reader is: the section is marked in the table of contents, the page's title stands in the header. */

import { asElement, asPresent } from "../nodes.mjs";

const READ = 0.15;
/** Share of the window: a section is being read once its heading is in so much of its upper part, or above. */

/** Follow the reader down the page. */
export function followReading() {
  const contents = document.querySelector(".md-sidebar--secondary");
  /** @type {Iterable<HTMLAnchorElement>} */
  const found = contents?.querySelectorAll("a.md-nav__link") ?? [];
  const links = [...found];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  watch(asPresent(headings.filter(Boolean)), `999999px 0px -${100 - 100 * READ}% 0px`, () => {
    const passed = headings.filter((heading) =>
      /** @type {number} */ (heading?.getBoundingClientRect().top) < innerHeight * READ
    );
    mark(/** @type {Element} */ (contents), links, passed.length - 1);
  });
  const title = asElement(document.querySelector(".md-header__title"));
  const heading = document.querySelector("article h1");
  if (!heading) return;
  watch([heading], "0px", ([{ isIntersecting, boundingClientRect }]) => {
    title.classList.toggle("md-header__title--active", !isIntersecting && boundingClientRect.top < 0);
  });
}

/**
 * @param {Element[]} nodes
 * @param {string} rootMargin
 * @param {IntersectionObserverCallback} act
 */
function watch(nodes, rootMargin, act) {
  const observer = new IntersectionObserver(act, { rootMargin });
  for (const node of nodes) observer.observe(node);
}

/**
 * @param {Element} contents
 * @param {HTMLAnchorElement[]} links
 * @param {number} current
 */
function mark(contents, links, current) {
  links.forEach((link, index) => {
    link.classList.toggle("md-nav__link--active", index === current);
    link.classList.toggle("md-nav__link--passed", index < current);
    if (index === current) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  });
  const frame = asElement(contents.querySelector(".md-sidebar__scrollwrap"));
  if (links[current] && frame.scrollHeight > frame.clientHeight) {
    frame.scrollTop = links[current].offsetTop - frame.clientHeight / 2;
  }
}
