// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.stats.Share;
import dev.evenkeel.stats.Trials;
import java.util.function.LongToDoubleFunction;

/// How far a proof is, in candidate trials.
///
/// @param seen candidate trials so far in this step
/// @param needed about how many it takes in all if the candidate is as good as control; -1 when that cannot be said
record ProofForecast(long seen, long needed) {
    private static final long MOST = 1L << 30;

    /// Of a proof that nobody asks for, or that cannot be gathered now.
    static ProofForecast none(long seen) {
        return new ProofForecast(seen, -1);
    }

    /// @param logNeeded logarithm of the evidence that counts as proof
    /// @param logAfter the evidence as a function of further candidate trials
    static ProofForecast of(long seen, double logNeeded, LongToDoubleFunction logAfter) {
        long enough = 1;
        while (enough < MOST && logAfter.applyAsDouble(enough) < logNeeded) {
            enough *= 2;
        }
        if (enough >= MOST) {
            return none(seen);
        }
        long low = enough / 2;
        while (enough - low > 1) {
            long middle = (low + enough) >>> 1;
            if (logAfter.applyAsDouble(middle) < logNeeded) {
                low = middle;
            } else {
                enough = middle;
            }
        }
        return new ProofForecast(seen, seen + enough);
    }

    /// The trials to expect with a number of candidate trials among them.
    static Trials expected(Share share, long candidateTrials, double controlRate, double candidateRate) {
        long control = Math.round(candidateTrials * share.control() / share.candidate());
        return new Trials(
                control,
                Math.round(control * controlRate),
                candidateTrials,
                Math.round(candidateTrials * candidateRate));
    }

    /// @param what is counted: `candidate trials`
    String words(String what, String margin) {
        String trials = needed < 0
                ? Words.count(seen) + " " + what + ", no end in sight"
                : Words.count(seen) + " of about " + Words.count(needed) + " " + what + " needed";
        return trials + " to show " + margin;
    }
}
