// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.stats.ObservedProportion;
import dev.evenkeel.engine.stats.RateRatio;

/// Exact counts of customers' calls.
///
/// @param failed calls that were not accepted
/// @param all completed calls, `failed` or more
public record CallCounts(long failed, long all) {
    static final CallCounts NONE = new CallCounts(0, 0);
    static final CallCounts SUCCEEDED = new CallCounts(0, 1);
    static final CallCounts FAILED = new CallCounts(1, 1);

    private static final double LEVEL = 0.95;

    CallCounts plus(CallCounts more) {
        return new CallCounts(failed + more.failed, all + more.all);
    }

    /// Returns the counts since an earlier moment.
    public CallCounts since(CallCounts earlier) {
        return new CallCounts(failed - earlier.failed, all - earlier.all);
    }

    /// Returns the ratio of a later failure rate to this one, with a 95% interval.
    public RateRatio rateRatioTo(CallCounts later) {
        return RateRatio.of(toFailureCount(), later.toFailureCount(), LEVEL);
    }

    private RateRatio.FailureCount toFailureCount() {
        return new RateRatio.FailureCount(failed, all);
    }

    /// Formats the failure rate with its 95% interval, such as `10.1% (9.1% to 11.2%; 303 of 3,000)`.
    public String describe() {
        ObservedProportion share = ObservedProportion.of(failed, all);
        return QuantityFormatter.formatPercent(share.share()) + " (" + QuantityFormatter.formatPercent(share.low())
                + " to " + QuantityFormatter.formatPercent(share.high()) + "; " + QuantityFormatter.formatCount(failed)
                + " of " + QuantityFormatter.formatCount(all) + ")";
    }
}
