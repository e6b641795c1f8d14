// Tries the engine with a scene of a few lines, and tells what came of it.
import * as engine from "../../../overrides/assets/study/simulators/engine.mjs";
import { replication } from "../../../overrides/assets/study/simulators/replication/scene.mjs";
import { readRun, writeRun } from "../../../overrides/assets/study/simulators/stage/link.mjs";
import { findPart, goOn, goTo, isTold } from "../../../overrides/assets/study/simulators/stage/story.mjs";
import { followTime } from "../../../overrides/assets/study/simulators/stage/comparison.mjs";

const { act, advance, advanceTo, createRun, history, replay, undo } = engine;

/** Counts; `burst` puts two events at one time, `quiet` says nothing. */
const counting = {
  name: "counting",
  leavesOut: "",
  settings: [
    { name: "gap", label: "Gap", value: 10, min: 1, max: 100 },
    { name: "mode", label: "Mode", value: "a", choices: ["a", "b"], fixed: true },
  ],
  start: ({ gap }) => ({ state: Object.freeze({ count: 0 }), events: [{ after: gap, event: { name: "tick" } }] }),
  actions: ({ count }) => (count < 5 ? [{ name: "burst", label: "Burst" }] : []),
  handle: (state, { name }, { random, settings }) => {
    if (name === "burst") return { state, said: "", events: [{ after: 5, event: { name: "one" } }, { after: 5, event: { name: "two" } }] };
    if (name === "set") return { state, said: "", events: [] };
    const next = Object.freeze({ count: state.count + 1, drawn: random() });
    const events = name === "tick" && next.count < 9 ? [{ after: Number(settings.gap), event: { name: "tick" } }] : [];
    return { state: next, events, said: name === "quiet" ? "" : `${name} ${next.count}`, kind: "good" };
  },
  view: () => [],
  facts: ({ count }) => ({ Count: String(count) }),
};

const told = (run) => history(run).slice(1).map(({ step }) => [step.time, step.said]);
const throws = (call) => {
  try {
    call();
    return "";
  } catch (error) {
    return error.name;
  }
};

const burst = advanceTo(act(advance(createRun(counting)), { name: "burst" }), 5);
const set = advanceTo(act(advance(createRun(counting)), { name: "set", target: "gap", value: 50 }), 4);
const full = replay(counting, { seed: 9, steps: 8, actions: [[2, "burst"], [3, "set", "gap", 20]] });
const story = { settings: {}, seed: 1, actions: [[1, "burst"], [4, "burst"]], ends: [2, 6] };
const asTold = goTo(createRun(counting, story), 6, story);
const own = act(goTo(asTold, 3, story), { name: "burst" });

const random = engine.makeRandom(5);
random.random();
const rest = engine.makeRandom(random.seed());

/** The best of three: other work on the machine only ever makes it slower. */
function measureSpeed() {
  const began = performance.now();
  let events = 0;
  const counted = { ...replication, handle: (...given) => (events++, replication.handle(...given)) };
  advanceTo(createRun(counted, { settings: { every: 500 } }), 3000);
  return Math.round(1000 * events / (performance.now() - began));
}
const perSecond = Math.max(measureSpeed(), measureSpeed(), measureSpeed());

const lossy = replay(replication, { settings: { acks: "1", every: 500 }, seed: 7, steps: 30, actions: [[3, "kill", "1"], [9, "set", "acks", "all"]] });
const text = writeRun(lossy);
const again = replay(replication, readRun(replication, text));

console.log(JSON.stringify({
  order: told(burst),
  settings: told(set),
  undone: [undo(burst).index, undo(createRun(counting)).index, undo(undo(full)).actions],
  untouched: told(createRun(counting)),
  same: JSON.stringify(full.state) === JSON.stringify(replay(counting, { seed: 9, steps: 8, actions: full.actions }).state),
  other: JSON.stringify(full.state) === JSON.stringify(replay(counting, { seed: 8, steps: 8, actions: full.actions }).state),
  goesOn: rest.random() === (() => { const all = engine.makeRandom(5); all.random(); return all.random(); })(),
  ends: advanceTo(createRun(counting), 99).index,
  refused: [
    throws(() => act(createRun(counting), { name: "explode" })),
    throws(() => act(createRun(counting), { name: "set", target: "gap", value: 1000 })),
    throws(() => act(createRun(counting), { name: "set", target: "mode", value: "b" })),
    throws(() => act(advanceTo(createRun(counting), 6), { name: "burst" })),
  ],
  stops: replay(counting, { actions: [[7, "burst"]], steps: 9 }).index,
  story: told(asTold),
  parts: [0, 1, 2, 3, 6].map((index) => findPart(story, index)),
  told: [isTold(asTold, story), isTold(own, story), isTold(advance(asTold), story), isTold(history(asTold)[3], story)],
  afterwards: goOn(asTold, story).index,
  followed: [followTime(full, 25, story).step.time, followTime(createRun(counting), 35, { ...story, actions: [] }).step.time],
  text,
  replayed: JSON.stringify(again.state) === JSON.stringify(lossy.state) && again.index === lossy.index,
  damaged: ["", "x;y;z", "5;1;acks=9,nothing=1;1:explode:2", "9999999999;1", ";;;;;"].map((one) => {
    const run = replay(replication, readRun(replication, one));
    return [run.index, run.settings.acks];
  }),
  perSecond,
}));
