// SPDX-License-Identifier: Apache-2.0

const MOST_UNITS = 50_000; // remembered of an exposure
const MOST_EXPOSURES = 8; // remembered
const ENOUGH_RUNS = 20; // after so many calls a path is no longer cold
const AGAIN_MILLIS = 120_000; // after so long one unit in four is told again

/**
 * Which calls the server is told of one by one, with their units: of each unit the first one of an exposure, after warm-up.
 * That is settled when the call begins, before anybody knows how it ends; else a unit whose first call hangs would be
 * judged by its second.
 */
export class Trials {
  #exposures = new Map();
  #runs = new Map();

  /** @param onFull called for each unit that no longer fits */
  constructor(onFull = () => {}) {
    this.onFull = onFull;
  }

  /** A call of a side begins: whether it is a trial. */
  begins({ rollout, revision }, metadata, unit, now) {
    const exposure = this.#exposure(rollout, revision, metadata, now);
    if (!isWarm(exposure, now)) return false;
    const last = exposure.told.get(unit);
    if (last !== undefined && (now - last < AGAIN_MILLIS || !isToldAgain(unit))) return false;
    if (last === undefined && exposure.told.size >= MOST_UNITS) {
      this.onFull();
      return false;
    }
    exposure.told.set(unit, now);
    return true;
  }

  /** A call of a side ended: its path is warmer than before. */
  ended({ rollout, role }) {
    const runs = this.#runs.get(rollout);
    if (runs !== undefined) runs[role]++;
  }

  #exposure(rollout, revision, metadata, now) {
    const runs = remembered(this.#runs, rollout, () => ({ control: 0, candidate: 0 }));
    return remembered(this.#exposures, `${rollout} ${revision}`, () => {
      const share = metadata['evenkeel.exposure'];
      const paths = ['control', 'candidate'].filter((path) => share !== (path === 'control' ? 10_000 : 0));
      return { since: now, warmUp: metadata['evenkeel.warmupMillis'] ?? 0, paths, runs, told: new Map() };
    });
  }
}

/* For both sides at once, so that they stand alike: after the plan's time, and when neither path is cold, but never later
 * than after three times that time. */
function isWarm({ since, warmUp, paths, runs }, now) {
  const age = now - since;
  return age >= warmUp && (age >= 3 * warmUp || paths.every((path) => runs[path] >= ENOUGH_RUNS));
}

/* By a hash (FNV-1a) that has nothing to do with who gets which variant. */
function isToldAgain(unit) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < unit.length; i++) hash = Math.imul(hash ^ unit.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 15)) & 3) === 0;
}

function remembered(map, key, make) {
  if (!map.has(key)) {
    if (map.size >= MOST_EXPOSURES) map.delete(map.keys().next().value);
    map.set(key, make());
  }
  return map.get(key);
}
