/** Setting up the stage of a simulator: its scene and its look are loaded, then the stage takes the text's place. */

import { createRun } from "../engine.mjs";
import { keepPlace } from "../../reading/keep-place.mjs";
import { loadStylesheet } from "../../stylesheet-loader.mjs";
import { SCENES } from "../scenes.mjs";
import { Stage } from "./stage.mjs";

/**
 * Show the stage in place of the text that the build wrote.
 * @param {HTMLElement} figure
 */
export async function openStage(figure) {
  const { scene: name, ...story } = JSON.parse(figure.dataset.run ?? "");
  /** @type {HTMLDataElement | null} */
  const styles = figure.querySelector(".study-simulator__styles");
  const [scene] = await Promise.all([SCENES[name](), loadStylesheet(styles?.value)]);
  keepPlace(figure, () => {
    const stage = new Stage(figure, createRun(scene, story), story);
    figure.dataset.state = "ready";
    stage.followAddress();
  });
}
