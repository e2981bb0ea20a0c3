// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.flag.Percent;
import dev.evenkeel.stats.Share;

/// How far a proof is, in candidate trials.
///
/// @param seen candidate trials so far in this step
/// @param needed about how many it takes in all if the candidate is as good as control; -1 when that cannot be said
record ProofForecast(long seen, long needed) {
    private static final long MOST = 1L << 30;

    /// @param logNeeded logarithm of the evidence that counts as proof; 0 when none is asked for
    static ProofForecast of(Watch watch, GuardState state, Percent exposure, double logNeeded) {
        long seen = state.step().trials().candidate();
        if (logNeeded <= 0 || exposure.equals(Percent.ALL)) {
            return new ProofForecast(seen, -1);
        }
        Share share = GuardEngine.share(exposure);
        long enough = 1;
        while (enough < MOST && watch.forecast(share, enough, state) < logNeeded) {
            enough *= 2;
        }
        if (enough >= MOST) {
            return new ProofForecast(seen, -1);
        }
        long low = enough / 2;
        while (enough - low > 1) {
            long middle = (low + enough) >>> 1;
            if (watch.forecast(share, middle, state) < logNeeded) {
                low = middle;
            } else {
                enough = middle;
            }
        }
        return new ProofForecast(seen, seen + enough);
    }

    String words(String margin) {
        String trials = needed < 0
                ? Words.count(seen) + " candidate trials, no end in sight"
                : Words.count(seen) + " of about " + Words.count(needed) + " candidate trials needed";
        return trials + " to show " + margin;
    }
}
