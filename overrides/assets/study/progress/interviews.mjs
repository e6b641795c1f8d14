/** What mock interviews came to, the newest first. */

import { dayOf, describeDay } from "../cards/days.mjs";
import { writeAddress } from "../interview/address.mjs";
import { isInterview } from "../interview/interview.mjs";
import { countPoints, findMarked } from "../interview/outcome.mjs";
import { make } from "../nodes.mjs";
import { makeTable } from "../practice/table.mjs";
import { SITE_ROOT } from "../site-root.mjs";

const SHOWN = 10;

/**
 * Return the table of the interviews that were held, nothing before the first.
 * @param {import("../progress-store.mjs").Records} records
 */
export function makeInterviews(records) {
  const held = Object.values(records).filter(isInterview).filter(({ choice }) => !choice.asks);
  const marked = held.filter((interview) => findMarked(interview).length).sort((one, other) => other.begun - one.begun);
  if (!marked.length) return [];
  const rows = marked.slice(0, SHOWN).map((interview) => {
    const ids = findMarked(interview);
    const { said, of, slips } = countPoints(interview, ids);
    const href = new URL(`mock-interview/${writeAddress(interview.choice)}`, SITE_ROOT);
    return [make("a", { href }, describeDay(dayOf(interview.begun))), ids.length, `${said} of ${of}`, slips];
  });
  return [makeTable("Mock interviews", ["Day", "Questions", "Points", "Traps"], rows)];
}
