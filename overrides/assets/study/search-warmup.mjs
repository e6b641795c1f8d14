/** Getting search ready while the reader's hand goes to the keys: its worker loads nothing before it is asked. */

const WORKER_STARTS = 300;

/** Make the theme's search box ask for a blank once it has the focus, which is put back before anybody sees it. */
export function warmUpSearch(box = document.querySelector('[data-md-component="search-query"]')) {
  const ask = () => {
    if (box.value) return;
    box.value = " ";
    box.dispatchEvent(new KeyboardEvent("keyup"));
    box.value = "";
  };
  if (box && document.activeElement === box) setTimeout(ask, WORKER_STARTS);
  else box?.addEventListener("focus", ask, { once: true });
}
