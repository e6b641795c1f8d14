/**
 * Where a picture stands on a screen, and how large. Pure.
 *
 * @typedef {{ width: number, height: number }} Size
 * @typedef {{ x: number, y: number }} Point
 * @typedef {Point & { scale: number }} View `x` and `y` are the picture's upper left corner on the screen.
 */

const MOST = 6;

/**
 * Return the view in which the whole picture is seen in the middle; a small one is enlarged, but not more than twice.
 * @param {Size} picture
 * @param {Size} screen
 * @returns {View}
 */
export function fitView(picture, screen) {
  const scale = Math.min(screen.width / picture.width, screen.height / picture.height, 2);
  return { scale, x: (screen.width - picture.width * scale) / 2, y: (screen.height - picture.height * scale) / 2 };
}

/**
 * Return the view enlarged by a factor, in which the same part of the picture is at the point.
 * @param {View} view
 * @param {number} factor
 * @param {Point} point
 * @param {number} least The smallest scale.
 * @returns {View}
 */
export function zoomView(view, factor, point, least) {
  const scale = Math.min(Math.max(view.scale * factor, least), Math.max(MOST, least));
  const real = scale / view.scale;
  return { scale, x: point.x - (point.x - view.x) * real, y: point.y - (point.y - view.y) * real };
}

/**
 * Return the view moved by a distance.
 * @param {View} view
 * @param {Point} by
 * @returns {View}
 */
export const moveView = (view, by) => ({ ...view, x: view.x + by.x, y: view.y + by.y });

/**
 * Return the view moved back so far that the picture fills the screen, or stands in its middle if it is smaller.
 * @param {View} view
 * @param {Size} picture
 * @param {Size} screen
 * @returns {View}
 */
export function holdView(view, picture, screen) {
  /** @type {(at: number, length: number, room: number) => number} */
  const hold = (at, length, room) => length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, at));
  return {
    scale: view.scale,
    x: hold(view.x, picture.width * view.scale, screen.width),
    y: hold(view.y, picture.height * view.scale, screen.height),
  };
}

/**
 * Return how far two fingers moved apart, and where their middle was and is.
 * @param {[Point, Point]} before
 * @param {[Point, Point]} after
 */
export function readPinch(before, after) {
  /** @type {(fingers: [Point, Point]) => number} */
  const spread = ([one, other]) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
  /** @type {(fingers: [Point, Point]) => Point} */
  const middle = ([one, other]) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
  const [from, to] = [middle(before), middle(after)];
  return { factor: spread(after) / spread(before), point: to, by: { x: to.x - from.x, y: to.y - from.y } };
}
