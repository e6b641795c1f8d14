/** What plays: the audio element with what browsers leave out. It tells its state by events and draws nothing. */

import { findKept } from "./kept-sounds.mjs";
import { addressOf, openListening, pageOf } from "./sound.mjs";
import { findStart, readSpeed } from "./times.mjs";

/** @typedef {import("./sound.mjs").Sound} Sound */

const SAVE_EVERY = 5;
const STEP = 15;
const MISSING = "The sound of this episode could not be loaded. Is there a network?";
const BLOCKED = "The browser plays nothing before you ask for it: press play.";

export class Player extends EventTarget {
  #store = openListening();
  #saved = 0;
  #sleep = 0;
  #started = false;
  #blob = "";

  /**
   * @param {HTMLAudioElement} audio
   * @param {Sound} sound
   */
  constructor(audio, sound) {
    super();
    this.audio = audio;
    this.sound = sound;
    const records = this.#store.read();
    this.start = findStart(records[sound.episode]?.seconds, sound.seconds);
    this.speed = readSpeed(records.player?.speed);
    audio.addEventListener("play", () => this.#begin());
    audio.addEventListener("pause", () => this.#save());
    audio.addEventListener("timeupdate", () => this.#advance());
    audio.addEventListener("ended", () => this.#save());
    audio.addEventListener("error", () => this.#useBlob(this.time, true));
    addEventListener("pagehide", () => this.#save(!audio.paused));
  }

  /** Where it is, or will begin. */
  get time() {
    return this.#started ? this.audio.currentTime : this.start;
  }

  async play() {
    try {
      await this.audio.play();
    } catch (error) {
      const { name } = /** @type {Error} */ (error);
      if (name === "NotAllowedError") this.#tell(BLOCKED);
    }
  }

  toggle() {
    if (this.audio.paused) return this.play();
    this.audio.pause();
  }

  /** @param {number} steps */
  skip(steps) {
    this.seek(this.time + steps * STEP);
  }

  /** @param {number} seconds */
  seek(seconds) {
    const place = Math.min(Math.max(0, seconds), this.sound.seconds);
    if (!this.#started) this.start = place;
    else if (this.#canSeek(place)) this.audio.currentTime = place;
    else return this.#useBlob(place, false);
    this.#tell("");
  }

  /** @param {number} speed */
  setSpeed(speed) {
    this.speed = readSpeed(speed);
    this.audio.playbackRate = this.speed;
    this.#save(!this.audio.paused);
  }

  /** @param {number} minutes Until it stops by itself; never for 0. */
  setSleep(minutes) {
    clearTimeout(this.#sleep);
    if (!minutes) return;
    this.#sleep = setTimeout(() => {
      this.audio.pause();
      this.dispatchEvent(new Event("slept"));
    }, minutes * 60_000);
  }

  #begin() {
    this.#tell("");
    this.audio.playbackRate = this.speed;
    if (this.#started) return;
    this.#started = true;
    if (this.start) this.#whenReady(() => this.seek(this.start));
    this.#announce();
  }

  /** @param {() => void} act */
  #whenReady(act) {
    if (this.audio.readyState > 0) act();
    else this.audio.addEventListener("loadedmetadata", act, { once: true });
  }

  /** @param {number} place */
  #canSeek(place) {
    const { seekable } = this.audio;
    return seekable.length > 0 && seekable.end(seekable.length - 1) >= place - 1;
  }

  /**
   * Go on with the whole file in memory: a server without ranges lets nobody jump, and a kept file needs no server.
   * @param {number} place
   * @param {boolean} failed Whether it is played by itself no more.
   */
  async #useBlob(place, failed) {
    if (this.#blob) return failed && this.#tell(MISSING);
    const wasPlaying = !this.audio.paused;
    this.#blob = "asked";
    try {
      const address = addressOf(this.sound);
      const reply = (await findKept(address)) ?? (await fetch(address));
      if (!reply.ok) throw new Error(address);
      this.#blob = URL.createObjectURL(new Blob([await reply.arrayBuffer()], { type: "audio/mpeg" }));
    } catch {
      this.#blob = "";
      this.audio.pause();
      return this.#tell(MISSING);
    }
    this.audio.src = this.#blob;
    this.audio.playbackRate = this.speed;
    this.#whenReady(() => (this.audio.currentTime = place));
    if (wasPlaying || failed) this.play();
  }

  #advance() {
    if (Math.abs(this.audio.currentTime - this.#saved) > SAVE_EVERY) this.#save(!this.audio.paused);
  }

  #save(playing = false) {
    if (!this.#started) return;
    const [at, seconds] = [Date.now(), this.audio.currentTime];
    this.#saved = seconds;
    const player = { ...this.sound, at, playing, speed: this.speed };
    this.#store.update((records) => ({ ...records, [this.sound.episode]: { at, seconds }, player }));
  }

  /** Tell lock screens and headsets what plays, and hear what they ask for. */
  #announce() {
    const session = navigator.mediaSession;
    if (!session) return;
    const artwork = [{ src: new URL("../cover.png", pageOf(this.sound)).href, sizes: "3000x3000", type: "image/png" }];
    const artist = "Heart and Michael, synthetic voices";
    session.metadata = new MediaMetadata({ title: this.sound.title, artist, album: document.title, artwork });
    session.setActionHandler("play", () => this.play());
    session.setActionHandler("pause", () => this.audio.pause());
    session.setActionHandler("seekbackward", () => this.skip(-1));
    session.setActionHandler("seekforward", () => this.skip(1));
    session.setActionHandler("seekto", ({ seekTime }) => this.seek(seekTime ?? 0));
  }

  /** @param {string} message */
  #tell(message) {
    this.dispatchEvent(new CustomEvent("message", { detail: message }));
  }
}
