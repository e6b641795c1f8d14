/**
 * Recordings of what a reader says: held by this page alone, and gone with it.
 *
 * @typedef {{ url: string, name: string }} Recording `name` is that of the file in which it may be saved.
 */

const SUFFIXES = { "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg" };
const GOES_ON = "so nothing is recorded; the interview goes on.";

export class Recorder {
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {MediaRecorder | null} */
  #media = null;
  /** @type {Map<string, Recording>} By id of the question. */
  #recordings = new Map();

  /**
   * Record the answer to a question, and return a sentence that says why if that cannot be.
   * @param {string} id
   * @param {AbortSignal} signal Of what is shown: whoever has gone on before the microphone was there is not recorded.
   */
  async start(id, signal) {
    if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) {
      return `This browser cannot record, ${GOES_ON}`;
    }
    try {
      this.#stream ??= await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      const isMissing = /** @type {Error} */ (error).name === "NotFoundError";
      return isMissing ? `There is no microphone, ${GOES_ON}` : `The microphone is not allowed here, ${GOES_ON}`;
    }
    if (signal.aborted) return "";
    /** @type {Blob[]} */
    const pieces = [];
    const media = this.#media = new MediaRecorder(this.#stream);
    media.ondataavailable = ({ data }) => pieces.push(data);
    media.onstop = () => this.#hold(id, new Blob(pieces, { type: media.mimeType }));
    media.start();
    return "";
  }

  /** Stop recording, and return when the recording can be heard. */
  stop() {
    const media = this.#media;
    this.#media = null;
    if (!media || media.state === "inactive") return Promise.resolve();
    return /** @type {Promise<void>} */ (new Promise((resolve) => {
      media.addEventListener("stop", () => resolve());
      media.stop();
    }));
  }

  /** @param {string} id */
  find(id) {
    return this.#recordings.get(id);
  }

  /** Give the microphone back; what was recorded can still be heard. */
  async release() {
    await this.stop();
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
  }

  /** Delete every recording, and give the microphone back. */
  async drop() {
    await this.release();
    for (const { url } of this.#recordings.values()) URL.revokeObjectURL(url);
    this.#recordings.clear();
  }

  /**
   * @param {string} id
   * @param {Blob} sound
   */
  #hold(id, sound) {
    const before = this.#recordings.get(id);
    if (before) URL.revokeObjectURL(before.url);
    const type = /** @type {keyof typeof SUFFIXES} */ (sound.type.split(";")[0]);
    this.#recordings.set(id, { url: URL.createObjectURL(sound), name: `${id}.${SUFFIXES[type] ?? "webm"}` });
  }
}
