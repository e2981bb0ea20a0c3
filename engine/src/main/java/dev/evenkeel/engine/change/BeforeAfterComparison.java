// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.FailureRatioInterval;
import dev.evenkeel.engine.slo.EventCounts;
import dev.evenkeel.engine.stats.ObservedProportion;
import java.util.List;
import java.util.Optional;

/// A comparison of an indicator before and after a change. There is no control group: load, customers, other
/// changes and the time of day differ as well, and affect the result. It can warn, but not prove.
///
/// @param before bad events among all before the change
/// @param after bad events among all after the change
/// @param ratio ratio of the shares of bad events, at 95%; empty where one side has no events, or neither
///     has a bad one
public record BeforeAfterComparison(
        ObservedProportion before, ObservedProportion after, Optional<FailureRatioInterval> ratio) {
    /// Label to show beside every number of the comparison.
    public static final String LABEL = "no control group: not a proof";

    private static final double ALPHA = 0.05;

    /// The conclusion from the counts.
    public enum Conclusion {
        /// More bad events, for any cause.
        WORSE,
        /// Fewer bad events, for any cause.
        BETTER,
        /// The counts are compatible with no difference.
        NO_DIFFERENCE,
        /// One side has no events, or neither has a bad one.
        NOT_COMPARABLE
    }

    /// Compares the counts.
    ///
    /// The interval is valid at any time ([FailureRatioInterval]), given the number of events on either side.
    /// It assumes independent events, which does not hold for bursts.
    public static BeforeAfterComparison of(EventCounts before, EventCounts after) {
        boolean comparable = before.total() > 0 && after.total() > 0 && before.bad() + after.bad() > 0;
        return new BeforeAfterComparison(
                ObservedProportion.of(before.bad(), before.total()),
                ObservedProportion.of(after.bad(), after.total()),
                comparable ? Optional.of(calculateInterval(before, after)) : Optional.empty());
    }

    private static FailureRatioInterval calculateInterval(EventCounts before, EventCounts after) {
        double all = (double) before.total() + after.total();
        var share = new CandidateShare(after.total() / all, before.total() / all);
        return FailureRatioInterval.of(
                ALPHA, List.of(new FailureRatioInterval.StepFailures(share, before.bad(), after.bad())));
    }

    public Conclusion conclusion() {
        if (ratio.isEmpty()) {
            return Conclusion.NOT_COMPARABLE;
        }
        if (ratio.get().low() > 1) {
            return Conclusion.WORSE;
        }
        return ratio.get().high() < 1 ? Conclusion.BETTER : Conclusion.NO_DIFFERENCE;
    }
}
