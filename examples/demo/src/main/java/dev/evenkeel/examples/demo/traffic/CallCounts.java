// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import dev.evenkeel.engine.stats.ObservedProportion;
import dev.evenkeel.engine.stats.RateRatio;
import java.util.Locale;

/// Calls of customers, exact counts.
///
/// @param failed calls that were not accepted
/// @param all calls that ended, `failed` or more
public record CallCounts(long failed, long all) {
    static final CallCounts NONE = new CallCounts(0, 0);
    static final CallCounts GOOD = new CallCounts(0, 1);
    static final CallCounts FAILED = new CallCounts(1, 1);

    private static final double LEVEL = 0.95;

    CallCounts plus(CallCounts more) {
        return new CallCounts(failed + more.failed, all + more.all);
    }

    /// Those since an earlier moment.
    public CallCounts since(CallCounts earlier) {
        return new CallCounts(failed - earlier.failed, all - earlier.all);
    }

    /// How many times as often calls fail in a later stretch; with an interval of 95 %.
    public RateRatio then(CallCounts later) {
        return RateRatio.of(counted(), later.counted(), LEVEL);
    }

    private RateRatio.FailureCount counted() {
        return new RateRatio.FailureCount(failed, all);
    }

    /// Like `10.1 % (9.1 to 11.2 %; 303 of 3,000)`, the interval of 95 %.
    public String describe() {
        ObservedProportion share = ObservedProportion.of(failed, all);
        return String.format(
                Locale.ROOT,
                "%.1f %% (%.1f to %.1f %%; %,d of %,d)",
                100 * share.share(),
                100 * share.low(),
                100 * share.high(),
                failed,
                all);
    }
}
