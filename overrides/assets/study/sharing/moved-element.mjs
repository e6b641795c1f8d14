/** `<study-moved href="…">`: goes on to the new address of a page with the query and the hash the reader came with. */

export class StudyMovedElement extends HTMLElement {
  connectedCallback() {
    const target = new URL(/** @type {string} */ (this.getAttribute("href")), location.href);
    target.search = location.search;
    target.hash = location.hash;
    location.replace(target);
  }
}
