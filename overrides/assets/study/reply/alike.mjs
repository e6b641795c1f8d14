/**
 * Questions like one. Pure.
 *
 * @import { Neighbour } from "../practice/question-order.mjs"
 */

import { clash } from "../practice/question-order.mjs";

/**
 * Return the ids of the questions that have most in common with one, it not among them, the closest first.
 * @param {Neighbour[]} questions In written order.
 * @param {string} id
 * @param {number} count
 */
export function findAlike(questions, id, count) {
  const here = questions.findIndex((question) => question.id === id);
  const one = questions[here];
  const others = questions.flatMap((other, place) =>
    place === here ? [] : { id: other.id, close: measure(one, other), far: Math.abs(place - here) }
  );
  others.sort((first, second) => second.close - first.close || first.far - second.far);
  return others.slice(0, count).map((other) => other.id);
}

/**
 * @param {Neighbour} one
 * @param {Neighbour} other
 */
function measure(one, other) {
  const shared = one.topics.filter((topic) => other.topics.includes(topic)).length;
  return 4 * clash(one, other) + 2 * shared + Number(one.chapter === other.chapter);
}
