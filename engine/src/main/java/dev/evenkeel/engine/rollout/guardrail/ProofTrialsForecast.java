// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.function.LongToDoubleFunction;

/// An estimate of the candidate trials that a proof needs. A missing estimate is preferred to a wrong one:
/// few trials say little about the rate at which the rest accumulates, so none is given before part of the
/// evidence exists (ProofTrialsForecastAccuracyTest).
///
/// @param observedTrials candidate trials so far at this step
/// @param requiredTrials estimated total at the pace so far; -1 when it cannot be estimated
public record ProofTrialsForecast(long observedTrials, long requiredTrials) {
    private static final long MOST = 1L << 30;
    /* Part of the needed evidence, on the logarithmic scale, from which an estimate is given. */
    private static final double TELLS_FROM = 0.5;

    /// Returns the forecast of a proof that is not required or cannot make progress now.
    public static ProofTrialsForecast none(long seen) {
        return new ProofTrialsForecast(seen, -1);
    }

    /// Estimates the total: the evidence is assumed to grow as for a candidate as good as control, scaled by
    /// the pace so far.
    ///
    /// @param logSeen logarithm of the evidence so far
    /// @param logNeeded logarithm of the evidence that completes the proof
    /// @param logAfter evidence of a candidate as good as control, as a function of its trials
    public static ProofTrialsForecast of(long seen, double logSeen, double logNeeded, LongToDoubleFunction logAfter) {
        long all = logSeen < TELLS_FROM * logNeeded ? -1 : trialsNeeded(logNeeded, logAfter);
        if (all < 0) {
            return none(seen);
        }
        double part = (double) trialsFor(logSeen, logAfter) / all;
        return new ProofTrialsForecast(seen, Math.max(seen + 1, Math.round(seen / part)));
    }

    /// Estimates the trials needed for a candidate as good as control, before any was seen.
    ///
    /// @return -1 when no number suffices
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

    /// Returns the expected trials of both variants for a number of candidate trials.
    public static TrialCounts expectedTrials(
            CandidateShare share, long candidateTrials, double controlRate, double candidateRate) {
        long control = Math.round(candidateTrials * share.control() / share.candidate());
        return new TrialCounts(
                control,
                Math.round(control * controlRate),
                candidateTrials,
                Math.round(candidateTrials * candidateRate));
    }

    /// Formats the forecast.
    ///
    /// @param what what is counted: `candidate trials`
    public String format(String what, String margin) {
        return requiredTrials < 0
                ? QuantityFormatter.formatCount(observedTrials) + " " + what
                        + " so far, too few to estimate how many are needed to show " + margin
                : QuantityFormatter.formatCount(observedTrials) + " of about "
                        + QuantityFormatter.formatCount(requiredTrials) + " " + what + " needed to show " + margin;
    }
}
