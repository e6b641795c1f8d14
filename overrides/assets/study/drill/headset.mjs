/** Keys of headsets and lock screens: browsers hand them to pages that play something, so this plays silence. */

const RATE = 8000;
const SECONDS = 10;

/** @typedef {{ pause(): void, resume(): void, next(): void, previous(): void }} Keys */

/**
 * Hear the keys until the signal is aborted.
 * @param {Keys} keys
 * @param {AbortSignal} signal
 */
export function hearHeadset(keys, signal) {
  const session = navigator.mediaSession;
  if (!session) return;
  const url = URL.createObjectURL(makeSilence());
  const audio = new Audio(url);
  audio.loop = true;
  audio.play().catch(() => {});
  session.metadata = new MediaMetadata({ title: "Drill", album: document.title });
  /** @type {[MediaSessionAction, () => void][]} */
  const actions = [["pause", keys.pause], ["play", keys.resume], ["nexttrack", keys.next], [
    "previoustrack",
    keys.previous,
  ]];
  for (const [name, act] of actions) session.setActionHandler(name, act);
  signal.addEventListener("abort", () => {
    for (const [name] of actions) session.setActionHandler(name, null);
    audio.pause();
    URL.revokeObjectURL(url);
  });
}

function makeSilence() {
  const size = RATE * SECONDS;
  const head = new DataView(new ArrayBuffer(44));
  /** @param {number} at @param {string} text */
  const write = (at, text) => [...text].forEach((letter, place) => head.setUint8(at + place, letter.charCodeAt(0)));
  write(0, "RIFF");
  head.setUint32(4, 36 + size, true);
  write(8, "WAVEfmt ");
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, RATE, true);
  head.setUint32(28, RATE, true);
  head.setUint16(32, 1, true);
  head.setUint16(34, 8, true);
  write(36, "data");
  head.setUint32(40, size, true);
  return new Blob([head, new Uint8Array(size).fill(128)], { type: "audio/wav" });
}
