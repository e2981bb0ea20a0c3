// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import dev.evenkeel.core.stats.RatioInterval;
import dev.evenkeel.core.stats.Share;
import dev.evenkeel.engine.slo.Counts;
import dev.evenkeel.engine.stats.Proportion;
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
public record BeforeAfter(Proportion before, Proportion after, Optional<RatioInterval> ratio) {
    /// What is to stand beside every number of it.
    public static final String LABEL = "no control group: not proof";

    private static final double ALPHA = 0.05;

    /// What the counts say, and how sure that is.
    public enum Answer {
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
    /// The interval may be looked at at any time ([RatioInterval]), given how many events there were
    /// on either side. It assumes that events turn out bad independently, which bursts do not.
    public static BeforeAfter of(Counts before, Counts after) {
        boolean comparable = before.total() > 0 && after.total() > 0 && before.bad() + after.bad() > 0;
        return new BeforeAfter(
                Proportion.of(before.bad(), before.total()),
                Proportion.of(after.bad(), after.total()),
                comparable ? Optional.of(interval(before, after)) : Optional.empty());
    }

    private static RatioInterval interval(Counts before, Counts after) {
        double all = (double) before.total() + after.total();
        var share = new Share(after.total() / all, before.total() / all);
        return RatioInterval.of(ALPHA, List.of(new RatioInterval.Failures(share, before.bad(), after.bad())));
    }

    /// What the counts say.
    public Answer answer() {
        if (ratio.isEmpty()) {
            return Answer.NOTHING_TO_COMPARE;
        }
        if (ratio.get().low() > 1) {
            return Answer.WORSE;
        }
        return ratio.get().high() < 1 ? Answer.BETTER : Answer.NO_DIFFERENCE_SEEN;
    }
}
