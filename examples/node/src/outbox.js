// SPDX-License-Identifier: Apache-2.0
import { fetchWithin } from './deadline.js';

const MOST_WAITING = 60; // reports
const SEND_MILLIS = 5_000;
const FINAL = new Set([400, 403, 413, 415, 422]); // the server would reject the same report again

/** Sends reports in order and retries each one unchanged until the server accepts or rejects it. Never throws. */
export class Outbox {
  #waiting = [];
  #sending = null;
  #notBefore = 0;
  #said = '';
  counts = { sent: 0, refused: 0 };

  /** @param onLost called with the number of calls of a rejected report */
  constructor({ url, headers, log, fetch, now, onLost }) {
    Object.assign(this, { url, headers, log, fetch: fetchWithin(SEND_MILLIS, fetch), now, onLost });
  }

  get waiting() {
    return this.#waiting.length;
  }

  get isFull() {
    return this.#waiting.length >= MOST_WAITING;
  }

  add(body, calls) {
    this.#waiting.push({ body, calls });
  }

  /** Sends the waiting reports; settles when all are sent or the server is unreachable, and never rejects. */
  send() {
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
    return this.#sending;
  }

  async #sendAll() {
    try {
      while (this.#waiting.length > 0 && this.now() >= this.#notBefore && (await this.#sendFirst()));
    } catch (error) {
      this.#say(`reports are kept and sent again: ${error.cause?.message ?? error.message}`);
    }
  }

  async #sendFirst() {
    const { body, calls } = this.#waiting[0];
    const response = await this.fetch(this.url, { method: 'POST', headers: this.headers, body });
    const answer = (await response.json().catch(() => null)) ?? {};
    if (!response.ok && !FINAL.has(response.status)) {
      this.#notBefore = this.now() + 1_000 * (Number(response.headers.get('Retry-After')) || 0);
      this.#say(`reports are kept and sent again: ${answer.detail ?? response.status}`);
      return false;
    }
    this.#waiting.shift();
    if (response.ok) {
      this.counts.sent++;
      this.#say(answer.unattributed ? `the server does not know the rollout, revision or flag of some calls` : '');
    } else {
      this.counts.refused++;
      this.onLost(calls);
      this.#say(`a report was refused: ${answer.detail ?? response.status}`);
    }
    return true;
  }

  /* Logs each kind of problem once, not once per second. */
  #say(words) {
    if (words && words !== this.#said) this.log(`Evenkeel: ${words}`);
    this.#said = words;
  }
}
