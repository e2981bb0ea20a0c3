// SPDX-License-Identifier: Apache-2.0

const MOST_UNITS = 50_000; // remembered of an exposure
const MOST_EXPOSURES = 8; // remembered
const ENOUGH_RUNS = 20; // after so many calls a path is no longer cold
const AGAIN_MILLIS = 120_000; // after this time, one unit in four is reported again

/**
 * Selects the calls that are reported individually, with their units: for each unit, the first call in an exposure after
 * warm-up. The selection happens when the call begins, before its outcome is known; otherwise, a unit whose first call hangs
 * would be represented by its second call.
 */
export class Trials {
  #exposures = new Map();
  #runs = new Map();

  /** @param onFull called for each unit that no longer fits */
  constructor(onFull = () => {}) {
    this.onFull = onFull;
  }

  /** Records the start of a call; returns whether it is a trial. */
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

  /** Records the end of a call, which counts for the warm-up of its path. */
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

/* The same for both variants: after the warm-up time of the plan and when neither path is cold, but at the latest after three
 * times the warm-up time. */
function isWarm({ since, warmUp, paths, runs }, now) {
  const age = now - since;
  return age >= warmUp && (age >= 3 * warmUp || paths.every((path) => runs[path] >= ENOUGH_RUNS));
}

/* Uses a hash (FNV-1a) that is independent of the assignment of variants. */
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
