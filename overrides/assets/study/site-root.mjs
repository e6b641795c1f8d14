/** Where the site begins; modules lie in folders, and published they are joined, so only one at the top may tell. */

export const SITE_ROOT = new URL("../../", import.meta.url);
