/** Where the site begins, whatever folder of its modules a bundle lies in. */

export const SITE_ROOT = new URL(import.meta.url.replace(/(?:assets\/study\/.*|[^/]*)$/, ""));
