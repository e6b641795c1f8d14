/**
 * Bundles stylesheets with esbuild and leaves out, by PurgeCSS, rules that meet nothing. Reads `{ folder, sheets, words }`
 * as JSON, the paths of each sheet's sources in the order of the cascade and every name that can stand on the site, and
 * writes the text of each sheet.
 */

import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";

/** @type {{ folder: string, sheets: Record<string, string[]>, words: string[] }} */
const { folder, sheets, words } = await new Response(Deno.stdin.readable).json();

/** @param {string[]} paths */
async function bundle(paths) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: paths.map((path) => `@import "./${path}";`).join("\n"), loader: "css", resolveDir: folder },
    bundle: true,
    write: false,
    loader: { ".svg": "dataurl", ".woff2": "dataurl" }, // They come with the stylesheet: nobody waits for them.
    legalComments: "none",
  });
  return outputFiles[0].text;
}

/**
 * Return the rules of a sheet that meet something; what only the other sheets name stays too.
 * @param {string} css
 * @param {string} others
 */
async function purge(css, others) {
  const named = others.match(/[\w-]+/g) ?? [];
  const [purged] = await new PurgeCSS().purge({
    // Without some of its selectors `:is()` may weigh less against other rules; of a name that it does not know, PurgeCSS
    // leaves all.
    css: [{ raw: css.replaceAll(":is(", ":matches(") }],
    content: [{ raw: words.join(" "), extension: "txt" }],
    defaultExtractor: (content) => content.split(" "),
    keyframes: true,
    variables: true,
    // A pseudo-class can come about anywhere; unless told so, PurgeCSS drops what consists of them alone.
    safelist: { standard: [/^:/], keyframes: named, variables: [...words, ...named] },
  });
  return purged.css.replaceAll(":matches(", ":is(");
}

/** @type {Record<string, string>} */
const bundled = {};
for (const [path, sources] of Object.entries(sheets)) bundled[path] = await bundle(sources);
/** @type {Record<string, string>} */
const served = {};
for (const [path, css] of Object.entries(bundled)) {
  const others = Object.keys(bundled).filter((other) => other !== path).map((other) => bundled[other]);
  const purged = await purge(css, others.join("\n"));
  served[path] = (await esbuild.transform(purged, { loader: "css", minify: true, charset: "utf8" })).code;
}
await esbuild.stop();
console.log(JSON.stringify(served));
