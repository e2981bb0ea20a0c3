// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { encodings } from './encoding.js';
import { Outbox } from './outbox.js';
import { Trials } from './trials.js';

const MOST_CALLS = 10_000; // in a report; the server accepts 20,000
const MOST_GROUPS = 64; // in a report
const HEARTBEAT_MILLIS = 5_000; // every report announces the next one within 10 s
const IGNORED = { end() {} };

/**
 * Reports the outcomes of calls behind a flag to Evenkeel (docs/reference/outcome-api.md). Never throws into the calling code
 * or delays it. Its memory is bounded; `stats()` counts calls that do not fit.
 */
export class OutcomeReporter {
  #instance = randomUUID();
  #sequence = 0;
  #promisedAt = null;
  #groups = new Map();
  #calls = 0;
  #unreported = 0;
  #dropped = 0;
  #undecided = 0;
  #trials = new Trials(() => this.#drop(1));

  /**
   * @param url of the server, such as http://127.0.0.1:8080
   * @param key SDK key of the environment
   * @param encoding `json` or `binary`
   * @param now milliseconds of a monotonic clock
   */
  constructor({ url, key, encoding = 'json', flushMillis = 1_000, log = console.warn, fetch = globalThis.fetch, now = () => performance.now() }) {
    if (!(encoding in encodings)) throw new Error(`encoding must be one of ${Object.keys(encodings)}, got ${encoding}`);
    const { type, encode } = encodings[encoding];
    Object.assign(this, { encode, now });
    const secret = randomBytes(16).toString('hex'); // only this process can report for its instance
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': type, 'Evenkeel-Instance-Secret': secret };
    this.outbox = new Outbox({ url: new URL('/sdk/v1/calls', url), headers, log, fetch, now, onLost: (calls) => this.#drop(calls) });
    this.timer = setInterval(() => this.flush(), flushMillis).unref();
  }

  /** Runs the code of the selected variant and reports its outcome; returns its result or rethrows its error. */
  async run(flag, details, unit, work) {
    const call = this.begin(flag, details, unit);
    try {
      const result = await work();
      call.end();
      return result;
    } catch (error) {
      call.end({ failed: true });
      throw error;
    }
  }

  /**
   * Begins a call.
   *
   * @param details of the evaluation that selected the variant
   * @param unit the targeting key of that evaluation
   * @returns {{end: (outcome?: {failed?: boolean}) => void}} the call; call `end` once
   */
  begin(flag, details, unit) {
    if (!details?.variant) {
      this.#undecided++; // the caller's default, for example while the server is unavailable
      return IGNORED;
    }
    const started = this.now();
    const key = keyOf(flag, details);
    const split = key.rollout !== undefined;
    const name = String(unit);
    const trial = split && this.#trials.begins(key, details.flagMetadata, name, started);
    if (trial) this.#group(key)?.begun.add(name);
    let over = false;
    const end = ({ failed = false } = {}) => {
      if (over) return;
      over = true;
      const ended = this.now();
      if (split) this.#trials.ended(key);
      /* For a successful call that is not a trial, only the duration is reported. */
      const told = split && (failed || trial) ? name : undefined;
      this.#count(key, { micros: Math.round((ended - started) * 1_000), failed, trial, unit: told, ended });
    };
    return { end };
  }

  /** Returns the counts of sent, rejected and waiting reports, and of dropped and undecided calls. */
  stats() {
    return { ...this.outbox.counts, waiting: this.outbox.waiting, dropped: this.#dropped, undecided: this.#undecided };
  }

  /**
   * Creates a report of the recorded calls and sends all waiting reports; settles when done, and never rejects. Without
   * calls, sends an empty report every 5 s, so that the guard detects a process that stops reporting.
   */
  flush() {
    if (!this.#isIdle() || this.#isHeartbeatDue()) this.#close(true);
    return this.outbox.send();
  }

  /** Sends the last reports and announces the end of reporting. */
  async close() {
    clearInterval(this.timer);
    await this.outbox.send();
    if (!this.#isIdle() || this.#promisedAt !== null) this.#close(false);
    await this.outbox.send();
  }

  /* A waiting report makes a heartbeat unnecessary. */
  #isHeartbeatDue() {
    return this.#promisedAt !== null && this.outbox.waiting === 0 && this.now() - this.#promisedAt >= HEARTBEAT_MILLIS;
  }

  #isIdle() {
    return this.#groups.size === 0 && this.#unreported === 0;
  }

  #group(key) {
    const id = Object.values(key).join('\0');
    if (!this.#groups.has(id) && this.#groups.size < MOST_GROUPS) this.#groups.set(id, { key, calls: [], begun: new Set() });
    return this.#groups.get(id);
  }

  #count(key, call) {
    const group = this.#group(key);
    if (group === undefined) return this.#drop(1);
    if (call.trial) group.begun.delete(call.unit);
    group.calls.push(call);
    this.#calls++;
    if (this.#calls >= MOST_CALLS) this.#close(true);
  }

  #close(heartbeat) {
    const [groups, calls, now] = [[...this.#groups.values()], this.#calls, this.now()];
    this.#groups = new Map();
    this.#calls = 0;
    if (this.outbox.isFull) return this.#drop(calls);
    const report = { instance: this.#instance, sequence: ++this.#sequence, dropped: this.#unreported, heartbeat, groups: groups.map((group) => written(group, now)) };
    this.#unreported = 0;
    this.#promisedAt = heartbeat ? now : null;
    this.outbox.add(this.encode(report), calls);
  }

  #drop(calls) {
    this.#unreported += calls;
    this.#dropped += calls;
  }
}

/* Only calls assigned by a rollout's split (OFREP reason SPLIT) are evidence for control or candidate. */
function keyOf(flag, { variant, reason, flagMetadata = {} }) {
  const rollout = flagMetadata['evenkeel.rollout'];
  if (reason !== 'SPLIT' || rollout === undefined) return { flag, variant };
  const role = variant === flagMetadata['evenkeel.candidate'] ? 'candidate' : 'control';
  return { flag, variant, rollout, revision: flagMetadata['evenkeel.revision'], role };
}

function written({ key, calls, begun }, now) {
  const each = calls.map(({ micros, failed, trial, unit, ended }) => ({
    micros,
    ...(unit !== undefined && { unit }),
    ...(trial && { trial }),
    ...(failed && { failed, ageMillis: Math.round(now - ended) }),
  }));
  return { ...key, calls: each, ...(begun.size > 0 && { begun: [...begun] }) };
}
