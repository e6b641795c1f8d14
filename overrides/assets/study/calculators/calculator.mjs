/**
 * An opened calculator: the reader changes what is given and sees what follows.
 *
 * What differs from a case is in the address, so that a link holds the numbers: `?brokers=Large&brokers.size=2`.
 */

import { readNumber, showNumber, workSums } from "./sums.mjs";

/**
 * @import { Sums } from "./sums.mjs"
 * @typedef {Record<string, number>} Values By name of the input.
 */

/**
 * Show the form that the build wrote in place of the table.
 * @param {HTMLElement} element
 * @param {URLSearchParams} asked What the address asks for.
 * @param {(address: string, say: (text: string) => void) => void} copyAddress
 */
export function openCalculator(element, asked, copyAddress) {
  /** @type {Sums} */
  const sums = JSON.parse(/** @type {string} */ (element.dataset.sums));
  const template = /** @type {HTMLTemplateElement} */ (element.querySelector("template"));
  element.replaceChildren(template.content);
  const status = /** @type {HTMLElement} */ (element.querySelector("[role=status]"));
  fill(element, readAddress(asked, element.id, sums));
  show(element, sums);
  const update = () => {
    if (show(element, sums)) writeAddress(element.id, sums, readFields(element));
  };
  element.addEventListener("input", update);
  element.addEventListener("click", (event) => {
    const target = /** @type {HTMLButtonElement} */ (event.target);
    if (target.value === "copy") copyAddress(location.href, (text) => (status.textContent = text));
    if (target.name !== "case") return;
    fill(element, valuesOf(sums, Number(target.value)));
    update();
  });
}

/** @type {(sums: Sums, index: number) => Values} */
const valuesOf = ({ inputs }, index) =>
  Object.fromEntries(Object.entries(inputs).map(([name, { values }]) => [name, values[index]]));

/**
 * Return the numbers that the address asks for; what it does not name, or what no field takes, is the case's.
 * @param {URLSearchParams} asked
 * @param {string} id
 * @param {Sums} sums
 */
function readAddress(asked, id, sums) {
  const given = valuesOf(sums, Math.max(0, sums.cases.indexOf(/** @type {string} */ (asked.get(id)))));
  for (const [name, { from, to }] of Object.entries(sums.inputs)) {
    const value = readNumber(asked.get(`${id}.${name}`) ?? "");
    if (value >= from && value <= to) given[name] = value;
  }
  return given;
}

/**
 * Put the nearest case, and what differs from it, into the address.
 * @param {string} id
 * @param {Sums} sums
 * @param {Values} given
 */
function writeAddress(id, sums, given) {
  const differing = sums.cases.map((_, index) =>
    Object.entries(valuesOf(sums, index)).filter(([name, value]) => given[name] !== value)
  );
  const index = differing.reduce((best, names, place) => (names.length < differing[best].length ? place : best), 0);
  const address = new URL(location.href);
  for (const key of [...address.searchParams.keys()]) {
    if (key === id || key.startsWith(`${id}.`)) address.searchParams.delete(key);
  }
  address.searchParams.set(id, sums.cases[index]);
  for (const [name] of differing[index]) address.searchParams.set(`${id}.${name}`, String(given[name]));
  history.replaceState(history.state, "", address);
}

/**
 * @param {HTMLElement} element
 * @param {Values} values
 */
function fill(element, values) {
  for (const field of element.querySelectorAll("input")) field.value = showNumber(values[field.name], 12);
}

/** @type {(element: HTMLElement) => Values} */
const readFields = (element) =>
  Object.fromEntries([...element.querySelectorAll("input")].map(({ name, value }) => [name, readNumber(value)]));

/**
 * Show what follows from the fields, and beside each field what is wrong with it; return whether nothing is.
 * @param {HTMLElement} element
 * @param {Sums} sums
 */
function show(element, sums) {
  const given = readFields(element);
  for (const field of element.querySelectorAll("input")) {
    const { from, to } = sums.inputs[field.name];
    const right = given[field.name] >= from && given[field.name] <= to;
    field.setAttribute("aria-invalid", String(!right));
    /** @type {HTMLElement} */ (field.nextElementSibling).hidden = right;
    if (!right) given[field.name] = NaN;
  }
  const found = workSums(sums, given);
  for (const output of element.querySelectorAll("output")) output.value = showNumber(found[output.name]);
  return Object.values(given).every(Number.isFinite);
}
