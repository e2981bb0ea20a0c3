// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.function.LongToDoubleFunction;

/// How far a proof is, in candidate trials. No number is better than a wrong one: none is given before a part
/// of the evidence is there, since few trials say little about how fast the rest gathers
/// (ProofForecastStudyTest).
///
/// @param seen candidate trials so far in this step
/// @param needed about how many it takes in all at the pace so far; -1 when that cannot be said
public record ProofForecast(long seen, long needed) {
    private static final long MOST = 1L << 30;
    /* Part of the evidence, on the logarithmic scale, from which on a number is given. */
    private static final double TELLS_FROM = 0.5;

    /// Of a proof that nobody asks for, or that cannot be gathered now.
    public static ProofForecast none(long seen) {
        return new ProofForecast(seen, -1);
    }

    /// The evidence grows as it would for a candidate that is as good as control, faster or slower by as much
    /// as it did so far.
    ///
    /// @param logSeen logarithm of the evidence so far
    /// @param logNeeded logarithm of the evidence that counts as proof
    /// @param logAfter the evidence of a candidate as good as control, by number of its trials
    public static ProofForecast of(long seen, double logSeen, double logNeeded, LongToDoubleFunction logAfter) {
        long all = logSeen < TELLS_FROM * logNeeded ? -1 : trialsNeeded(logNeeded, logAfter);
        if (all < 0) {
            return none(seen);
        }
        double part = (double) trialsFor(logSeen, logAfter) / all;
        return new ProofForecast(seen, Math.max(seen + 1, Math.round(seen / part)));
    }

    /// About how many trials a proof takes of a candidate that is as good as control, before any was seen.
    ///
    /// @return -1 when no number is enough
    public static long trialsNeeded(double logNeeded, LongToDoubleFunction logAfter) {
        long trials = trialsFor(logNeeded, logAfter);
        return trials >= MOST ? -1 : trials;
    }

    private static long trialsFor(double log, LongToDoubleFunction logAfter) {
        long enough = 1;
        while (enough < MOST && logAfter.applyAsDouble(enough) < log) {
            enough *= 2;
        }
        long low = enough / 2;
        while (enough < MOST && enough - low > 1) {
            long middle = (low + enough) >>> 1;
            if (logAfter.applyAsDouble(middle) < log) {
                low = middle;
            } else {
                enough = middle;
            }
        }
        return enough;
    }

    /// The trials to expect with a number of candidate trials among them.
    public static TrialCounts expected(
            CandidateShare share, long candidateTrials, double controlRate, double candidateRate) {
        long control = Math.round(candidateTrials * share.control() / share.candidate());
        return new TrialCounts(
                control,
                Math.round(control * controlRate),
                candidateTrials,
                Math.round(candidateTrials * candidateRate));
    }

    /// @param what is counted: `candidate trials`
    public String words(String what, String margin) {
        return needed < 0
                ? QuantityFormatter.count(seen) + " " + what
                        + " so far, not enough to estimate how many it takes to show " + margin
                : QuantityFormatter.count(seen) + " of about " + QuantityFormatter.count(needed) + " " + what
                        + " needed to show " + margin;
    }
}
