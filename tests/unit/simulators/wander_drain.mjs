// Runs the drain's model under random controls and tells which of its laws was broken, with the seed.
import { changeParameters, CONTROLS } from "../../../overrides/assets/study/simulators/drain/controls.mjs";
import { findAge, findCapacity, runModel, startModel } from "../../../overrides/assets/study/simulators/drain/model.mjs";
import { findMetrics } from "../../../overrides/assets/study/simulators/drain/metrics.mjs";
import { readParameters, SETTINGS } from "../../../overrides/assets/study/simulators/drain/settings.mjs";
import { makeRandom } from "../../../overrides/assets/study/simulators/engine.mjs";

const { runs } = JSON.parse(new TextDecoder().decode(await new Response(Deno.stdin.readable).arrayBuffer()));
const NEAR = 1e-3;
const near = (one, other) => Math.abs(one - other) < NEAR;

const LAWS = {
  "what was committed was written or lost": ({ counts, committed }) => near(counts.written + counts.lost, committed),
  "the log holds what producers wrote": ({ arrivals, at, logEnd }) => {
    const { at: since, offset, rate } = arrivals.at(-1);
    return near(logEnd, offset + (at - since) * rate);
  },
  "nobody reads beyond the log": ({ batch, committed, logEnd }) => committed + (batch?.held ?? 0) <= logEnd + NEAR,
  "no more is written than held": ({ batch }) => !batch || (batch.written <= batch.held + NEAR && batch.written >= 0),
  "the pooler bounds the fleet": ({ rates, open }) => rates.busy <= open + NEAR,
  "a commit is never taken back": ({ committed }, _, before) => committed >= before.committed - NEAR,
  "every write is counted once": (model, parameters, before, seconds) => {
    if (parameters.timeout > 0) return true;
    const total = ({ counts, batch }) => counts.written + counts.repeated + (batch?.written ?? 0);
    const grown = total(model) - total(before);
    return grown >= -NEAR && grown <= seconds * findCapacity(parameters, parameters.knee) + NEAR;
  },
  "no batch outlasts its interval and counts": ({ batch }, { pollInterval, ownStage }) =>
    !batch || ownStage || batch.evicted || batch.age <= pollInterval + NEAR,
  "the oldest unread record is no older than the log": (model) => findAge(model) >= -NEAR && findAge(model) <= model.at + NEAR,
  "the state is plain": (model) => JSON.stringify(JSON.parse(JSON.stringify(model))) === JSON.stringify(model),
  "metrics are numbers": (model, parameters) => !Object.values(findMetrics(model, parameters)).some(Number.isNaN),
};

const pick = (random, list) => list[Math.floor(random() * list.length)];
const drawValue = (random, { choices, min, max, step }) =>
  choices ? pick(random, choices) : min + step * Math.floor(random() * ((max - min) / step + 1));

function wander(seed) {
  const { random } = makeRandom(seed);
  let settings = Object.fromEntries(SETTINGS.map(({ name, value }) => [name, value]));
  let parameters = readParameters(settings);
  let model = startModel(parameters);
  for (let move = 0; move < 20; move++) {
    if (random() < 0.5) model = pick(random, Object.values(CONTROLS))(model, parameters);
    else {
      const setting = pick(random, SETTINGS);
      settings = { ...settings, [setting.name]: drawValue(random, setting) };
      const now = readParameters(settings);
      model = changeParameters(model, parameters, now);
      parameters = now;
    }
    const seconds = Math.floor(random() * 240);
    const before = JSON.stringify(model);
    const next = runModel(model, parameters, seconds);
    if (JSON.stringify(model) !== before) return [seed, move, "the model before is not changed"];
    const broken = Object.keys(LAWS).find((law) => !LAWS[law](next, parameters, model, seconds));
    if (broken) return [seed, move, broken];
    model = next;
  }
  return null;
}

console.log(JSON.stringify(Array.from({ length: runs }, (_, seed) => wander(seed)).filter(Boolean)));
