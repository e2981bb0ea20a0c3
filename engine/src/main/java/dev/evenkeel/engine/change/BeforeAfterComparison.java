// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.FailureRatioInterval;
import dev.evenkeel.engine.slo.EventCounts;
import dev.evenkeel.engine.stats.ObservedProportion;
import java.util.List;
import java.util.Optional;

/// How an indicator was before a change and after it. There is no control group: load, customers,
/// other changes and the time of day differ as well, and whatever they do is in the numbers. It can
/// warn; it proves nothing.
///
/// @param before bad events of all before the change
/// @param after bad events of all after it
/// @param ratio how many times as often events were bad, at 95 %; empty where one side has no
///     event, or neither a bad one
public record BeforeAfterComparison(
        ObservedProportion before, ObservedProportion after, Optional<FailureRatioInterval> ratio) {
    /// What is to stand beside every number of it.
    public static final String LABEL = "no control group: not proof";

    private static final double ALPHA = 0.05;

    /// What the counts say, and how sure that is.
    public enum Conclusion {
        /// Events are bad more often, whatever the cause.
        WORSE,
        /// Events are bad less often, whatever the cause.
        BETTER,
        /// The counts go together with no difference.
        NO_DIFFERENCE_SEEN,
        /// One side has no event, or neither has a bad one.
        NOTHING_TO_COMPARE
    }

    /// Compares.
    ///
    /// The interval may be looked at at any time ([FailureRatioInterval]), given how many events there were
    /// on either side. It assumes that events turn out bad independently, which bursts do not.
    public static BeforeAfterComparison of(EventCounts before, EventCounts after) {
        boolean comparable = before.total() > 0 && after.total() > 0 && before.bad() + after.bad() > 0;
        return new BeforeAfterComparison(
                ObservedProportion.of(before.bad(), before.total()),
                ObservedProportion.of(after.bad(), after.total()),
                comparable ? Optional.of(interval(before, after)) : Optional.empty());
    }

    private static FailureRatioInterval interval(EventCounts before, EventCounts after) {
        double all = (double) before.total() + after.total();
        var share = new CandidateShare(after.total() / all, before.total() / all);
        return FailureRatioInterval.of(
                ALPHA, List.of(new FailureRatioInterval.StepFailures(share, before.bad(), after.bad())));
    }

    /// What the counts say.
    public Conclusion answer() {
        if (ratio.isEmpty()) {
            return Conclusion.NOTHING_TO_COMPARE;
        }
        if (ratio.get().low() > 1) {
            return Conclusion.WORSE;
        }
        return ratio.get().high() < 1 ? Conclusion.BETTER : Conclusion.NO_DIFFERENCE_SEEN;
    }
}
