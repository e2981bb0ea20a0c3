// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them.
final class Words {
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final double LOG_MILLION = Math.log(1e6);

    private Words() {}

    /// `1,790`
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// `0.526`: three significant digits, no trailing zeros.
    static String number(double value) {
        return new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
    }

    /// Evidence from its logarithm: `152`, `0.03`, `over a million`.
    static String evidence(double log) {
        if (log > LOG_MILLION) {
            return "over a million";
        }
        return log < -LOG_MILLION ? "under a millionth" : number(Math.exp(log));
    }

    /// `95 %` for an error chance of 0.05.
    static String level(double errorChance) {
        return number(100 * (1 - errorChance)) + " %";
    }

    /// `3 min 20 s`, rounded up to whole seconds.
    static String span(Duration duration) {
        long seconds = duration.plusNanos(999_999_999).toSeconds();
        long minutes = seconds / 60;
        if (minutes == 0) {
            return seconds + " s";
        }
        return seconds % 60 == 0 ? minutes + " min" : minutes + " min " + seconds % 60 + " s";
    }
}
