/**
 * Bundles browser modules with esbuild. Reads `{ folder, entries, target }` as JSON and writes `{ names, files, imports }`:
 * the path of what is served by the path of each module that a page or a bundle asks for, the text of all that is served,
 * and for each file the paths of those that it waits for.
 */

import * as esbuild from "esbuild";

/** @type {{ folder: string, entries: string[], target: string }} */
const { folder, entries, target } = await new Response(Deno.stdin.readable).json();
/** @type {Record<string, string>} */
const names = {};
/** @type {Record<string, string>} */
const files = {};
/** @type {Record<string, string[]>} */
const imports = {};
for (const entry of entries) {
  // Each by itself: a chunk that two of them shared would be one more file to wait for.
  const { metafile, outputFiles } = await esbuild.build({
    absWorkingDir: folder,
    entryPoints: [entry],
    outbase: target,
    outdir: target,
    entryNames: "[dir]/[name].[hash]",
    chunkNames: "[name].[hash]",
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    write: false,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
  });
  for (const { path, text } of outputFiles) files[path.slice(folder.length + 1)] = text;
  for (const [path, output] of Object.entries(metafile.outputs)) {
    if (output.entryPoint) names[output.entryPoint] = path;
    imports[path] = output.imports.filter(({ kind }) => kind === "import-statement").map((imported) => imported.path);
  }
}
await esbuild.stop();
console.log(JSON.stringify({ names, files, imports }));
