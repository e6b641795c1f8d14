/** The colour of the browser's frame: the page names one for each palette, Material keeps its own up to date. */

/** Leave it to Material, which follows the reader's choice of palette, where the page follows the system's. */
export function followPalette() {
  for (const colour of document.querySelectorAll('meta[name="theme-color"][media]')) colour.remove();
}
