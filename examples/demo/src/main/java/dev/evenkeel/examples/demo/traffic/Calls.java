// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import dev.evenkeel.engine.stats.Proportion;
import dev.evenkeel.engine.stats.RateRatio;
import java.util.Locale;

/// Calls of customers, exact counts.
///
/// @param failed calls that were not accepted
/// @param all calls that ended, `failed` or more
public record Calls(long failed, long all) {
    static final Calls NONE = new Calls(0, 0);
    static final Calls GOOD = new Calls(0, 1);
    static final Calls FAILED = new Calls(1, 1);

    private static final double LEVEL = 0.95;

    Calls plus(Calls more) {
        return new Calls(failed + more.failed, all + more.all);
    }

    /// Those since an earlier moment.
    public Calls since(Calls earlier) {
        return new Calls(failed - earlier.failed, all - earlier.all);
    }

    /// How many times as often calls fail in a later stretch; with an interval of 95 %.
    public RateRatio then(Calls later) {
        return RateRatio.of(counted(), later.counted(), LEVEL);
    }

    private RateRatio.Counted counted() {
        return new RateRatio.Counted(failed, all);
    }

    /// Like `10.1 % (9.1 to 11.2 %; 303 of 3,000)`, the interval of 95 %.
    public String describe() {
        Proportion share = Proportion.of(failed, all);
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
