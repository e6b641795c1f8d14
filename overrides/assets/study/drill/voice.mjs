/** A voice of the browser; where there is none, the time that reading takes. */

const WORDS_A_SECOND = 3;
const PATIENCE = 1500;
const SENTENCE = /[^.?!]+(?:[.?!]+["”’)]*|$)/g;

/** Return the English voices of this browser, those on the device first; none where it has no speech. */
export async function findVoices() {
  const speech = globalThis.speechSynthesis;
  if (!speech) return [];
  if (!speech.getVoices().length) {
    await new Promise((resolve) => {
      speech.addEventListener("voiceschanged", resolve, { once: true });
      setTimeout(resolve, PATIENCE);
    });
  }
  const english = speech.getVoices().filter(({ lang }) => /^en\b/i.test(lang));
  return english.sort((one, other) => Number(other.localService) - Number(one.localService));
}

/**
 * Play a clip, and return whether it could be played; ends at once when the signal is aborted.
 * @param {URL} url
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>}
 */
export function playClip(url, signal) {
  const audio = new Audio(url.href);
  return new Promise((resolve) => {
    const stop = () => {
      audio.pause();
      resolve(true);
    };
    signal.addEventListener("abort", stop, { once: true });
    audio.onended = () => resolve(true);
    audio.onerror = () => resolve(false);
    audio.play().catch(() => resolve(signal.aborted));
  });
}

/**
 * Say a text sentence by sentence, or wait as long as reading it takes; ends at once when the signal is aborted.
 * @param {string} text
 * @param {SpeechSynthesisVoice | undefined} voice
 * @param {AbortSignal} signal
 */
export async function say(text, voice, signal) {
  if (!voice) return wait(text.split(" ").length / WORDS_A_SECOND, signal);
  for (const [sentence] of text.matchAll(SENTENCE)) {
    if (signal.aborted) return;
    await saySentence(sentence.trim(), voice, signal);
  }
}

/**
 * @param {string} sentence
 * @param {SpeechSynthesisVoice} voice
 * @param {AbortSignal} signal
 */
function saySentence(sentence, voice, signal) {
  const utterance = new SpeechSynthesisUtterance(sentence);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  return new Promise((resolve) => {
    const stop = () => {
      speechSynthesis.cancel();
      resolve(undefined);
    };
    signal.addEventListener("abort", stop, { once: true });
    utterance.onend = utterance.onerror = () => {
      signal.removeEventListener("abort", stop);
      resolve(undefined);
    };
    speechSynthesis.speak(utterance);
  });
}

/**
 * Wait, and tell each second how many are left.
 * @param {number} seconds
 * @param {AbortSignal} signal
 * @param {(left: number) => void} [tell]
 */
export async function wait(seconds, signal, tell) {
  for (let left = seconds; left > 0 && !signal.aborted; left -= 1) {
    tell?.(Math.ceil(left));
    await new Promise((resolve) => {
      const timer = setTimeout(done, Math.min(1, left) * 1000);
      signal.addEventListener("abort", done, { once: true });
      function done() {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve(undefined);
      }
    });
  }
}
