/**
 * An evening before an interview, planned from what is due, weak and often asked. Pure.
 *
 * @typedef {{ address: string, label: string, minutes: number }} Step `address` from the site's root, of a break its name.
 * @typedef {object} Evening
 * @property {number} day
 * @property {number} at
 * @property {Step[]} steps
 * @property {string[]} done Addresses of finished steps.
 * @property {number} of How many steps there are.
 * @typedef {object} Wanted
 * @property {number} due How many cards are due.
 * @property {{ slug: string, title: string }[]} chapters Those that need the reader most first.
 * @property {{ id: string, ask: string }[]} questions Those that are asked most, what would be missed first.
 */

/** The address of the break, which is no page. */
export const BREAK = "break";

/** What things take: as the flashcards and the lists of questions say. */
const SECONDS_A_CARD = 20;
const MINUTES = { quiz: 10, question: 2 };

/** Minutes of the break and of the mock interview, by hours. */
const FIXED = new Map([[1, { pause: 5, interview: 10 }], [2, { pause: 10, interview: 25 }], [3, {
  pause: 15,
  interview: 45,
}]]);

/**
 * Return the steps of so many hours: due cards and quizzes of weak chapters, a break, questions aloud, an interview.
 * @param {number} hours
 * @param {Wanted} wanted
 * @returns {Step[]}
 */
export function planEvening(hours, { due, chapters, questions }) {
  const { pause, interview } = /** @type {{ pause: number, interview: number }} */ (FIXED.get(hours));
  const free = hours * 60 - pause - interview;
  const cards = due ? Math.min(Math.ceil((due * SECONDS_A_CARD) / 60), Math.floor(free / 3)) : 0;
  const asked = questions.slice(0, Math.floor(free / 3 / MINUTES.question));
  const rest = free - cards - asked.length * MINUTES.question;
  const weak = chapters.slice(0, Math.floor(rest / MINUTES.quiz));
  const label = due === 1 ? "The card that is due" : `${due} cards that are due`;
  return [
    ...(cards ? [{ address: "flashcards/", label, minutes: cards }] : []),
    ...weak.map(({ slug, title }) => ({
      address: `quiz/?n=10&chapters=${slug}`,
      label: `Ten questions: ${title}`,
      minutes: MINUTES.quiz,
    })),
    { address: BREAK, label: "A break: stand up, drink something", minutes: pause },
    ...asked.map(({ id, ask }) => ({ address: `q/${id}/`, label: ask, minutes: MINUTES.question })),
    {
      address: `mock-interview/?length=${interview}`,
      label: `A mock interview of ${interview} minutes`,
      minutes: interview,
    },
  ];
}

/**
 * Return whether a stored value can be taken for an evening.
 * @param {any} value
 * @returns {value is Evening}
 */
export const isEvening = (value) =>
  Number.isInteger(value?.day) && Array.isArray(value.done) && Array.isArray(value.steps) &&
  value.steps.every((/** @type {any} */ step) =>
    typeof step?.address === "string" && typeof step.label === "string" && Number.isFinite(step.minutes)
  );
