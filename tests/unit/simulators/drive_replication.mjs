// Drives the replication scene with actions at exact times, and tells every event that says something.
import { replication as scene } from "../../../overrides/assets/study/simulators/replication/scene.mjs";
import { drive } from "./wait_and_see.mjs";

const { runs } = JSON.parse(new TextDecoder().decode(await new Response(Deno.stdin.readable).arrayBuffer()));

function play({ settings, seed, until, script }) {
  const steps = [];
  const telling = {
    ...scene,
    handle: (state, event, moment) => {
      const outcome = scene.handle(state, event, moment);
      const facts = scene.facts(outcome.state, moment);
      if (outcome.said) steps.push({ time: moment.now, event, said: outcome.said, facts });
      return outcome;
    },
  };
  const { state } = drive(telling, { settings, seed, until, script });
  return { steps, facts: scene.facts(state), lost: state.lost };
}

console.log(JSON.stringify(runs.map(play)));
