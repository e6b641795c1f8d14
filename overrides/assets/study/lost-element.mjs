/** `<study-lost data-root="…">`: offers what is nearest to the address that was asked for, on the page for lost readers. */

export class StudyLostElement extends HTMLElement {
  async connectedCallback() {
    const { showNearest } = await import("./lost-readers.mjs");
    await showNearest(this, new URL(this.dataset.root, location.href));
  }
}
