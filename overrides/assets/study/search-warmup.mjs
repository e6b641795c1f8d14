/** Getting search ready while the reader's hand goes to the keys: its worker loads nothing before it is asked. */

/** Make the theme's search box ask for a blank once it has the focus, which is put back before anybody sees it. */
export function warmUpSearch(box = document.querySelector('[data-md-component="search-query"]')) {
  box?.addEventListener("focus", () => {
    if (box.value) return;
    box.value = " ";
    box.dispatchEvent(new KeyboardEvent("keyup"));
    box.value = "";
  }, { once: true });
}
