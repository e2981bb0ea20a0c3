// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them.
public final class QuantityFormatter {
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final double LOG_MILLION = Math.log(1e6);

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private QuantityFormatter() {}

    /// `1,790`
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// `0.526`: three significant digits, no trailing zeros.
    public static String number(double value) {
        return new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
    }

    /// Evidence from its logarithm: `152`, `0.03`, `over a million`.
    public static String evidence(double log) {
        if (log > LOG_MILLION) {
            return "over a million";
        }
        return log < -LOG_MILLION ? "under a millionth" : number(Math.exp(log));
    }

    /// `95 %` for an error chance of 0.05.
    public static String level(double errorChance) {
        return number(100 * (1 - errorChance)) + " %";
    }

    /// Nothing for a ratio of 1, else ` (tolerated: 1.1x)`.
    public static String tolerated(double ratio) {
        return ratio == 1 ? "" : " (tolerated: " + number(ratio) + "x)";
    }

    /// `20 s`, `3 min 20 s`, `5 h 1 min`, `2 d`: the two largest units, rounded up to the smaller one.
    public static String span(Duration duration) {
        long seconds = duration.plusNanos(999_999_999).toSeconds();
        if (seconds < HOUR) {
            return seconds < MINUTE ? seconds + " s" : span(seconds, MINUTE, " min", 1, " s");
        }
        return seconds < DAY ? span(seconds, HOUR, " h", MINUTE, " min") : span(seconds, DAY, " d", HOUR, " h");
    }

    private static String span(long seconds, long large, String largeName, long small, String smallName) {
        long smalls = Math.ceilDiv(seconds, small);
        long ratio = large / small;
        String text = smalls / ratio + largeName;
        return smalls % ratio == 0 ? text : text + " " + smalls % ratio + smallName;
    }
}
